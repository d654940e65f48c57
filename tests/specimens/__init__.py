"""Invented annual reports with known truth, in every layout, kind and defect that published reports were met with.

A specimen carries, for every cell, the answer a careful reader gives and the other answers that are not wrong. It is
written from the description of the layouts, not from the reader, so that the two do not share their mistakes.
"""
