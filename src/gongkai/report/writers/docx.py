"""The report as a Word file in the statutory layout, for the organ to work on."""

from docx.shared import Pt

from gongkai.report.model import Report
from gongkai.report.writers import outline
from gongkai.report.writers.statutory import Layout
from gongkai.report.writers.word_table import table
from gongkai.typesetting import word

_STYLES = {
    "title": "Title",
    "heading": "Heading 1",
    "subheading": "Subheading",
    "paragraph": "Body",
    "signature": "Signature Line",
    "date": "Signature Line",
}


def render(report: Report) -> bytes:
    """Return the DOCX."""
    document = word.blank(
        title="".join(outline.title(report)),
        author=report.organ or report.signature or "",
        day=report.signed or report.published,
    )
    before: outline.Part | None = None
    for part, lines in outline.placed(report):
        if isinstance(part, Layout):
            table(document, part, lines)
        else:
            line = word.paragraph(document, part.text, _STYLES[part.kind])
            if part.kind == "signature":
                line.paragraph_format.space_before = Pt(40)
            elif isinstance(before, Layout):
                line.paragraph_format.space_before = Pt(14)
            if lines:
                line.paragraph_format.keep_with_next = True
        before = part
    return word.saved(document)
