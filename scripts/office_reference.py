"""The pages of docs/reference that the office says of itself: its interface, and which post may do what.

They are drawn in a process of their own, with an empty home: the office wants its settings, and leaves none behind.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from page import table, top

if TYPE_CHECKING:
    from gongkai.web.api.reference import Line, Operation

ROOT = Path(__file__).resolve().parent.parent
HERE, BELOW = "●", "◎"


def drawn() -> dict[str, str]:
    """Return the text of each page by its name."""
    with tempfile.TemporaryDirectory() as home:
        known = {"PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8"}
        known |= {"GONGKAI_HOME": home, "DJANGO_SETTINGS_MODULE": "gongkai.web.config.settings"}
        call = [sys.executable, str(Path(__file__).resolve())]
        done = subprocess.run(call, env=os.environ | known, stdout=subprocess.PIPE, encoding="utf-8", check=True)
    texts: dict[str, str] = json.loads(done.stdout)
    return texts


def posts() -> Iterator[str]:
    """Yield the table of what each post may do."""
    from gongkai.web.organs.models import Role
    from gongkai.web.organs.permissions import TABLE

    yield from top(
        "岗位和权限 / Posts and what they may do",
        f"{HERE} 在本机关，{BELOW} 在本机关和下级机关。何时可以做，由[步骤表](procedure.md)决定；参与办理的人不批准，写稿的人不审核。",
        f"{HERE} in the organ of the post, {BELOW} there and in the organs below. *When* it may be done is for the "
        "[table of steps](procedure.md); who took part does not approve, and who wrote does not review.",
    )
    rows = (
        (
            " ".join(_both(verb.zh)),
            f"`{name}`",
            *(BELOW if role in verb.below else HERE if role in verb.roles else "" for role in Role),
        )
        for name, verb in TABLE.items()
    )
    yield from table(("操作 Action", "代码 Code", *(" ".join(_both(role.label)) for role in Role)), rows)


def interface() -> Iterator[str]:
    """Yield the page of the interface: its scopes, its operations, how it refuses, the shapes of what goes to and fro."""
    from gongkai.web.api import reference

    known = reference.document()
    yield from top(
        "接口 / The interface",
        "令牌放在请求头 `Authorization: Bearer …` 中；写入的操作另带 `Idempotency-Key`。日期为 Asia/Shanghai。怎样使用，见"
        "[用接口对接其他系统](../howto/use-the-api.md)。",
        "A token goes into the header `Authorization: Bearer …`; what writes takes an `Idempotency-Key` too. Days are those of "
        "Asia/Shanghai. [How to use it](../howto/use-the-api.md).",
    )
    yield from _scopes()
    yield from _operations(known)
    yield from _refusals()
    yield ""
    yield "## 数据结构 / Shapes"
    for name, schema in known["components"]["schemas"].items():
        yield from _shape(name, reference.shape_of(schema))


def _scopes() -> Iterator[str]:
    from gongkai.web.api.models import Scope

    yield ""
    yield "## 权限范围 / Scopes"
    rows = ((f"`{scope}`", *_both(scope.label)) for scope in Scope)
    yield from table(("代码 Code", "打开什么", "What it opens"), rows)


def _operations(known: Mapping[str, Any]) -> Iterator[str]:
    from gongkai.web.api import reference

    groups: dict[str, list[Operation]] = {}
    for tag, operation in reference.operations(known):
        groups.setdefault(tag, []).append(operation)
    for tag, found in groups.items():
        yield ""
        yield f"## {tag}"
        head = ("操作 Operation", "地址 Address", "权限范围 Scope", "发送 Sent", "答复 Answer", "拒绝 Refusals")
        yield from table(head, map(_operation, found))
        named = [(each, one) for each in found for one in each.parameters if f"{{{one.name}}}" not in each.path]
        if named:
            asked = ("地址 Address", "参数 Parameter", "类型 Type", "必填 Required", "说明 Meaning")
            yield from table(asked, ((_at(each), *_line(one)) for each, one in named))


def _operation(one: "Operation") -> tuple[str, ...]:
    answered = "；".join(f"{status} {_link(shape)}".strip() for status, shape in one.answered)
    scope = f"`{one.scope}`" if one.scope else "不需要令牌 none"
    return one.summary, _at(one), scope, _link(one.sent), answered, " ".join(sorted(one.refused))


def _at(one: "Operation") -> str:
    return f"`{one.method} {one.path}`"


def _line(one: "Line") -> tuple[str, ...]:
    kind = f"{one.kind} {_link(one.shape)}".strip()
    return f"`{one.name}`", kind, "是 yes" if one.required else "", one.words


def _shape(name: str, shape: Mapping[str, Any]) -> Iterator[str]:
    yield ""
    yield f"### {name}"
    if shape["words"]:
        yield ""
        yield shape["words"]
    if shape["values"]:
        yield ""
        yield " ".join(f"`{value}`" for value in shape["values"])
    if shape["lines"]:
        head = ("名称 Name", "类型 Type", "必填 Required", "说明 Meaning")
        yield from table(head, map(_line, shape["lines"]))


def _link(shape: str) -> str:
    return f"[{shape}](#{shape.lower()})" if shape else ""


def _refusals() -> Iterator[str]:
    yield ""
    yield "## 拒绝 / Refusals"
    yield ""
    yield f"每个拒绝都是 {_link('FaultAnswer')}，代码供程序判断。 / Every refusal is one; its code is for programs."
    yield from table(("状态 Status", "代码 Code", "意思", "Meaning"), _known())
    yield ""
    yield "规则和办理程序的其他拒绝都是 409，代码是它的种类： / The other refusals of the rules and of the office are 409, called by"
    yield "their kind:"
    yield from table(("代码 Code", "Meaning"), ((f"`{name}`", words) for name, words in sorted(_kinds())))


def _known() -> Iterator[tuple[str, ...]]:
    from gongkai.web.api import faults
    from gongkai.web.api.v1 import cases, letters, status

    said: list[tuple[int, str, tuple[str, str]]] = [
        (400, "bad_address", faults.BAD_ADDRESS),
        (400, "not_json", faults.UNREADABLE),
        (401, "no_token", faults.NO_TOKEN),
        (403, "scope_missing", ("令牌没有这一权限范围。", "The token lacks the scope.")),
        (403, "not_allowed", ("令牌的账号没有所需的岗位。", "The account of the token lacks the post.")),
        (404, "not_found", faults.NOT_THERE),
        (404, "no_match", status.NO_MATCH),
        (405, "method_not_allowed", faults.METHOD),
        (
            409,
            "needs_approval",
            ("须经审核和批准，用 versions 报送送审稿。", "It is approved by people; hand in a version."),
        ),
        (409, "unreadable", (cases.SEALED.zh + letters.LOST.zh, f"{cases.SEALED.en} {letters.LOST.en}")),
        (413, "too_large", faults.TOO_LARGE),
        (422, "not_valid", faults.NOT_VALID),
        (429, "too_many", faults.TOO_MANY),
    ]
    for number, name, words in said:
        yield f"{number}", f"`{name}`", *words


def _kinds() -> Iterator[tuple[str, str]]:
    """Yield the kinds of refusal that the operations can meet, which are those that are loaded with them."""
    from gongkai.law.options import UnknownOption
    from gongkai.law.packs import BadPack
    from gongkai.law.refusal import Refusal
    from gongkai.web.api.wording import code

    found: dict[str, list[str]] = {}
    left: list[type[Refusal]] = [Refusal]
    while left:
        kind = left.pop()
        left += kind.__subclasses__()
        if kind is not Refusal and not issubclass(kind, (BadPack, UnknownOption)):
            found.setdefault(code(kind), []).append((kind.__doc__ or "").split("\n")[0])
    for name, words in found.items():
        yield name, " ".join(sorted(words))


def _both(words: object) -> tuple[str, str]:
    from django.utils.translation import gettext

    from gongkai.web.api.wording import both

    return both(lambda: gettext(words) if isinstance(words, str) else str(words))


PAGES: Mapping[str, Callable[[], Iterator[str]]] = {"posts": posts, "api": interface}
"""The pages by the names of their files."""

if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps({name: "\n".join(lines()) + "\n" for name, lines in PAGES.items()}))
