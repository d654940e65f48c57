"""Who works on a case, which cases belong together, and what became public of a reply."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy

from gongkai.web.cases.models.filing import Case
from gongkai.web.organs.models import Person
from gongkai.web.publications.models import Publication


class Assignment(models.Model):
    """A person's part in a case (分办): one leads (主办), others help (协办). It ends; it is never deleted."""

    class Part(models.TextChoices):
        LEAD = "lead", gettext_lazy("主办")
        CO = "co", gettext_lazy("协办")

    case = models.ForeignKey(Case, models.PROTECT, related_name="assignments")
    person = models.ForeignKey(Person, models.PROTECT, related_name="assignments")
    part = models.CharField(max_length=10, choices=Part)
    task = models.TextField(blank=True)
    wanted_by = models.DateField(null=True, blank=True)
    assigned_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    assigned_at = models.DateTimeField()
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    outcome = models.TextField(blank=True)

    class Meta:
        ordering = ["case", "pk"]
        indexes = [models.Index(fields=["person", "ended_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(part="lead", ended_at=None), name="one_person_leads_a_case"
            ),
            models.UniqueConstraint(
                fields=["case", "person"], condition=Q(ended_at=None), name="a_person_has_one_part_in_a_case"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.person_id} {self.part}"


class CaseLink(models.Model):
    """That two cases belong together, as a person decided. `case` repeats, was split from or was merged into `other`."""

    class Kind(models.TextChoices):
        REPEAT = "repeat", gettext_lazy("重复申请")
        RELATED = "related", gettext_lazy("相关申请")
        SPLIT = "split", gettext_lazy("由其拆分")
        MERGED = "merged", gettext_lazy("并入")

    case = models.ForeignKey(Case, models.PROTECT, related_name="links")
    other = models.ForeignKey(Case, models.PROTECT, related_name="linked_from")
    kind = models.CharField(max_length=10, choices=Kind)
    note = models.TextField(blank=True)
    linked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    linked_at = models.DateTimeField()
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["case", "pk"]
        constraints = [
            models.CheckConstraint(name="a_case_is_not_linked_to_itself", condition=~Q(case=F("other"))),
            models.UniqueConstraint(
                fields=["case", "other", "kind"], condition=Q(ended_at=None), name="cases_are_linked_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind} {self.other_id}"


class Conversion(models.Model):
    """The publication that a reply was turned into (Art. 44)."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="conversion")
    publication = models.OneToOneField(Publication, models.PROTECT, related_name="+")
    converted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    converted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.case_id} → {self.publication_id}"
