"""What is written for a case before it becomes a step: versions, the reviews of each, and the evidence on file."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from gongkai.web.cases.models.filing import Case, Step
from gongkai.web.organs.models import Person
from gongkai.web.vault.models import RestrictedFile


class Purpose(models.TextChoices):
    """What is to be decided. The last version of a purpose is the one that counts."""

    REPLY = "reply", gettext_lazy("答复")
    EXTENSION = "extension", gettext_lazy("延长答复期限")
    DELAY = "delay", gettext_lazy("延迟答复")


class Part(models.TextChoices):
    """The parts of a review. The approval comes last, by somebody who did not work on the case."""

    SECTION = "section", gettext_lazy("审核")
    LEGAL = "legal", gettext_lazy("法制审核")
    SECRECY = "secrecy", gettext_lazy("保密审查")
    APPROVAL = "approval", gettext_lazy("批准")


class Verdict(models.TextChoices):
    """What a reviewer says."""

    AGREED = "agreed", gettext_lazy("同意")
    RETURNED = "returned", gettext_lazy("退回")


class Version(models.Model):
    """A version (送审稿) of what the organ is to decide; never changed, only followed by another.

    `kind` is the step it becomes, `facts` the fields of `procedure.Step` that it will have beside its day, `answers` those
    given to the seven questions of the guide, by code. It is submitted for review once, and becomes a step once.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="versions")
    purpose = models.CharField(max_length=20, choices=Purpose)
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=40)
    facts = models.JSONField(default=dict)
    answers = models.JSONField(default=dict)
    text = models.TextField(blank=True)
    files = models.ManyToManyField(RestrictedFile, related_name="+")
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    submitted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True)
    step = models.OneToOneField(Step, models.PROTECT, null=True, blank=True, related_name="version")
    token = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["case", "purpose", "number"]
        indexes = [models.Index(fields=["submitted_at", "step"])]
        constraints = [
            models.UniqueConstraint(fields=["case", "purpose", "number"], name="versions_are_numbered"),
            models.UniqueConstraint(
                fields=["case", "token"], condition=~Q(token=""), name="a_version_is_written_once_for_a_token"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.purpose} {self.number}"


class Review(models.Model):
    """What somebody said of a version, in one part: once for each part. A version returned in any part is not decided on."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="reviews")
    part = models.CharField(max_length=20, choices=Part)
    verdict = models.CharField(max_length=20, choices=Verdict)
    opinion = models.TextField(blank=True)
    given_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        ordering = ["version", "given_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["version", "part"], name="a_part_is_reviewed_once")]

    def __str__(self) -> str:
        return f"{self.version_id} {self.part} {self.verdict}"


class Evidence(models.Model):
    """Something on file that a reply rests on; `code` is that of `law.replies.Evidence`. Withdrawn, never deleted.

    A search record (检索记录) says in `detail` where was searched, with which words, for which time, by whom, and the result.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="evidence")
    code = models.CharField(max_length=60)
    text = models.TextField()
    detail = models.JSONField(default=dict)
    files = models.ManyToManyField(RestrictedFile, related_name="+")
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    token = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["case", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "token"], condition=~Q(token=""), name="evidence_is_added_once_for_a_token"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.code}"


class FeeNotice(models.Model):
    """How the fee of a notice was computed, in yuan (国办函〔2020〕109号)."""

    step = models.OneToOneField(Step, models.PROTECT, related_name="fee")
    method = models.CharField(max_length=20)
    count = models.PositiveIntegerField()
    earlier = models.PositiveIntegerField(default=0)
    amount = models.DecimalField(max_digits=12, decimal_places=2)

    def __str__(self) -> str:
        return f"{self.step_id} {self.amount}"
