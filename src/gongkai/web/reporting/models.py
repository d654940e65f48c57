"""What is kept of annual reports: the figures as they were reported, and why they differ from those of today.

Neither is ever changed. What a cell holds now is tallied from the cases whenever it is asked for.
"""

from django.db import models

from gongkai.web.organs.models import Organ, Person


class Reported(models.Model):
    """Table 3 of an organ and a year as it was reported: its figures, and the cases behind them on that day.

    `cells` are all figures of the form by name; `behind` the numbers of the cases of each cell that is no total; `digest`
    the SM3 digest of both, which stands in the log too.
    """

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="reported")
    year = models.PositiveSmallIntegerField("年度")
    format = models.CharField("格式", max_length=10)
    cells = models.JSONField("数据")
    behind = models.JSONField("计入的办件")
    digest = models.CharField(max_length=64)
    frozen_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    frozen_at = models.DateTimeField("确定时间")
    token = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["organ", "year"]
        constraints = [models.UniqueConstraint(fields=["organ", "year"], name="a_year_is_reported_once")]

    def __str__(self) -> str:
        return f"{self.organ} {self.year}"


class Difference(models.Model):
    """Why a cell is no longer what was reported: a reason holds for one value, and the next change needs the next one."""

    reported = models.ForeignKey(Reported, models.PROTECT, related_name="differences")
    cell = models.CharField(max_length=80)
    was = models.PositiveIntegerField("上报数")
    now = models.PositiveIntegerField("现在的数")
    reason = models.TextField("原因", max_length=1000)
    given_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    token = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["given_at", "pk"]
        indexes = [models.Index(fields=["reported", "cell"])]

    def __str__(self) -> str:
        return f"{self.reported_id} {self.cell}: {self.was} → {self.now}"
