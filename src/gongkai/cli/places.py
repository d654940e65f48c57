"""Where a finding is, in the words a person looks for it by. Works on the JSON of a place."""

from typing import Any


def spot(place: dict[str, Any], lang: str) -> str:
    """Return line and column as every editor understands them, page, table cell or paragraph in words."""
    zh = lang == "zh"
    match place:
        case {"line": line, "column": column}:
            return f"{line}:{column}"
        case {"page": page}:
            return f"第{page}页" if zh else f"page {page}"
        case {"table": table, "row": row, "cell": cell}:
            return f"表{table}行{row}格{cell}" if zh else f"table {table} row {row} cell {cell}"
        case _:
            return f"第{place['paragraph']}段" if zh else f"paragraph {place['paragraph']}"
