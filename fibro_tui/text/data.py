"""Records for other programs: JSON objects with stable keys, and references as CSL."""

from __future__ import annotations

from typing import Any

from fibro_tui.catalog.catalog import Catalog, Placed
from fibro_tui.catalog.query import Found, Hit
from fibro_tui.content.fields import record_fields
from fibro_tui.content.model import Library, Reference, Study
from fibro_tui.text import citation
from fibro_tui.text.hits import level_of


def found(catalog: Catalog, found: Found) -> dict[str, Any]:
    """A search and its hits."""
    return {
        "query": found.query,
        "total": found.total,
        "corrected": dict(found.corrected),
        "help": found.help,
        "sure": found.sure,
        "fewer": found.fewer,
        "hits": [_hit(hit) for hit in found.hits],
    }


def _hit(hit: Hit) -> dict[str, Any]:
    section, entry, _ = hit.placed
    return {
        "id": entry.id,
        "section": section.id,
        "title": entry.title,
        "short": entry.short,
        "certainty": entry.certainty,
        "score": round(hit.score, 3),
        "matched": [each.word for each in hit.matched],
    }


def entry(catalog: Catalog, placed: Placed) -> dict[str, Any]:
    """An entry with everything it says; certainty in words beside its code, sources with their citation."""
    section, entry, _ = placed
    level = level_of(catalog.library, entry)
    sources: list[dict[str, Any]] = []
    for i, source in enumerate(entry.sources, 1):
        reference = catalog.reference(source.ref)
        told = {"citation": citation.vancouver(reference), "urls": citation.addresses(reference)} if reference else {}
        sources.append({"number": i, "ref": source.ref, "says": source.says, **told})
    out = _filled(entry)
    out["section"] = section.id
    out["certainty"] = {"id": level.id, "label": level.label, "means": level.means} if level else None
    out["sources"] = sources
    return out


def csl(reference: Reference) -> dict[str, Any]:
    """A reference as a CSL item, with only the fields that it has."""
    out = _filled(reference)
    out["custom"] = _filled(reference.custom, keep=("status",)) if reference.custom != Study() else {}
    return {key: value for key, value in out.items() if value}


def reference(catalog: Catalog, reference: Reference) -> dict[str, Any]:
    """A reference as a CSL item, with the ids of the entries that cite it."""
    return {**csl(reference), "cited_by": [placed.entry.id for placed in catalog.citing(reference.id)]}


def library(catalog: Catalog) -> dict[str, Any]:
    """The whole library."""
    head: Library = catalog.library
    return {
        "title": head.title,
        "language": head.language,
        "about": _filled(head.about, keep=("clinical_review", "patient_review")),
        "certainty": [_filled(level) for level in head.certainty],
        "help": [_filled(contact, keep=("checked",)) for contact in head.help],
        "sections": [
            {
                "id": section.id,
                "title": section.title,
                "kind": section.kind,
                "facts": list(section.facts),
                "entries": [entry(catalog, placed) for placed in catalog.all(section.id)],
            }
            for section in head.sections
        ],
        "references": [csl(reference) for reference in catalog.references()],
    }


def _filled(record: Any, keep: tuple[str, ...] = ()) -> dict[str, Any]:
    """A record as a mapping, by its keys in the file, without what it leaves at its default."""
    out: dict[str, Any] = {}
    for name, key, _, required in record_fields(type(record)):
        value = getattr(record, name)
        if required or name in keep or value != record._field_defaults[name]:
            out[key] = _plain(value)
    return out


def _plain(value: Any) -> Any:
    if hasattr(value, "_fields"):
        return _filled(value)
    return [_plain(each) for each in value] if isinstance(value, tuple) else value  # pyright: ignore[reportUnknownVariableType]
