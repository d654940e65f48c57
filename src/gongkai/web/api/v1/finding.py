"""How operations find a case of the token's organ, and by which key they know a call that comes twice."""

from typing import Annotated, Any

from ninja import Header, Path

from gongkai.web.api import faults
from gongkai.web.api.doors import ApiRequest
from gongkai.web.api.faults import Place
from gongkai.web.api.wording import Words
from gongkai.web.cases import queries
from gongkai.web.cases.models import Case
from gongkai.web.vault import sealing

Key = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        min_length=8,
        max_length=128,
        pattern=r"^[A-Za-z0-9_-]+$",
        description="由对方系统生成的一次性编号：同一编号再次发送，只办理一次；用于别的内容的，不予办理。"
        "A key of your own: sent twice, done once; sent with something else, refused.",
    ),
]
NumberOf = Annotated[str, Path(description="办件编号。The number of the case.")]
YearOf = Annotated[int, Path(description="年度。The year.")]
MonthOf = Annotated[int, Path(description="月份。The month.")]
KeyOf = Annotated[int, Path(description="文书的 id。The id of the letter.")]
CodeOf = Annotated[str, Path(description="机关编码。The code of the organ.")]


REUSED = Words(
    "这一编号已经用于别的内容，这次没有办理。请另用一个编号发送。",
    "This key was used for something else, and nothing was done. Send it with a key of its own.",
)


def case_of(request: ApiRequest, number: str) -> Case:
    """Return a case of the organ of the token.

    :raises Fault: alike where there is none, and where it is another organ's.
    """
    readable: Any = queries.readable(request.auth.person, request.today)
    found: Case | None = readable.filter(organ=request.auth.organ_id, number=number).first()
    if found is None:
        raise faults.not_there()
    return found


def once(request: ApiRequest, key: str) -> str:
    """Return the token of an action for the key of a call. Keys of different systems never meet."""
    return sealing.digest(f"{request.auth.pk} {key}", purpose="api idempotency")


def check_as_sent(same: bool) -> None:
    """Check that what became of a key is what it now comes with: else one of the two would be lost, and nobody know.

    :raises Fault: naming the key.
    """
    if not same:
        raise faults.invalid([Place("header.Idempotency-Key", *REUSED)])
