"""The clock: every statutory period as a date with its articles and, day by day, how it came about.

A function takes the facts, the conventions that hold, and a calendar (the published one where none is given), and
returns a `Deadline`. Nothing reads the clock of the machine.
"""

from gongkai.law.deadlines.answers import clarification, clarification_notice, fee_payment, opinion, reasons
from gongkai.law.deadlines.deadline import Deadline, ExplainedDay, Kind, Note, Why
from gongkai.law.deadlines.disputes import (
    court_answer,
    court_appeal,
    litigation,
    litigation_over_silence,
    reconsideration,
    review_answer,
    review_decision,
)
from gongkai.law.deadlines.events import Clarification, Consultation, Consulted, Fee
from gongkai.law.deadlines.publication import publication
from gongkai.law.deadlines.receipt import Channel, Receipt, receipt
from gongkai.law.deadlines.reply import Clock, reply, reply_latest, reply_original
from gongkai.law.deadlines.service import OnTime, ServedBy, on_time

__all__ = [
    "Channel",
    "Clarification",
    "Clock",
    "Consultation",
    "Consulted",
    "Deadline",
    "ExplainedDay",
    "Fee",
    "Kind",
    "Note",
    "OnTime",
    "Receipt",
    "ServedBy",
    "Why",
    "clarification",
    "clarification_notice",
    "court_answer",
    "court_appeal",
    "fee_payment",
    "litigation",
    "litigation_over_silence",
    "on_time",
    "opinion",
    "publication",
    "reasons",
    "receipt",
    "reconsideration",
    "reply",
    "reply_latest",
    "reply_original",
    "review_answer",
    "review_decision",
]
