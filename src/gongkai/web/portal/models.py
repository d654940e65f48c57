"""What the public's pages keep for a short time: a request that is being written."""

from django.db import models

from gongkai.web.cases.models import Case


class Draft(models.Model):
    """A request between the two screens, encrypted; once filed, its number and query code for the page that shows them.

    Dropped after an hour. The key is known to the session that wrote it and to nobody else.
    """

    key = models.CharField(max_length=43, unique=True)
    sealed = models.BinaryField()
    made_at = models.DateTimeField(db_index=True)
    case = models.ForeignKey(Case, models.CASCADE, null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.pk} {self.made_at:%Y-%m-%d %H:%M}"


class DraftFile(models.Model):
    """A picture of a proof of identity that waits for its request to be filed, encrypted with its name."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="files")
    content_type = models.CharField(max_length=100)
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.draft_id} {self.content_type}"
