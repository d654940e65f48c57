"""What third parties say of a disclosure (Art. 32): the link that lets one answer online once, and the opinion, encrypted."""

from django.db import models
from django.utils.translation import gettext_lazy

from gongkai.web.cases.models.filing import Case, Step
from gongkai.web.organs.models import Person


class OpinionLink(models.Model):
    """An address that cannot be guessed, for one letter that asks for an opinion; it serves for one answer."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="opinion_links")
    asked = models.ForeignKey(Step, models.PROTECT, related_name="opinion_links")
    ref = models.CharField(max_length=40)
    digest = models.CharField(max_length=64, unique=True)
    shown = models.TextField(help_text="向对方说明的信息内容，不含申请人的情况。")
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.case_id} {self.ref}"


class Opinion(models.Model):
    """What was answered, online or on paper; the reasons are one encrypted JSON object."""

    class Verdict(models.TextChoices):
        CONSENT = "consent", gettext_lazy("同意公开")
        PARTLY = "partly", gettext_lazy("部分同意公开")
        OBJECTION = "objection", gettext_lazy("不同意公开")

    case = models.ForeignKey(Case, models.PROTECT, related_name="opinions")
    step = models.OneToOneField(Step, models.PROTECT, related_name="opinion")
    verdict = models.CharField(max_length=20, choices=Verdict)
    sealed = models.BinaryField()
    link = models.OneToOneField(OpinionLink, models.PROTECT, null=True, blank=True, related_name="opinion")
    erased = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.case_id} {self.verdict}"
