"""Bring the English of the office up to date: what is said in Chinese in templates and code, and the compiled catalogue.

    python3 scripts/update/translations.py           gather, keep what is translated, compile
    python3 scripts/update/translations.py --check   only say what has no English, or is not current

The Chinese sentence is the key. English is written into `django.po` by hand; what is no longer said is dropped from it.
Nothing but Django is needed: the two formats of gettext are read and written here.
"""

import ast
import re
import struct
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[2]
WEB = ROOT / "src" / "gongkai" / "web"
CATALOGUE = WEB / "locale" / "en" / "LC_MESSAGES" / "django.po"
COMPILED = CATALOGUE.with_suffix(".mo")
HEAD = (
    "Project-Id-Version: gongkai\n"
    "Language: en\n"
    "MIME-Version: 1.0\n"
    "Content-Type: text/plain; charset=UTF-8\n"
    "Content-Transfer-Encoding: 8bit\n"
    "Plural-Forms: nplurals=2; plural=(n != 1);\n"
)
CALLS = ("_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy")
LABELLED = ("TextChoices", "IntegerChoices")
_STRING = r"u?(?:'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")"
_CALL = re.compile(rf"\b({'|'.join(CALLS)})\(\s*({_STRING}(?:\s*,\s*{_STRING})*)")
_FIELD = re.compile(r'(msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?)? ?(".*")$')
_KEPT_TOGETHER = "\x04"
_PLURAL = "\0"


class Said(NamedTuple):
    """A sentence, its plural where it counts something, its context where one was needed to tell it apart."""

    text: str
    plural: str = ""
    context: str = ""


Catalogue = Mapping[Said, tuple[str, ...]]
"""The English of each sentence: one text, or singular and plural."""


def main() -> int:
    """Bring both files up to date, or say what is not."""
    places, known = gathered(), read(CATALOGUE.read_text("utf-8")) if CATALOGUE.exists() else {}
    wanted = {said: known.get(said, ("", "") if said.plural else ("",)) for said in sorted(places)}
    text, compiled = written(wanted, places), compile_catalogue(wanted)
    missing = [said for said, english in wanted.items() if not all(english)]
    for said in missing:
        print(f"No English: {said.text!r} ({places[said][0]})")
    if "--check" not in sys.argv[1:]:
        CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
        CATALOGUE.write_text(text, "utf-8")
        COMPILED.write_bytes(compiled)
        print(f"{len(wanted)} sentences, {len(missing)} without English.")
        return 0
    current = CATALOGUE.exists() and COMPILED.exists()
    if not current or CATALOGUE.read_text("utf-8") != text or COMPILED.read_bytes() != compiled:
        print("The catalogue is not current. Run: python3 scripts/update/translations.py")
        return 1
    return 1 if missing else 0


def gathered() -> dict[Said, list[str]]:
    """Return every sentence that the office says, with the files in which it stands."""
    found: dict[Said, list[str]] = {}
    for path in sorted([*WEB.rglob("*.py"), *WEB.rglob("templates/**/*.html"), *WEB.rglob("templates/**/*.txt")]):
        source = path.read_text("utf-8")
        for said in in_code(source) if path.suffix == ".py" else in_template(source):
            place = path.relative_to(WEB).as_posix()
            if place not in found.setdefault(said, []):
                found[said].append(place)
    return found


def in_code(source: str) -> Iterator[Said]:
    """Yield what is said in a module: the calls of gettext, and the labels of choices."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and _name(node.func) in CALLS:
            texts = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
            if texts and texts[0]:
                yield _said(_name(node.func), texts)
        elif isinstance(node, ast.ClassDef) and any(_name(base) in LABELLED for base in node.bases):
            yield from _labels(node)


def in_template(source: str) -> Iterator[Said]:
    """Yield what is said in a template."""
    for call, texts in _CALL.findall(templatize(source)):
        yield _said(call, list(ast.literal_eval(f"({texts},)")))


def read(text: str) -> dict[Said, tuple[str, ...]]:
    """Return the English that a catalogue holds."""
    found = {}
    for block in text.split("\n\n"):
        fields, at = dict[str, str](), ""
        for line in block.splitlines():
            if line.startswith("#") or not (match := _FIELD.match(line)):
                continue
            at = match[1] or at
            fields[at] = fields.get(at, "") + ast.literal_eval(match[2])
        if fields.get("msgid"):
            english = (fields.get("msgstr"), fields.get("msgstr[0]"), fields.get("msgstr[1]"))
            said = Said(fields["msgid"], fields.get("msgid_plural", ""), fields.get("msgctxt", ""))
            found[said] = tuple(each for each in english if each is not None)
    return found


def written(wanted: Catalogue, places: Mapping[Said, Iterable[str]]) -> str:
    """Return a catalogue as the text of its file."""
    blocks = [f'msgid ""\nmsgstr ""\n{_quoted(HEAD)}']
    for said, english in wanted.items():
        lines = [f"#: {place}" for place in places[said]]
        if said.context:
            lines.append(f"msgctxt {_quoted(said.context)}")
        lines.append(f"msgid {_quoted(said.text)}")
        if said.plural:
            lines.append(f"msgid_plural {_quoted(said.plural)}")
            lines += [f"msgstr[{number}] {_quoted(each)}" for number, each in enumerate(english)]
        else:
            lines.append(f"msgstr {_quoted(english[0])}")
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"


def compile_catalogue(wanted: Catalogue) -> bytes:
    """Return a catalogue as gettext reads it: a head, two tables of lengths and places, then the texts, sorted."""
    pairs = [("", HEAD)]
    for said, english in wanted.items():
        if all(english):
            context = said.context + _KEPT_TOGETHER if said.context else ""
            plural = _PLURAL + said.plural if said.plural else ""
            pairs.append((context + said.text + plural, _PLURAL.join(english)))
    encoded = sorted((key.encode(), value.encode()) for key, value in pairs)
    count, head = len(encoded), 28
    tables, texts = [b"", b""], b""
    for side in (0, 1):
        for pair in encoded:
            tables[side] += struct.pack("<II", len(pair[side]), head + 16 * count + len(texts))
            texts += pair[side] + b"\0"
    start = struct.pack("<7I", 0x950412DE, 0, count, head, head + 8 * count, 0, head + 16 * count)
    return start + tables[0] + tables[1] + texts


def _said(call: str, texts: list[str]) -> Said:
    if call.startswith("p"):
        return Said(texts[1], context=texts[0])
    return Said(texts[0], texts[1] if call.startswith("n") else "")


def _labels(node: ast.ClassDef) -> Iterator[Said]:
    for line in node.body:
        if isinstance(line, ast.Assign) and isinstance(line.value, ast.Tuple):
            label = line.value.elts[-1]
            if isinstance(label, ast.Constant) and isinstance(label.value, str):
                yield Said(label.value)


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _quoted(text: str) -> str:
    """Return a text in quotation marks, one with several lines on several."""
    lines = [
        '"' + line.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
        for line in text.splitlines(keepends=True)
    ]
    return "\n".join(['""', *lines] if len(lines) > 1 else lines or ['""'])


if __name__ == "__main__":
    sys.exit(main())
