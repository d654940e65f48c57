"""What an organ publishes, from draft to release, in its least form. Its review and its later life come later.

A draft, what is to be released on a day, and what is released are one row, told apart by `state`. Only what is released
has an index number.
"""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy

from gongkai.web.organs.models import Organ


class State(models.TextChoices):
    """Where a piece of information stands on its way to the public."""

    DRAFT = "draft", gettext_lazy("草稿")
    SCHEDULED = "scheduled", gettext_lazy("定时发布")
    RELEASED = "released", gettext_lazy("已公开")
    DROPPED = "dropped", gettext_lazy("已放弃")


class Publication(models.Model):
    """A piece of government information that is published, or is being prepared for it.

    `revision` counts the changes of the draft, `changed_with` is the token of the form that made the last one.
    """

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="publications")
    index_number = models.CharField("索引号", max_length=60, unique=True, null=True, blank=True)
    title = models.CharField("标题", max_length=200)
    document_number = models.CharField("文号", max_length=60, blank=True)
    text = models.TextField("正文")
    item = models.CharField("法定公开事项", max_length=40, blank=True, help_text="law.catalogue 的事项代码")
    formed = models.DateField("形成日期")
    released = models.DateField("公开日期", null=True, blank=True)
    scheduled = models.DateField("定于公开日期", null=True, blank=True)
    dropped_at = models.DateTimeField("放弃时间", null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)
    token = models.CharField(max_length=64, blank=True)
    changed_with = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["-released", "-pk"]
        indexes = [models.Index(fields=["organ", "released"])]
        constraints = [
            models.CheckConstraint(
                name="information_is_formed_before_it_is_released",
                condition=Q(released=None) | Q(released__gte=F("formed")),
            ),
            models.CheckConstraint(
                name="what_is_released_has_an_index_number", condition=Q(released=None) | Q(index_number__isnull=False)
            ),
            models.CheckConstraint(
                name="only_what_is_neither_released_nor_dropped_is_scheduled",
                condition=Q(scheduled=None) | Q(released=None, dropped_at=None),
            ),
            models.CheckConstraint(
                name="what_is_released_is_not_dropped", condition=Q(released=None) | Q(dropped_at=None)
            ),
            models.UniqueConstraint(
                fields=["organ", "token"], condition=~Q(token=""), name="published_once_for_a_token"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def state(self) -> State:
        """Where it stands."""
        if self.released is not None:
            return State.RELEASED
        if self.dropped_at is not None:
            return State.DROPPED
        return State.SCHEDULED if self.scheduled is not None else State.DRAFT

    def kept_files(self) -> "models.QuerySet[PublishedFile]":
        """Return the files that belong to it and were not left out again, in their order."""
        return self.files.filter(left_out=False).order_by("pk")

    @property
    def code(self) -> str:
        """The first part of the index number, which names the organ; part of the address."""
        return (self.index_number or "").partition("/")[0].lower()

    @property
    def serial(self) -> str:
        """The second part of the index number: the year and five digits."""
        return (self.index_number or "").partition("/")[2]

    def get_absolute_url(self) -> str:
        """Return the address of its page; the public's where it is released, else the office's."""
        if self.index_number is None:
            return reverse("drafts:draft", args=[self.pk])
        return reverse("publications:item", args=[self.code, self.serial])


class PublishedFile(models.Model):
    """A file that belongs to a publication: anybody may download it once that is released, unless it was left out before.

    `path` is below the folder of published files.
    """

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="files")
    name = models.CharField(max_length=120)
    content_type = models.CharField(max_length=100)
    path = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    left_out = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class IndexSeries(models.Model):
    """The last index number given in an organ and a year; locked while the next one is taken. A number is never given twice."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organ", "year"], name="one_index_series_a_year")]

    def __str__(self) -> str:
        return f"{self.organ_id}/{self.year}: {self.last}"
