"""Who may do what: one table of verbs and posts. *When* something may be done is asked of `gongkai.law.procedure`.

Posts hold for an organ and a time. A supervisor's posts reach the organs below; nobody else's do. A person who acts for
another has that person's posts, and the log names both. Who has taken part in a case does not approve it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gongkai.web.organs import queries
from gongkai.web.organs.models import Organ, Person, Role


class NotAllowed(Exception):
    """A person without the post that a verb needs."""

    def __init__(self, verb: str, organ: Organ | None) -> None:
        where = f"在{organ}" if organ else ""
        roles = "、".join(Role(role).label for role in sorted(TABLE[verb].roles))
        super().__init__(f"您{where}没有“{TABLE[verb].zh}”的权限，需要的岗位：{roles}。请联系本机关的系统管理员。")
        self.verb = verb


@dataclass(frozen=True, slots=True)
class Verb:
    """What can be done, in which posts, and whether a supervisor's reach counts."""

    zh: str
    roles: frozenset[str]
    below: bool = False


def _verb(zh: str, *roles: Role, below: bool = False) -> Verb:
    return Verb(zh, frozenset(roles), below)


_CASE_WORKERS = (Role.HANDLER, Role.REVIEWER, Role.LEGAL_REVIEWER, Role.SECRECY_REVIEWER, Role.APPROVER)

TABLE: dict[str, Verb] = {
    "organs.read": _verb("查看机关与人员", *Role, below=True),
    "organs.edit": _verb("维护机关资料", Role.ADMINISTRATOR),
    "organs.edit_tree": _verb("维护机关层级", Role.ADMINISTRATOR),
    "people.edit": _verb("维护人员和岗位", Role.ADMINISTRATOR),
    "people.delegate": _verb("设置代理", Role.ADMINISTRATOR, *_CASE_WORKERS),
    "events.read": _verb("查看操作日志", Role.AUDITOR, Role.ADMINISTRATOR),
    "cases.read": _verb("查看办件", *_CASE_WORKERS, Role.AUDITOR, Role.SUPERVISOR, below=True),
    "cases.register": _verb("登记申请", Role.HANDLER),
    "cases.confirm": _verb("确认收到申请", Role.HANDLER),
    "cases.handle": _verb("办理申请", Role.HANDLER),
    "cases.open_identity": _verb("查看申请人身份信息", Role.HANDLER, Role.APPROVER),
    "publications.read": _verb("查看公开信息", *Role, below=True),
    "publications.edit": _verb("编辑公开信息", Role.HANDLER),
    "publications.release": _verb("发布公开信息", Role.APPROVER),
}


def may(person: Person, verb: str, organ: Organ | None, today: date) -> bool:
    """Return whether a person may do this in an organ on a day."""
    rule = TABLE[verb]
    if not person.is_authenticated or not person.is_active:
        return False
    held = queries.posts(person, today)
    if organ is None:
        return any(role in rule.roles for _, role in held)
    reached = queries.above(organ, today) if rule.below else set()
    return any(
        role in rule.roles and (where == organ.pk or (role == Role.SUPERVISOR and where in reached))
        for where, role in held
    )


def check(person: Person, verb: str, organ: Organ | None, today: date) -> None:
    """Refuse what a person may not do.

    :raises NotAllowed: with the posts that would be needed.
    """
    if not may(person, verb, organ, today):
        raise NotAllowed(verb, organ)


def organs_where(person: Person, verb: str, today: date) -> Iterable[Organ]:
    """Return the organs in which a person may do this, in their order."""
    rule = TABLE[verb]
    own = {where for where, role in queries.posts(person, today) if role in rule.roles}
    if rule.below:
        supervised = {where for where, role in queries.posts(person, today) if role == Role.SUPERVISOR}
        own |= queries.below(supervised, today) if Role.SUPERVISOR in rule.roles else set()
    return Organ.objects.filter(pk__in=own)
