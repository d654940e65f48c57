"""The description of the interface: for programs as OpenAPI, for people as a page of our own, which loads nothing from outside."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from gongkai.web.api import faults, service

REF = "#/components/schemas/"


@dataclass(frozen=True, slots=True)
class Line:
    """Something that is sent or answered: its name, its type, the shape it links to, whether it must be there, its words."""

    name: str
    kind: str
    shape: str
    required: bool
    words: str


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation as the page shows it."""

    method: str
    path: str
    anchor: str
    summary: str
    words: str
    scope: str
    parameters: list[Line]
    sent: str
    answered: list[tuple[str, str]]
    refused: list[str]


@cache
def document() -> dict[str, Any]:
    """Return the description; it is the same as long as the office runs."""
    return service.described()


@require_safe
def description(request: HttpRequest) -> JsonResponse:
    """Return the description of the interface as OpenAPI."""
    return JsonResponse(document(), json_dumps_params={"ensure_ascii": False}, headers={"Cache-Control": "max-age=300"})


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Show the description of the interface."""
    groups: dict[str, list[Operation]] = {}
    for tag, operation in operations(document()):
        groups.setdefault(tag, []).append(operation)
    shapes = {name: shape_of(shape) for name, shape in document()["components"]["schemas"].items()}
    return render(request, "api/reference.html", {"groups": groups.items(), "shapes": shapes.items()})


@csrf_exempt
def nothing(request: HttpRequest) -> HttpResponse:
    """Say that there is no such address."""
    return faults.answer(faults.not_there())


def operations(known: Mapping[str, Any]) -> Iterator[tuple[str, Operation]]:
    """Yield the operations of a description, each with the name of its group."""
    for path, methods in known["paths"].items():
        for method, said in methods.items():
            sent = said.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
            yield (
                said["tags"][0],
                Operation(
                    method.upper(),
                    path,
                    said["operationId"],
                    said["summary"],
                    said.get("description", ""),
                    said.get("x-scope", ""),
                    [
                        _line(
                            each["name"],
                            each["schema"] | {"description": each.get("description", "")},
                            each["required"],
                        )
                        for each in said["parameters"]
                    ],
                    _kind(sent)[1],
                    [(str(status), _answered(each)) for status, each in said["responses"].items() if int(status) < 400],
                    [str(status) for status in said["responses"] if int(status) >= 400],
                ),
            )


def _answered(response: Mapping[str, Any]) -> str:
    schema = response.get("content", {}).get("application/json", {}).get("schema", {})
    return _kind(schema)[1]


def shape_of(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return a shape as it is shown: its words, its entries, its values."""
    needed = schema.get("required", ())
    lines = [_line(name, each, name in needed) for name, each in schema.get("properties", {}).items()]
    return {"words": schema.get("description", ""), "lines": lines, "values": schema.get("enum", [])}


def _line(name: str, schema: Mapping[str, Any], required: bool) -> Line:
    kind, shape = _kind(schema)
    return Line(name, kind, shape, required, schema.get("description", ""))


def _kind(schema: Mapping[str, Any]) -> tuple[str, str]:
    """Return the type of something in a word, and the shape that it is of."""
    if "$ref" in schema:
        return "", schema["$ref"].removeprefix(REF)
    if "anyOf" in schema:
        parts = [_kind(each) for each in schema["anyOf"]]
        return " | ".join(kind for kind, _ in parts if kind), next((shape for _, shape in parts if shape), "")
    if "items" in schema:
        kind, shape = _kind(schema["items"])
        return f"[{kind or '…'}]", shape
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"])), ""
    return str(schema.get("format") or schema.get("type", "")), ""
