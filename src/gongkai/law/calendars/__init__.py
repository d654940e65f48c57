"""The calendar packs, one file a year, and the statutory holidays of the years to come; read by `packs` and `statutory`.

Both are written by scripts/update/calendars.py.
"""
