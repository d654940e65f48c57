"""Requests on file. A case is its steps; the columns marked as a summary are written by one function and can be rebuilt."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from gongkai.law import procedure
from gongkai.web.cases.models.keeping import Intake, Retention
from gongkai.web.organs.models import Organ, Person
from gongkai.web.vault.models import RestrictedFile


class Delivery(models.TextChoices):
    """How an applicant wants to get the information (Art. 29 ¶2 (3), Art. 40)."""

    ONLINE = "online", gettext_lazy("网上获取")
    EMAIL = "email", gettext_lazy("电子邮件")
    MAIL = "mail", gettext_lazy("邮寄")
    PICKUP = "pickup", gettext_lazy("自行领取")


class Form(models.TextChoices):
    """In which form an applicant wants the information (Art. 29 ¶2 (3), Art. 40)."""

    ELECTRONIC = "electronic", gettext_lazy("电子文档")
    PAPER = "paper", gettext_lazy("纸质")


class Case(models.Model):
    """A request on file, with what the applicant asked for. Who the applicant is stands in `Applicant`, encrypted."""

    number = models.CharField("办件编号", max_length=40, unique=True)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="cases")
    code_digest = models.CharField(max_length=64, help_text="查询码的带密钥摘要；查询码本身不保存。")
    subject = models.CharField("信息名称", max_length=200)
    description = models.TextField("内容描述", max_length=4000)
    form = models.CharField("提供形式", max_length=20, choices=Form)
    delivery = models.CharField("获取方式", max_length=20, choices=Delivery)
    applicant_kind = models.CharField("申请人类别", max_length=40)
    filed_at = models.DateTimeField("提交时间")
    registered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    assistance = models.BooleanField("需要协助（第四十三条）", default=False)
    retention = models.CharField("保管期限", max_length=10, choices=Retention, blank=True)
    former_number = models.CharField("原编号", max_length=60, blank=True)
    intake = models.ForeignKey(Intake, models.PROTECT, null=True, blank=True, related_name="cases")

    # Summary of the steps, as cases.actions.summary has it and nobody else writes it.
    matter = models.CharField(max_length=20, default=procedure.Matter.DISCLOSURE)
    stage = models.CharField("阶段", max_length=20, default=procedure.Stage.NEW)
    received = models.DateField("收到日期", null=True, blank=True)
    due = models.DateField("答复期限", null=True, blank=True)
    due_provisional = models.BooleanField(default=False)
    result = models.CharField("结果", max_length=40, blank=True)
    closed = models.DateField("办结日期", null=True, blank=True)
    steps_taken = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-filed_at"]
        indexes = [
            models.Index(fields=["organ", "stage", "due"]),
            models.Index(fields=["organ", "received"]),
            models.Index(fields=["organ", "closed", "due"]),
            models.Index(fields=["organ", "filed_at"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="stage_is_of_the_procedure",
                condition=Q(stage__in=[str(stage) for stage in procedure.Stage]),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Applicant(models.Model):
    """Who asks: one encrypted JSON object (`vault.seal`), and nothing of it in clear."""

    case = models.OneToOneField(Case, models.CASCADE, related_name="applicant")
    sealed = models.BinaryField()
    known_as = models.CharField(
        max_length=64, blank=True, db_index=True, help_text="证件号码的带密钥摘要，用来找出同一申请人。"
    )
    erased = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"申请人（{self.case_id}）"


class Step(models.Model):
    """A step of a case as `gongkai.law.procedure` knows it, with who registered it and when; never changed or deleted.

    `facts` are the remaining fields of `procedure.Step` as JSON. `note` is the text of a notice or reply for the applicant,
    `remark` what the office notes for itself, such as how the applicant was reached.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="steps")
    ordinal = models.PositiveIntegerField()
    kind = models.CharField(max_length=40)
    on = models.DateField()
    facts = models.JSONField(default=dict)
    note = models.TextField(blank=True)
    remark = models.TextField(blank=True)
    registered_at = models.DateTimeField()
    registered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    token = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["case", "ordinal"]
        indexes = [models.Index(fields=["token"])]
        constraints = [
            models.UniqueConstraint(fields=["case", "ordinal"], name="steps_are_numbered"),
            models.UniqueConstraint(
                fields=["case", "token"], condition=~Q(token=""), name="a_step_is_taken_once_for_a_token"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.ordinal} {self.kind}"


class Attachment(models.Model):
    """A file that belongs to a step: a proof of identity, what was handed in, a letter."""

    class Use(models.TextChoices):
        IDENTITY = "identity", gettext_lazy("身份证明")
        MATERIAL = "material", gettext_lazy("申请材料")
        EVIDENCE = "evidence", gettext_lazy("收到凭证")
        LETTER = "letter", gettext_lazy("文书")

    case = models.ForeignKey(Case, models.PROTECT, related_name="attachments")
    step = models.ForeignKey(Step, models.PROTECT, related_name="attachments")
    use = models.CharField(max_length=20, choices=Use)
    file = models.OneToOneField(RestrictedFile, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.case_id} {self.use}"


class Rating(models.Model):
    """How satisfied an applicant was, once the case had ended."""

    case = models.OneToOneField(Case, models.CASCADE, related_name="rating")
    grade = models.PositiveSmallIntegerField()
    remark = models.TextField(blank=True, max_length=500)
    given_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="a_grade_is_one_to_five", condition=Q(grade__range=(1, 5)))]

    def __str__(self) -> str:
        return f"{self.case_id} {self.grade}"


class NumberSeries(models.Model):
    """The last number given in an organ and a year; locked while the next one is taken."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organ", "year"], name="one_series_a_year")]

    def __str__(self) -> str:
        return f"{self.organ_id}/{self.year}: {self.last}"
