"""What an organ has published, in its least form: enough to be found and read. Its full life comes later."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from gongkai.web.organs.models import Organ


class Publication(models.Model):
    """A published piece of government information."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="publications")
    index_number = models.CharField("索引号", max_length=60, unique=True)
    title = models.CharField("标题", max_length=200)
    document_number = models.CharField("文号", max_length=60, blank=True)
    text = models.TextField("正文")
    item = models.CharField("法定公开事项", max_length=40, blank=True, help_text="law.catalogue 的事项代码")
    formed = models.DateField("形成日期")
    released = models.DateField("公开日期", null=True, blank=True)
    token = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["-released", "-pk"]
        indexes = [models.Index(fields=["organ", "released"])]
        constraints = [
            models.CheckConstraint(
                name="information_is_formed_before_it_is_released",
                condition=Q(released=None) | Q(released__gte=F("formed")),
            ),
            models.UniqueConstraint(
                fields=["organ", "token"], condition=~Q(token=""), name="published_once_for_a_token"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def code(self) -> str:
        """The first part of the index number, which names the organ; part of the address."""
        return self.index_number.partition("/")[0].lower()

    @property
    def serial(self) -> str:
        """The second part of the index number: the year and five digits."""
        return self.index_number.partition("/")[2]

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return reverse("publications:item", args=[self.code, self.serial])


class PublishedFile(models.Model):
    """A file that belongs to a publication and that anybody may download; `path` is below the folder of published files."""

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="files")
    name = models.CharField(max_length=120)
    content_type = models.CharField(max_length=100)
    path = models.CharField(max_length=200)
    size = models.PositiveIntegerField()

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
