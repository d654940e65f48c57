"""What is taken over: a calendar with its consequences, cases from a table, the figures that a year begins with."""
