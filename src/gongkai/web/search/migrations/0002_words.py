"""The tables of the two engines, of which a database gets its own."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

MAKE = {
    "sqlite": [
        "CREATE VIRTUAL TABLE search_words USING fts5"
        "(title, body, content='', tokenize='unicode61 remove_diacritics 0')",
    ],
    "postgresql": [
        "CREATE TABLE search_vector (entry_id bigint NOT NULL REFERENCES search_entry (id) ON DELETE CASCADE,"
        " part integer NOT NULL, words tsvector NOT NULL, PRIMARY KEY (entry_id, part))",
        "CREATE INDEX search_vector_words ON search_vector USING gin (words)",
    ],
}
DROP = {"sqlite": "DROP TABLE search_words", "postgresql": "DROP TABLE search_vector"}


def make(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Make the table of this database."""
    for statement in MAKE[editor.connection.vendor]:
        editor.execute(statement)


def drop(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Drop the table of this database."""
    editor.execute(DROP[editor.connection.vendor])


class Migration(migrations.Migration):
    """Makes what no model describes."""

    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(make, drop)]
