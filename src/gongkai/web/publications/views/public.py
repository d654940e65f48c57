"""The public's pages of what is published: a list that is searched, one piece with what is known of it, its files."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import NoReverseMatch, reverse

from gongkai.law import catalogue
from gongkai.law.refusal import Refusal
from gongkai.web.organs.models import Organ
from gongkai.web.publications import files, queries
from gongkai.web.publications.models import Publication, PublishedFile


def listing(request: HttpRequest) -> HttpResponse:
    """Show what is published, or what of it a query finds."""
    text = request.GET.get("q", "").strip()[:500]
    organ = Organ.objects.filter(code=request.GET.get("organ", "")[:20]).first()
    year = _number(request.GET.get("year", ""))
    number = _number(request.GET.get("page", "")) or 1
    page = queries.page(text, organ=organ, year=year, number=number)
    pages = max(1, -(-page.count // queries.PAGE))
    if number > pages:
        raise Http404
    kept = {"q": text, "organ": organ.code if organ else "", "year": year or ""}
    context = {
        "page": page,
        "text": text,
        "organ": organ,
        "year": year,
        "number": number,
        "pages": pages,
        "earlier": _address(kept, number - 1) if number > 1 else "",
        "later": _address(kept, number + 1) if number < pages else "",
        "apply": _apply(text, organ),
    }
    return render(request, "publications/listing.html", context)


def item(request: HttpRequest, code: str, serial: int) -> HttpResponse:
    """Show one piece of information."""
    publication = _publication(code, serial)
    context = {
        "publication": publication,
        "files": publication.kept_files(),
        "category": _category(publication),
        "apply": _apply(publication.title, publication.organ),
    }
    return render(request, "publications/item.html", context)


def download(request: HttpRequest, code: str, serial: int, key: int) -> FileResponse:
    """Send a file of a piece of information, to be kept and not to be run."""
    found = queries.file_of(_publication(code, serial), key)
    if found is None or not files.place(found).is_file():
        raise Http404
    response = as_download(found)
    response["Cache-Control"] = "public, max-age=3600"
    return response


def as_download(found: PublishedFile) -> FileResponse:
    """Return a file that a browser saves and never shows as a page."""
    response = FileResponse(
        files.place(found).open("rb"), as_attachment=True, filename=found.name, content_type=found.content_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _publication(code: str, serial: int) -> Publication:
    return get_object_or_404(queries.released(), index_number=f"{code.upper()}/{serial}")


def _category(publication: Publication) -> catalogue.Item | None:
    if not publication.item or publication.released is None:
        return None
    try:
        return catalogue.item(publication.item, on=publication.released)
    except Refusal:  # the catalogue of that day no longer has it
        return None


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 and int(text) else None


def _address(kept: Mapping[str, object], number: int) -> str:
    return "?" + urlencode({key: value for key, value in {**kept, "page": number}.items() if value})


def _apply(text: str, organ: Organ | None) -> str:
    """Return where the same can be asked for by a request; empty where this office takes none."""
    try:
        address = reverse("portal:apply")
    except NoReverseMatch:
        return ""
    filled = urlencode({"organ": organ.code if organ else "", "q": text})
    return f"{address}?{filled}"
