"""How the rules refuse: one family of exceptions that say what is so, why, and what to do, in Chinese and in English."""

from gongkai.law.citation import Citation


class Refusal(ValueError):
    """What the law does not allow or does not cover, with the articles it rests on."""

    def __init__(self, zh: str, en: str, *basis: Citation) -> None:
        super().__init__(f"{zh} {en}")
        self.zh = zh
        self.en = en
        self.basis = basis


class NotCovered(Refusal):
    """The day lies outside every version of the rule that is known here."""


class BeyondCalendar(Refusal):
    """The day lies outside the published calendar of working days."""


class ImpossibleDates(Refusal):
    """The days that were given contradict each other or the rule that they are to be counted by."""
