"""Where staff can go from any page: the places that the person's posts open."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy

from gongkai.web.organs import permissions

GROUPS = (
    (
        gettext_lazy("依申请公开"),
        (
            ("cases:inbox", "cases.read", gettext_lazy("办件"), gettext_lazy("收到的申请，按剩余期限排列")),
            ("cases:reviews", "cases.read", gettext_lazy("待审核"), gettext_lazy("等待审核、批准和发出的文书")),
            (
                "cases:register",
                "cases.register",
                gettext_lazy("登记申请"),
                gettext_lazy("当面、邮寄、传真、口头提出的申请"),
            ),
            (
                "cases:overview",
                "cases.read",
                gettext_lazy("办件一览"),
                gettext_lazy("超期、临期的办件和原因，各人手中的办件"),
            ),
            ("cases:my_calendar", "cases.read", gettext_lazy("我的日历"), gettext_lazy("我办理的办件的期限，可以订阅")),
        ),
    ),
    (
        gettext_lazy("统计和年报"),
        (
            ("cases:figures", "figures.read", gettext_lazy("统计"), gettext_lazy("月报、季报，每个数字都能打开")),
            ("cases:registry", "figures.read", gettext_lazy("登记簿"), gettext_lazy("依申请公开的登记簿，导出和打印")),
            ("reporting:listing", "reports.read", gettext_lazy("年度报告"), gettext_lazy("表三、检查、上报数和汇总")),
        ),
    ),
    (
        gettext_lazy("主动公开"),
        (
            (
                "drafts:listing",
                "publications.read",
                gettext_lazy("主动公开"),
                gettext_lazy("草稿、定时发布和已公开的信息"),
            ),
        ),
    ),
    (
        gettext_lazy("机关管理"),
        (
            ("organs:organs", "organs.read", gettext_lazy("机关"), gettext_lazy("机关资料、隶属关系、本地选项")),
            ("organs:people", "people.read", gettext_lazy("人员和岗位"), gettext_lazy("账号、岗位、代理")),
            (
                "cases:calendar",
                "calendar.read",
                gettext_lazy("工作日历"),
                gettext_lazy("放假和调休，导入下一年的日历包"),
            ),
            (
                "cases:take_over",
                "cases.take_over",
                gettext_lazy("导入"),
                gettext_lazy("从表格导入办件、登记簿和上年结转数"),
            ),
            (
                "cases:keeping",
                "cases.erase",
                gettext_lazy("保管"),
                gettext_lazy("保管期限届满的办件，清除申请人的信息"),
            ),
            (
                "tokens:listing",
                "api.manage",
                gettext_lazy("接口令牌"),
                gettext_lazy("其他系统凭令牌登记申请、查看办件"),
            ),
            ("organs:events", "events.read", gettext_lazy("操作日志"), gettext_lazy("谁在何时做了什么")),
            ("organs:permissions", None, gettext_lazy("岗位权限"), gettext_lazy("各岗位可以做什么")),
        ),
    ),
)
"""Groups of places: the name of the address, the verb that opens it, its name, its words. What is not there is left out."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place to go to, and whether the reader is there."""

    url: str
    name: str
    words: str
    here: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Places that belong together; whoever asks for the group comes to the first."""

    name: str
    places: tuple[Place, ...]

    @property
    def here(self) -> bool:
        """Whether the reader is in one of its places."""
        return any(place.here for place in self.places)


def groups(request: HttpRequest) -> list[Group]:
    """Return where the person can go. The longest address that the page begins with is where the reader is."""
    open_to = permissions.anywhere(request.user, request.today)  # type: ignore[attr-defined,arg-type]
    found = [
        (
            str(title),
            [
                (url, str(name), str(words))
                for view, verb, name, words in entries
                if _open(verb, open_to) and (url := _url(view))
            ],
        )
        for title, entries in GROUPS
    ]
    urls = [url for _, entries in found for url, _, _ in entries]
    at = max((url for url in urls if request.path.startswith(url)), key=len, default="")
    return [
        Group(title, tuple(Place(url, name, words, url == at) for url, name, words in entries))
        for title, entries in found
        if entries
    ]


def _open(verb: str | None, open_to: set[str]) -> bool:
    return verb is None or verb in open_to


def _url(view: str) -> str:
    try:
        return reverse(view)
    except NoReverseMatch:
        return ""
