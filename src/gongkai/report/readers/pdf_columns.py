"""Tables without ruling lines: rows of words whose figures stand below each other."""

from gongkai.report.readers.grid_table import Table
from gongkai.report.readers.pdf_page import Page
from gongkai.report.readers.pdf_words import Row


def columns(page: Page, printed: list[Row]) -> tuple[list[Table], list[Row]]:
    """Return the tables among the printed rows, and the rows that belong to none."""
    return [], printed
