"""The tables of an office: which there are, how many rows they have, and what of them never leaves it."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import BinaryField, Field, ForeignKey, Model

OWN = "gongkai.web."
SECRET = frozenset({"password", "code_digest", "secret_digest", "token"})
"""Columns by which somebody could sign in or open a case."""
DERIVED = frozenset({"search"})
"""Apps whose tables are made from the others."""
KEPT_BACK = frozenset({"recoverycode", "draft", "draftfile", "tally"})
"""Tables that open something, or hold for minutes what somebody is about to send."""

PASSING = frozenset({"sessions", "axes"})
"""Apps whose rows hold for hours who is signed in and from where; whoever had them could go on in somebody's place."""


def every() -> list[type[Model]]:
    """Return the models of all tables, each after those that it points to."""
    left = sorted(apps.get_models(include_auto_created=True), key=lambda model: model._meta.label_lower)
    left = [model for model in left if model._meta.managed and not model._meta.proxy]
    ordered: list[type[Model]] = []
    while left:
        free = [model for model in left if not (_points_to(model) - {model}) & set(left)]
        ordered += free or left[:1]
        left = [model for model in left if model not in ordered]
    return ordered


def saved() -> list[type[Model]]:
    """Return the models of all tables whose rows go into a backup, each after those that it points to."""
    return [model for model in every() if model._meta.app_label not in PASSING]


def own() -> list[type[Model]]:
    """Return the models of the office's own tables that are told to others: not what is derived or opens something."""
    return [
        model
        for model in every()
        if model.__module__.startswith(OWN)
        and model._meta.app_label not in DERIVED
        and model._meta.model_name not in KEPT_BACK
    ]


def columns(model: type[Model]) -> Iterator["Field[Any, Any]"]:
    """Yield the columns of a table that may leave the office: nothing sealed, nothing that opens anything."""
    for field in model._meta.concrete_fields:
        if field.name not in SECRET and not isinstance(field, BinaryField):
            yield field


def counts() -> dict[str, int]:
    """Return how many rows each table has that goes into a backup."""
    return {model._meta.db_table: model._base_manager.count() for model in saved()}


def migrations() -> list[str]:
    """Return the steps by which the tables came to be as they are."""
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())


def _points_to(model: type[Model]) -> set[type[Model]]:
    return {
        field.related_model
        for field in model._meta.concrete_fields
        if isinstance(field, ForeignKey) and isinstance(field.related_model, type)
    }
