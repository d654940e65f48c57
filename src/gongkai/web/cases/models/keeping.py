"""How long cases are kept, what was erased, what was taken over from elsewhere, and the calendar feeds of people."""

from django.db import models
from django.utils.translation import gettext_lazy

from gongkai.web.organs.models import Organ, Person
from gongkai.web.vault.models import RestrictedFile


class Retention(models.TextChoices):
    """How long a case is kept (国家档案局令第8号): a class of the organ's, or one given to a case."""

    TEN = "10", gettext_lazy("10年")
    THIRTY = "30", gettext_lazy("30年")
    PERMANENT = "permanent", gettext_lazy("永久")


class Intake(models.Model):
    """A table of cases or figures taken over from elsewhere: what was taken, and each line that was not, with its reason.

    The file lies encrypted until the last line was taken, or somebody drops it; then it is deleted.
    """

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64, help_text="文件的 SM3 摘要。")
    taken = models.PositiveIntegerField(default=0)
    refused = models.JSONField(default=list)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    file = models.OneToOneField(RestrictedFile, models.PROTECT, null=True, blank=True, related_name="+")
    lines = models.PositiveIntegerField(default=0, help_text="表中办件的行数。")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organ", "digest"], name="a_table_is_taken_over_once")]

    def __str__(self) -> str:
        return f"{self.organ_id} {self.name}"


class OpeningBalance(models.Model):
    """How many cases an organ carried into a year, by column of table 3, as 四 of the report for the year before has it.

    From a table (`intake`) or typed in; `source` names what the figures were taken from. Of two for a year the later rules.
    """

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    cells = models.JSONField(help_text="列的代码与件数。")
    source = models.CharField(max_length=200)
    intake = models.ForeignKey(Intake, models.PROTECT, null=True, blank=True, related_name="balances")
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ["organ", "year", "pk"]
        indexes = [models.Index(fields=["organ", "year"])]

    def __str__(self) -> str:
        return f"{self.organ_id} {self.year}"


class Erasure(models.Model):
    """That the applicants' data of cases were erased: who decided it, on what ground, and how many. The figures remain."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    ground = models.TextField()
    numbers = models.JSONField(default=list, help_text="办件编号。")
    decided_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.organ_id} {self.decided_at}"


class Feed(models.Model):
    """The address of a person's calendar of last days; only its digest is kept."""

    person = models.OneToOneField(Person, models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.person_id}"
