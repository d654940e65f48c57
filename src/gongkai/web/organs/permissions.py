"""Who may do what: one table of verbs and posts. *When* something may be done is asked of `gongkai.law.procedure`.

Posts hold for an organ and a time. Some posts reach the organs below for some verbs: a supervisor reads there, an
administrator looks after organs and people there, an auditor reads the log there. No other post reaches beyond its organ.
A person who acts for another has that person's posts; the log names both where the one who acts has no post of their
own that allows it. Who has taken part in a case does not approve it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from gongkai.web.organs import queries
from gongkai.web.organs.models import Event, Organ, Person, Role


class NotAllowed(Exception):
    """A person without the post that a verb needs."""

    def __init__(self, verb: str, organ: Organ | None) -> None:
        where = _("在%(organ)s") % {"organ": organ} if organ else ""
        roles = "、".join(str(role.label) for role in Role if role in TABLE[verb].roles)
        super().__init__(
            _("您%(where)s没有“%(zh)s”的权限，需要的岗位：%(roles)s。请联系本机关的系统管理员。")
            % {"where": where, "zh": _(TABLE[verb].zh), "roles": roles}
        )
        self.verb = verb


@dataclass(frozen=True, slots=True)
class Verb:
    """What can be done, in which posts, which of these reach the organs below, and whether it is only reading."""

    zh: str
    roles: frozenset[str]
    below: frozenset[str] = frozenset()
    reads: bool = False


def _verb(zh: str, *roles: Role, below: Iterable[Role] = (), reads: bool = False) -> Verb:
    return Verb(zh, frozenset(roles), frozenset(below), reads)


_CASE_WORKERS = (Role.HANDLER, Role.REVIEWER, Role.LEGAL_REVIEWER, Role.SECRECY_REVIEWER, Role.APPROVER)
_OVERSEERS = (Role.SUPERVISOR, Role.ADMINISTRATOR, Role.AUDITOR)
_ADMINISTRATOR = (Role.ADMINISTRATOR,)

TABLE: dict[str, Verb] = {
    "organs.read": _verb(gettext_noop("查看机关资料"), *Role, below=_OVERSEERS, reads=True),
    "organs.edit": _verb(gettext_noop("维护机关资料、本地选项和设置"), Role.ADMINISTRATOR, below=_ADMINISTRATOR),
    "organs.edit_tree": _verb(gettext_noop("设立、撤销机关，调整隶属关系"), Role.ADMINISTRATOR, below=_ADMINISTRATOR),
    "organs.check_contact": _verb(
        gettext_noop("核对机关联系方式"), Role.ADMINISTRATOR, Role.HANDLER, below=_ADMINISTRATOR
    ),
    "people.read": _verb(gettext_noop("查看人员和岗位"), *Role, below=_OVERSEERS, reads=True),
    "people.edit": _verb(gettext_noop("维护人员和岗位"), Role.ADMINISTRATOR, below=_ADMINISTRATOR),
    "people.delegate": _verb(gettext_noop("设置代理"), Role.ADMINISTRATOR, *_CASE_WORKERS, below=_ADMINISTRATOR),
    "events.read": _verb(
        gettext_noop("查看操作日志"), Role.AUDITOR, Role.ADMINISTRATOR, below=(Role.AUDITOR,), reads=True
    ),
    "cases.read": _verb(
        gettext_noop("查看办件"), *_CASE_WORKERS, Role.AUDITOR, Role.SUPERVISOR, below=(Role.SUPERVISOR,), reads=True
    ),
    "cases.register": _verb(gettext_noop("登记申请"), Role.HANDLER),
    "cases.confirm": _verb(gettext_noop("确认收到申请"), Role.HANDLER),
    "cases.handle": _verb(gettext_noop("办理申请"), Role.HANDLER),
    "cases.open_identity": _verb(gettext_noop("查看申请人身份信息"), Role.HANDLER, Role.APPROVER, reads=True),
    "cases.read_opinion": _verb(gettext_noop("查看征求意见收到的理由"), *_CASE_WORKERS, reads=True),
    "cases.assign": _verb(gettext_noop("分办、转办和协办"), Role.HANDLER, Role.REVIEWER, Role.APPROVER),
    "cases.review": _verb(gettext_noop("审核送审稿"), Role.REVIEWER),
    "cases.review_legal": _verb(gettext_noop("法制审核送审稿"), Role.LEGAL_REVIEWER),
    "cases.review_secrecy": _verb(gettext_noop("保密审查送审稿"), Role.SECRECY_REVIEWER),
    "cases.approve": _verb(gettext_noop("批准送审稿"), Role.APPROVER),
    "cases.take_over": _verb(gettext_noop("从表格导入办件和上年结转数"), Role.HANDLER, Role.ADMINISTRATOR),
    "cases.erase": _verb(gettext_noop("决定保管期限、清除申请人信息"), Role.APPROVER),
    "figures.read": _verb(
        gettext_noop("查看统计和登记簿"),
        *_CASE_WORKERS,
        Role.AUDITOR,
        Role.SUPERVISOR,
        below=(Role.SUPERVISOR,),
        reads=True,
    ),
    "calendar.read": _verb(gettext_noop("查看工作日历"), *Role, reads=True),
    "calendar.take_over": _verb(gettext_noop("导入日历包"), Role.ADMINISTRATOR),
    "reports.read": _verb(gettext_noop("查看年度报告"), *Role, below=_OVERSEERS, reads=True),
    "reports.sum": _verb(gettext_noop("查看所属机关年度报告的汇总"), *_OVERSEERS, below=_OVERSEERS, reads=True),
    "reports.freeze": _verb(gettext_noop("确定上报数"), Role.APPROVER),
    "reports.explain": _verb(gettext_noop("说明上报数的差异"), Role.HANDLER, Role.APPROVER),
    "api.manage": _verb(gettext_noop("管理接口令牌"), Role.ADMINISTRATOR, below=_ADMINISTRATOR),
    "publications.read": _verb(gettext_noop("查看公开信息"), *Role, below=(Role.SUPERVISOR,), reads=True),
    "publications.edit": _verb(gettext_noop("编辑公开信息"), Role.HANDLER),
    "publications.release": _verb(gettext_noop("发布公开信息"), Role.APPROVER),
}


def may(person: Person, verb: str, organ: Organ | None, today: date) -> bool:
    """Return whether a person may do this in an organ on a day; in any organ where none is given."""
    rule = TABLE[verb]
    if not person.is_authenticated or not person.is_active:
        return False
    held = queries.posts(person, today)
    if organ is None:
        return any(role in rule.roles for _, role in held)
    if any(where == organ.pk and role in rule.roles for where, role in held):
        return True
    reaching = {where for where, role in held if role in rule.below}
    return bool(reaching) and not reaching.isdisjoint(queries.above(organ, today))


def check(person: Person | None, verb: str, organ: Organ | None, today: date) -> Person:
    """Return the person, who may do this in an organ on a day.

    :raises NotAllowed: with the posts that would be needed.
    """
    if person is None or not may(person, verb, organ, today):
        raise NotAllowed(verb, organ)
    return person


def organs_where(person: Person, verb: str, today: date) -> QuerySet[Organ]:
    """Return the organs in which a person may do this, in their order."""
    rule = TABLE[verb]
    if not person.is_authenticated or not person.is_active:
        return Organ.objects.none()
    held = queries.posts(person, today)
    own = {where for where, role in held if role in rule.roles}
    reaching = {where for where, role in held if role in rule.below}
    return Organ.objects.filter(pk__in=own | (queries.below(reaching, today) if reaching else set()))


def posts_of_others(person: Person, verb: str, organ: Organ, today: date) -> list[Person]:
    """Return those in whose posts alone a person may do this in an organ, acting for them; none where it has an own post."""
    behind = queries.acts_for(person, organ, today)
    if not behind:
        return []
    holding = queries.holders([person, *behind], TABLE[verb].roles, organ, today)
    return [] if person.pk in holding else [each for each in behind if each.pk in holding]


def allowed(person: Person, organ: Organ, today: date) -> set[str]:
    """Return all that a person may do in an organ, for pages that show what can be done."""
    if not person.is_authenticated or not person.is_active:
        return set()
    held, above = queries.posts(person, today), queries.above(organ, today)
    own = {role for where, role in held if where == organ.pk}
    reaching = {role for where, role in held if where in above}
    return {verb for verb, rule in TABLE.items() if own & rule.roles or reaching & rule.below}


def anywhere(person: Person, today: date) -> set[str]:
    """Return all that a person may do in some organ or other."""
    if not person.is_authenticated or not person.is_active:
        return set()
    held = {role for _, role in queries.posts(person, today)}
    return {verb for verb, rule in TABLE.items() if held & rule.roles}


def took_part(person: Person, *, thing: str, key: object, beside: Iterable[str] = ()) -> bool:
    """Return whether a person has done more than read in something, themselves or through who acted for them.

    Who took part in a case does not approve it: `took_part(person, thing="case", key=case.number)`. `beside` are the verbs
    of events that make nobody a party, such as having returned an earlier version.
    """
    return (str(key), person.pk) in parties(thing=thing, keys=[key], beside=beside)


def parties(*, thing: str, keys: Iterable[object], beside: Iterable[str] = ()) -> set[tuple[str, int]]:
    """Return who took part in some things, as the keys of each thing and person: what `took_part` says, for many at once."""
    reading = [verb for verb, rule in TABLE.items() if rule.reads]
    found = Event.objects.filter(thing=thing, key__in=list(map(str, keys))).exclude(verb__in=[*reading, *beside])
    rows = found.order_by().values_list("key", "actor_id", "acting_for_id").distinct()
    return {(key, person) for key, *both in rows for person in both if person is not None}
