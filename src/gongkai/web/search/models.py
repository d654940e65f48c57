"""What can be found: one row for each thing that is looked for, written by `index` alone.

The words of a row stand beside it, in a full-text table of SQLite or in rows with a vector of PostgreSQL; both are made by
a migration, since no model describes them.
"""

from django.db import models


class Entry(models.Model):
    """A thing that can be found, known by its kind and key. `organ` is the primary key of the organ it belongs to.

    `also` is found like the text, and not shown in the excerpt: numbers by which the thing is called.
    """

    kind = models.CharField(max_length=30)
    key = models.CharField(max_length=80)
    organ = models.BigIntegerField()
    day = models.DateField()
    year = models.PositiveSmallIntegerField()
    title = models.TextField()
    text = models.TextField()
    also = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="a_thing_is_found_once")]
        indexes = [
            models.Index(fields=["kind", "-day", "-id"]),
            models.Index(fields=["kind", "organ", "-day"]),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
