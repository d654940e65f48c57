"""Files that only some may open: what is known of one. The bytes lie encrypted outside the web root."""

from django.db import models


class RestrictedFile(models.Model):
    """A file under a random name. `name` is what the person called it, cleaned; `size` and `sha256` are of the plain bytes."""

    key = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=120)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    stored_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name
