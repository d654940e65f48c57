"""Made-up requests for the tests of the clock: what happened to them, in an order that the law allows."""

from datetime import date, timedelta

from hypothesis import strategies as st

from gongkai.law.deadlines import Clarification, Clock, Consultation, Consulted, Fee
from gongkai.law.options import Conventions
from tests.law.deadlines.oracle import Facts, Letter

FIRST, LAST = date(2019, 5, 15), date(2026, 10, 31)
FEES_FROM = date(2021, 1, 1)


def later(day: date, most: int) -> st.SearchStrategy[date]:
    """Return a day at or after a day."""
    return st.integers(0, most).map(lambda number: day + timedelta(days=number))


@st.composite
def letters(draw: st.DrawFn, received: date) -> Letter:
    """Return a letter that somebody got, answered or not; who has no limit has answered."""
    sent = draw(later(received, 60))
    arrived = draw(later(sent, 10))
    limited = draw(st.booleans())
    answered = draw(later(arrived, 40) if not limited else st.none() | later(arrived, 40))
    return Letter(sent, arrived, answered, limited)


@st.composite
def requests(draw: st.DrawFn, first: date = FIRST, last: date = LAST) -> Facts:
    """Return a request on which the clock can be counted to its end."""
    received = draw(st.dates(first, last))
    clarified = draw(st.none() | later(received, 40))
    notified = paid = None
    start = clarified or received
    if start >= FEES_FROM and draw(st.booleans()):
        notified = draw(later(start, 40))
        paid = draw(later(notified, 40))
    options = draw(st.tuples(st.booleans(), st.booleans(), st.booleans(), st.booleans()))
    extended = draw(st.just(0) | st.integers(1, 20))
    consulted = tuple(draw(st.lists(letters(received), max_size=4)))
    return Facts(received, consulted, clarified, extended, notified, paid, *options)


def clock(facts: Facts) -> Clock:
    """Return the same request as the package takes it."""
    return Clock(
        facts.received,
        Clarification(facts.received, facts.clarified) if facts.clarified else None,
        tuple(
            Consultation(
                letter.sent,
                letter.received,
                letter.answered,
                Consulted.CO_MAKER if letter.limited else Consulted.ORGAN,
            )
            for letter in facts.letters
        ),
        facts.extended,
        Fee(facts.notified, facts.paid) if facts.notified else None,
        conventions=conventions(facts),
    )


def conventions(facts: Facts) -> Conventions:
    """Return what the organ has chosen."""
    return Conventions(
        receipt_day="rolled" if facts.rolled else "literal",
        consultation_from="received" if facts.from_receipt else "sent",
        late_answer="whole" if facts.whole else "capped",
        after_payment="resume" if facts.resumes else "restart",
    )
