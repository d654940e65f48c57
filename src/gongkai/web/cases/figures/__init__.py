"""Figures of a month, a quarter and a year from the cases, the register, exports and the calendars of people."""
