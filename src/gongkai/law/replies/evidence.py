"""What must be on file before a reply is issued, and the refusal that says what is missing."""

from collections.abc import Collection, Iterable

from gongkai.law.citation import REGULATION, Citation
from gongkai.law.refusal import Refusal
from gongkai.law.replies import shelf
from gongkai.law.replies.model import RemedyClass, ReplyKind, Requirement
from gongkai.law.replies.reply_kinds import kind

WITHHELD_GROUND = "withheld_ground"
_SEPARATION = Citation(REGULATION, "第三十七条")


class NotReady(Refusal):
    """The reply may not be issued yet; `missing` are the requirements that are not met."""

    def __init__(self, of: ReplyKind, missing: tuple[Requirement, ...]) -> None:
        zh = "；".join(f"{one.zh}（{'、'.join(map(str, one.basis))}）" for one in missing)
        en = "; ".join(one.en for one in missing)
        super().__init__(
            f"还不能作出“{of.zh}”的答复，缺少：{zh}。请补齐后再作出。",
            f"The reply “{of.en}” cannot be issued yet. Missing: {en}. Put them on file first.",
            *dict.fromkeys(source for one in missing for source in one.basis),
        )
        self.missing = missing


class WrongGround(Refusal):
    """What was given as the ground of a withheld part cannot be one."""


def missing(code: str, evidence: Collection[str], *, withheld: Iterable[str] = ()) -> tuple[Requirement, ...]:
    """Return what is not on file yet for a reply, given the codes of the evidence on file.

    Art. 37: …提供可以公开的政府信息内容，并对不予公开的内容说明理由. So a partial disclosure needs a ground for the part
    that is withheld, and for that part everything that the ground needs by itself.

    :raises UnknownKind: for a kind that does not exist.
    :raises WrongGround: where a withheld part is given for another kind, or on a ground that none can rest on.
    """
    of = kind(code)
    grounds = withheld_kinds(of, withheld)
    on_file = {*evidence, WITHHELD_GROUND} if grounds else {*evidence} - {WITHHELD_GROUND}
    needed = dict.fromkeys(requirement for one in (of, *grounds) for requirement in one.evidence)
    return tuple(one for one in needed if on_file.isdisjoint(item.code for item in one.met_by))


def may_issue(code: str, evidence: Collection[str], *, withheld: Iterable[str] = ()) -> ReplyKind:
    """Return the kind of a reply for which everything is on file.

    :raises NotReady: saying what is missing, with the articles.
    :raises UnknownKind: for a kind that does not exist.
    :raises WrongGround: where a withheld part is given for another kind, or on a ground that none can rest on.
    """
    gaps = missing(code, evidence, withheld=withheld)
    if gaps:
        raise NotReady(kind(code), gaps)
    return kind(code)


def withheld_kinds(of: ReplyKind, withheld: Iterable[str]) -> tuple[ReplyKind, ...]:
    """Return the grounds of the withheld part of a reply of the kind `of`.

    :raises UnknownKind: for a kind that does not exist.
    :raises WrongGround: where the reply has no withheld part, or it cannot rest on that ground.
    """
    grounds = tuple(kind(code) for code in withheld)
    if grounds and of.remedy is not RemedyClass.SPLIT:
        raise WrongGround(
            f"只有部分公开才有不予公开的部分，“{of.zh}”没有。请改选部分公开，或者去掉不予公开的依据。",
            f"Only a partial disclosure has a withheld part; “{of.en}” has none. Choose a partial disclosure, or leave the "
            "ground out.",
            _SEPARATION,
        )
    for ground in grounds:
        if not ground.withholdable:
            known = [one for one in shelf.reply_kinds().values() if one.withholdable]
            raise WrongGround(
                f"“{ground.zh}”不能作为部分公开中不予公开的依据；可用的有：{'；'.join(one.zh for one in known)}。",
                f"“{ground.en}” cannot be the ground of a withheld part; there are: {', '.join(one.code for one in known)}.",
                _SEPARATION,
            )
    return grounds
