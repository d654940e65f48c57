"""L11: the report as HTML, from a clean fragment to a whole page with everything around it."""

import random
from html import escape

from tests.specimens import narrative
from tests.specimens.draft import Box, Draft, Table

STYLES = ("plain", "paragraphs", "word", "spaced")


def html(draft: Draft, rng: random.Random) -> bytes:
    """Return the report as a fragment, a page, or a whole page with navigation, in one of the encodings in use."""
    style = rng.choice(STYLES)
    options = {
        "style": style,
        "nbsp": rng.random() < 0.5,
        "break": rng.choice(("<br>", "<br/>", "</p><p>")) if style in ("paragraphs", "word") else "<br>",
        "loose": bool(draft.marks.get("loose_spans")),
        "split": rng.random() < 0.3,
        "thead": rng.random() < 0.3,
    }
    body = _body(draft, options, rng)
    shell = rng.choice(("fragment", "page", "whole", "whole"))
    if shell != "whole":
        draft.marks["around"] = ([], [])
    if shell == "fragment":
        return body.encode("utf-8")
    if shell == "whole":
        body = _around(draft, body, rng)
    encoding = rng.choice(("utf-8", "utf-8", "gb18030"))
    head = (
        f'<head><meta charset="{encoding}"><title>{escape(_head_title(draft))}</title><style>td{{top:0}}</style></head>'
    )
    return f"<!DOCTYPE html>\n<html>{head}<body>{body}</body></html>".encode(encoding)


def _head_title(draft: Draft) -> str:
    return str(draft.marks.get("head title", draft.title.replace("\n", "")))


def _body(draft: Draft, options: dict[str, object], rng: random.Random) -> str:
    title = escape(draft.title).replace("\n", "<br>")
    marked = rng.random() < 0.5
    pieces = [f'<{"h1" if marked else "p"} style="text-align:center">{title}</{"h1" if marked else "p"}>']
    pieces += [_p(line) for line in draft.marks.get("opening", ())]
    for part in draft.parts:
        if part.heading:
            pieces.append(_heading(part.heading, rng))
        pieces += [_p(text) for text in part.paragraphs]
        if part.table and part.table in draft.tables:
            pieces += _tables(draft.tables[part.table], options, rng)
    pieces += [_p(line, "right") for line in draft.closing()]
    return "\n".join(pieces)


def _p(text: str, align: str = "left") -> str:
    return (
        f'<p style="text-align:{align}">&nbsp;&nbsp;{escape(text)}</p>'
        if align == "left"
        else f'<p align="{align}">{escape(text)}</p>'
    )


def _heading(text: str, rng: random.Random) -> str:
    return rng.choice(
        (
            "<h2>{}</h2>",
            "<p><strong>{}</strong></p>",
            '<p><span style="font-family:黑体">{}</span></p>',
            "<div>{}</div>",
        )
    ).format(escape(text))


def _tables(table: Table, options: dict[str, object], rng: random.Random) -> list[str]:
    starts = sorted(table.breaks) if options["split"] else []
    if table.name == "proactive" and options["split"] and not starts:
        starts = [box.row for box in table.boxes if box.kind == "item" and box.row and rng.random() < 0.5]
    edges = [0, *sorted(starts), table.height]
    pieces = []
    for begin, end in zip(edges, edges[1:], strict=False):
        rows = [_row(table, row, end, options) for row in range(begin, end)]
        inner = "\n".join(rows)
        if options["thead"] and begin == 0 and table.head:
            inner = f"<thead>{''.join(rows[: table.head])}</thead><tbody>{''.join(rows[table.head :])}</tbody>"
        pieces.append(
            rng.choice(("{}", "<div>{}</div>", "<center>{}</center>")).format(f'<table border="1">{inner}</table>')
        )
    return pieces


def _row(table: Table, row: int, end: int, options: dict[str, object]) -> str:
    cells = [_cell(box, table, end, options) for box in table.row(row)]
    return f"<tr>{''.join(cells)}</tr>"


def _cell(box: Box, table: Table, end: int, options: dict[str, object]) -> str:
    rows, columns = min(box.rows, end - box.row), box.columns
    if options["loose"] and box.kind == "head" and columns > 2:
        columns += -1 if box.row else 1
    tag = "th" if options["thead"] and box.row < table.head else "td"
    spans = (f' rowspan="{rows}"' if rows > 1 else "") + (f' colspan="{columns}"' if columns > 1 else "")
    text = escape(box.text).replace("\n", str(options["break"]))
    if not box.text:
        text = "&nbsp;" if options["nbsp"] else ""
    match options["style"]:
        case "paragraphs":
            text = f"<p>{text}</p>"
        case "word":
            text = f'<p class="MsoNormal"><span lang="EN-US">{text}<o:p></o:p></span></p>'
        case "spaced":
            text = f"\n   {text}\n  "
    return f"<{tag}{spans}>{text}</{tag}>"


def _box(lines: list[str], rng: random.Random) -> str:
    """Return a box of meta data, two labels a row, with or without colons."""
    colon = rng.choice(("：", ":", ""))
    cells = [line.split("：", 1) for line in lines]
    pairs = [f"<td>{escape(label)}{colon}</td><td>{escape(value.strip())}</td>" for label, value in cells]
    rows = "".join(f"<tr>{''.join(pairs[at : at + 2])}</tr>" for at in range(0, len(pairs), 2))
    return f"<table>{rows}</table>"


def _around(draft: Draft, body: str, rng: random.Random) -> str:
    before, after = narrative.furniture(draft.figures, rng)
    before, after = draft.marks.setdefault("around", (before, after))  # type: ignore[misc]
    words = ("首页", "机构职能", "政策文件", "政务服务", "互动交流")
    menu = "".join(f'<li><a href="/{number}.html">{word}</a></li>' for number, word in enumerate(words))
    box = draft.marks.get("box", ())
    top = "".join(f"<div>{escape(line)}</div>" for line in before if line not in box)  # type: ignore[operator]
    if box:
        top += _box([line for line in before if line in box], rng)  # type: ignore[operator]
    bottom = "".join(f"<div>{escape(line)}</div>" for line in after)
    script = '<script>var pages=["年报",0,1,2];function size(n){return n<3}</script>'
    content = f'<div class="article" id="zoom">{body}</div>'
    if rng.random() < 0.3:
        content = f'<table width="1000"><tr><td width="200"><ul>{menu}</ul></td><td>{content}</td></tr></table>'
    return f'{script}<div class="nav"><ul>{menu}</ul></div>{top}{content}{bottom}<form><input name="q"></form>'
