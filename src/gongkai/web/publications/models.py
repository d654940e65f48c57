"""What an organ has published, in its least form: enough to be found and read. Its full life comes later."""

from django.db import models

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

    class Meta:
        ordering = ["-released", "-pk"]
        indexes = [models.Index(fields=["organ", "released"])]

    def __str__(self) -> str:
        return self.title


class PublishedFile(models.Model):
    """A file that belongs to a publication and that anybody may download."""

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="files")
    name = models.CharField(max_length=120)
    content_type = models.CharField(max_length=100)
    path = models.CharField(max_length=200)
    size = models.PositiveIntegerField()

    def __str__(self) -> str:
        return self.name
