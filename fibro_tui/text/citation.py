"""References in words: Vancouver style in full, a short form for lists, and what a reader needs to weigh one."""

from __future__ import annotations

from fibro_tui.content.model import Name, Reference, When

_MOST_AUTHORS = 6
_MOST_INITIALS = 3
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def vancouver(reference: Reference) -> str:
    """The citation in Vancouver style, without its address."""
    authors = [_name(name) for name in reference.author]
    if len(authors) > _MOST_AUTHORS:
        authors = [*authors[:_MOST_AUTHORS], "et al"]
    parts = [", ".join(authors), reference.title, _source(reference)]
    return " ".join(part if part.endswith((".", "?", "!")) else f"{part}." for part in parts if part)


def _source(reference: Reference) -> str:
    """Where it stands: journal year;volume(issue):pages, or publisher, year."""
    year = when(reference.issued)
    where = reference.container or reference.publisher
    number = f" ({reference.number})" if reference.number else ""
    issue = f"({reference.issue})" if reference.issue else ""
    pages = f":{reference.page}" if reference.page else ""
    volume = f"{reference.volume}{issue}{pages}"
    if volume:
        return f"{where} {year};{volume}".strip()
    return ", ".join(part for part in (where + number, year) if part.strip())


def _name(name: Name) -> str:
    if name.literal:
        return name.literal.removesuffix(".") if name.literal.startswith("et al") else name.literal
    parts = name.given.replace(".", " ").replace("-", " ").split()
    initials = "".join(part if part.isupper() and len(part) <= _MOST_INITIALS else part[0] for part in parts)
    return " ".join(part for part in (name.particle, name.family, initials, name.suffix) if part)


def when(date: When) -> str:
    """The year of a CSL date, or what it says in words."""
    return str(date.parts[0][0]) if date.parts and date.parts[0] else date.literal


def short(reference: Reference) -> str:
    """First author or body, and year."""
    first = reference.author[0] if reference.author else Name(literal=reference.publisher or reference.container or reference.title)
    name = first.literal or " ".join(part for part in (first.particle, first.family) if part)
    year = when(reference.issued)
    return f"{name} {year}" if year and not name.endswith(year) else name


def weight(reference: Reference) -> str:
    """What kind of source it is and of what size: design, people, studies."""
    study = reference.custom
    parts = [
        plain(study.design),
        f"{study.studies:,} studies" if study.studies else "",
        f"{study.n:,} {'person' if study.n == 1 else 'people'}" if study.n else "",
    ]
    return " · ".join(part for part in parts if part)


def interest(reference: Reference) -> str:
    """Who gains from one answer, as a label; nothing for a public body or where nothing is stated."""
    return "" if reference.custom.interest in ("", "public", "not-stated") else plain(reference.custom.interest)


def addresses(reference: Reference) -> list[str]:
    """Where it can be read: DOI, PubMed, PubMed Central, web."""
    return [
        address
        for given, address in (
            (reference.doi, f"https://doi.org/{reference.doi}"),
            (reference.pmid, f"https://pubmed.ncbi.nlm.nih.gov/{reference.pmid}/"),
            (reference.pmcid, f"https://pmc.ncbi.nlm.nih.gov/articles/{reference.pmcid}/"),
            (reference.url, reference.url),
        )
        if given
    ]


def plain(id: str) -> str:
    """An identifier as words."""
    return id.replace("-", " ")


def day(date: str) -> str:
    """A date as a person writes it: 22 Nov 2026."""
    year, month, number = date.split("-")
    return f"{int(number)} {_MONTHS[int(month) - 1]} {year}"
