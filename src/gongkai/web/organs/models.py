"""Organs and people, with the days on which each tie holds; and `Event`, the one log that is only ever added to."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy


class OrganKind(models.TextChoices):
    """What an organ is. The catalogue, the due date of the report and the review body follow from it."""

    GOVERNMENT = "government", gettext_lazy("人民政府")
    DEPARTMENT = "department", gettext_lazy("政府部门")
    TOWNSHIP = "township", gettext_lazy("乡镇人民政府")
    SUBDISTRICT = "subdistrict", gettext_lazy("街道办事处")
    PUBLIC_BODY = "public_body", gettext_lazy("法律、法规授权的组织")


class Role(models.TextChoices):
    """A post that a person can hold in an organ. Who handles a case does not approve it, whatever posts they hold."""

    HANDLER = "handler", gettext_lazy("经办人")
    REVIEWER = "reviewer", gettext_lazy("审核人")
    LEGAL_REVIEWER = "legal_reviewer", gettext_lazy("法制审核人")
    SECRECY_REVIEWER = "secrecy_reviewer", gettext_lazy("保密审查人")
    APPROVER = "approver", gettext_lazy("批准人")
    SUPERVISOR = "supervisor", gettext_lazy("主管部门监督员")
    ADMINISTRATOR = "administrator", gettext_lazy("系统管理员")
    AUDITOR = "auditor", gettext_lazy("审计员")


class Organ(models.Model):
    """An organ. `options` are its choices where practice differs (law.options.Choice as JSON), `settings` the rest."""

    name = models.CharField(gettext_lazy("名称"), max_length=100, unique=True)
    short_name = models.CharField(gettext_lazy("简称"), max_length=40)
    code = models.SlugField(
        gettext_lazy("编码"), max_length=20, unique=True, help_text="用于编号，小写字母和数字，启用后不再变更。"
    )
    kind = models.CharField(gettext_lazy("类型"), max_length=20, choices=OrganKind)
    uscc = models.CharField(gettext_lazy("统一社会信用代码"), max_length=18, blank=True)
    disclosure_office = models.CharField(gettext_lazy("政府信息公开工作机构"), max_length=100, blank=True)
    address = models.CharField(gettext_lazy("办公地址"), max_length=200, blank=True)
    postcode = models.CharField(gettext_lazy("邮政编码"), max_length=6, blank=True)
    hours = models.CharField(gettext_lazy("办公时间"), max_length=100, blank=True)
    phone = models.CharField(gettext_lazy("联系电话"), max_length=40, blank=True)
    fax = models.CharField(gettext_lazy("传真"), max_length=40, blank=True)
    email = models.EmailField(gettext_lazy("电子邮箱"), blank=True)
    contact_checked = models.DateField(gettext_lazy("联系方式核对日期"), null=True, blank=True)
    review_body = models.CharField(gettext_lazy("行政复议机关"), max_length=100, blank=True)
    court = models.CharField(gettext_lazy("管辖法院"), max_length=100, blank=True)
    options = models.JSONField(gettext_lazy("本地选项"), default=list, blank=True)
    settings = models.JSONField(gettext_lazy("其他设置"), default=dict, blank=True)
    valid_from = models.DateField(gettext_lazy("设立日期"))
    valid_to = models.DateField(gettext_lazy("撤销日期"), null=True, blank=True)

    class Meta:
        ordering = ["kind", "code"]
        constraints = [
            models.CheckConstraint(
                name="organ_ends_after_it_began", condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from"))
            )
        ]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """Which organ stands under which, from `valid_from` up to and without `valid_to`."""

    parent = models.ForeignKey(Organ, models.PROTECT, related_name="members")
    child = models.ForeignKey(Organ, models.PROTECT, related_name="parents")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="an_organ_is_not_its_own_member", condition=~Q(parent=F("child"))),
            models.UniqueConstraint(fields=["child", "valid_from"], name="one_parent_from_a_day"),
            models.CheckConstraint(
                name="membership_ends_after_it_began", condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.child} → {self.parent}"


class People(BaseUserManager["Person"]):
    """Finds people by the name they sign in with."""


class Person(AbstractBaseUser):
    """Somebody who works here. People are switched off, never deleted: the log names them."""

    username = models.CharField("登录名", max_length=60, unique=True)
    name = models.CharField("姓名", max_length=40)
    email = models.EmailField("电子邮箱", blank=True)
    phone = models.CharField("手机", max_length=20, blank=True)
    is_active = models.BooleanField("启用", default=True)
    must_change_password = models.BooleanField("首次登录须改密码", default=False)
    is_service = models.BooleanField("接口账号", default=False, help_text="其他系统通过接口办理时的名义，不能登录。")

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]
    objects = People()

    class Meta:
        ordering = ["username"]

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """A post of a person in an organ, with its days."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="posts")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="posts")
    role = models.CharField(max_length=20, choices=Role)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "organ", "role", "valid_from"], name="a_post_once_from_a_day"),
            models.CheckConstraint(
                name="a_post_ends_no_earlier_than_it_began",
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
            ),
            models.CheckConstraint(name="a_post_is_of_a_known_role", condition=Q(role__in=Role.values)),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.get_role_display()} {self.organ}"


class Acting(models.Model):
    """A person who acts for another during some days, with all of that person's posts in one organ."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="acts")
    acts_for = models.ForeignKey(Person, models.PROTECT, related_name="acted_for_by")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="nobody_acts_for_himself", condition=~Q(person=F("acts_for"))),
            models.CheckConstraint(name="acting_ends", condition=Q(valid_to__gt=F("valid_from"))),
        ]

    def __str__(self) -> str:
        return f"{self.person} 代理 {self.acts_for}"


class CalendarPack(models.Model):
    """The days off of a year as an office took them over, beside those that ship; of two for a year the later one rules."""

    year = models.PositiveSmallIntegerField()
    text = models.TextField(help_text="日历包（TOML）。")
    digest = models.CharField(max_length=64, unique=True)
    taken_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.year}"


class RecoveryCode(models.Model):
    """A code that stands in once for the second factor. Only its keyed digest is kept."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="recovery_codes")
    digest = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "digest"], name="a_recovery_code_is_kept_once")]

    def __str__(self) -> str:
        return f"{self.person_id}"


class Event(models.Model):
    """Something that happened. Each carries the hash of the one before it (SM3), so that a change is found.

    `detail` holds no personal data: what was done to which thing, never what the thing says about somebody.
    """

    number = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    actor = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    acting_for = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    organ = models.ForeignKey(Organ, models.PROTECT, null=True, blank=True, related_name="+")
    verb = models.CharField(max_length=60)
    thing = models.CharField(max_length=40)
    key = models.CharField(max_length=60)
    detail = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["number"]
        indexes = [models.Index(fields=["thing", "key"]), models.Index(fields=["organ", "at"])]

    def __str__(self) -> str:
        return f"{self.number} {self.verb} {self.thing} {self.key}"


class EventHead(models.Model):
    """The end of the chain: one row, locked while an event is added, so that no two events take the same place."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="0" * 64)

    class Meta:
        constraints = [models.CheckConstraint(name="there_is_one_end", condition=Q(id=1))]

    def __str__(self) -> str:
        return f"{self.number}"


class Tally(models.Model):
    """How often something was tried by one address or token, or on one number, in a minute, an hour or a day.

    `who` is a keyed digest that changes with the window, so that nobody can be recognised by it afterwards.
    """

    purpose = models.CharField(max_length=20)
    who = models.CharField(max_length=64)
    window = models.DateTimeField(db_index=True)
    times = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["purpose", "who", "window"], name="one_count_a_window")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.window:%Y-%m-%d %H:%M} {self.times}"
