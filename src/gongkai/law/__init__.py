"""The rules of open government information as pure functions: no clock, no database, no files written.

Whoever needs a rule imports its module, and only that is loaded:

>>> from datetime import date
>>> from gongkai.law import deadlines, fees, procedure, remedies, replies
>>> due = deadlines.reply_original(date(2025, 1, 6))
>>> print(due.date, due.days[-1].notice)
2025-02-08 国办发明电〔2024〕12号
>>> fees.by_items(35, on=date(2025, 5, 6)).amount
3000
>>> replies.row("does_not_exist", "2021")
'unavailable.not_held'
>>> print(remedies.remedy_class("16", decided=date(2025, 7, 1)))
review_first
>>> print(procedure.STEPS[procedure.StepKind.EXTENDED].basis[0].article)
第三十三条第二款

Beside these: `catalogue` (what is published unasked), `packs` and `workdays` (the calendar), `provisional` (dates past
it) and `moves` (which cases a new calendar moves), `options` (what an organ chooses where practice differs),
`annual_report`, `citation`. What the law does not allow or does not cover raises a `refusal.Refusal`.
"""
