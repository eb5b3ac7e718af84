"""Rules about what keeps a library worth trusting as it ages: dates, references, help lines, and what it says of itself."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from fibro_tui.content.checks import LIBRARY, RULES, Desk, Finding, rule

_PROTOCOL = re.compile(r"10\.1002/14651858\.CD\d{6}", re.IGNORECASE)
_ABOUT = ("notice", "purpose", "audience", "not_for", "version", "evidence_searched", "clinical_review", "funding", "interests")


@rule("about", "error", 'Fill it; "none" is an answer.')
def _about(desk: Desk) -> Iterator[Finding]:
    """The library does not say what it is, for whom, how far it was searched, who reviewed it or who paid."""
    about = desk.library.about
    return (Finding(("about",), f"about: {name} is not filled", LIBRARY) for name in _ABOUT if not getattr(about, name).strip())


@rule("no-review-date", "error", "Say under `reviewed` and `due` when it was looked at and when it is to be looked at again.")
def _no_review_date(desk: Desk) -> Iterator[Finding]:
    """An entry does not say when it was reviewed, or when it is due again."""
    for item in desk.items:
        missing = [name for name in ("reviewed", "due") if not getattr(item.entry, name)]
        if missing:
            yield Finding(item.path, f"no {' and no '.join(missing)} date", item.entry.id)


@rule("review-dates", "error", "Correct the dates.")
def _review_dates(desk: Desk) -> Iterator[Finding]:
    """An entry is due before it was reviewed, or was reviewed on a day that has not come."""
    for item in desk.items:
        entry = item.entry
        if entry.reviewed and entry.due and entry.due <= entry.reviewed:
            yield Finding((*item.path, "due"), f"due on {entry.due}, which is not after its review on {entry.reviewed}", entry.id)
        if entry.reviewed > desk.today:
            yield Finding((*item.path, "reviewed"), f"reviewed on {entry.reviewed}, which is still to come", entry.id)


@rule("overdue", "warning", "Look at the entry again, and set both dates.")
def _overdue(desk: Desk) -> Iterator[Finding]:
    """An entry is past the day on which it was to be looked at again."""
    for item in desk.items:
        if item.entry.due and item.entry.due < desk.today:
            yield Finding((*item.path, "due"), f"overdue since {item.entry.due}", item.entry.id)


@rule("leads-nowhere", "warning", "Name related entries under `see`, and tags.")
def _leads_nowhere(desk: Desk) -> Iterator[Finding]:
    """An answer names no related entry or no tag, or names itself."""
    for item in desk.answers():
        if not item.entry.see:
            yield Finding(item.path, "no related entry (see)", item.entry.id)
        if not item.entry.tags:
            yield Finding(item.path, "no tags", item.entry.id)
        if item.entry.id in item.entry.see:
            yield Finding((*item.path, "see"), "this entry names itself under see", item.entry.id)


@rule("listed-twice", "error", "Take one of them out.")
def _listed_twice(desk: Desk) -> Iterator[Finding]:
    """An entry lists a source or a related entry twice."""
    for item in desk.items:
        for key, names in (("sources", [citation.ref for citation in item.entry.sources]), ("see", list(item.entry.see))):
            for k, name in enumerate(names):
                if name in names[:k]:
                    yield Finding((*item.path, key, k), f'"{name}" stands twice under {key}', item.entry.id)


@rule("same-reference", "error", "Make one reference of the two, or correct the number.")
def _same_reference(desk: Desk) -> Iterator[Finding]:
    """Two references have the same DOI or PubMed number."""
    first: dict[str, str] = {}
    for i, reference in enumerate(desk.library.references):
        for key, number in (("DOI", reference.doi.lower()), ("PMID", reference.pmid), ("PMCID", reference.pmcid)):
            known = first.setdefault(f"{key} {number}", reference.id) if number else reference.id
            if known != reference.id:
                yield Finding(("references", i, key), f'"{reference.id}" has the {key} of "{known}"', reference.id)


@rule("protocol-doi", "warning", "Use the review's own DOI, which ends in .pub2 or higher.")
def _protocol_doi(desk: Desk) -> Iterator[Finding]:
    """A Cochrane DOI without .pub is that of the protocol, and the reference is a review."""
    for i, reference in enumerate(desk.library.references):
        if _PROTOCOL.fullmatch(reference.doi) and "protocol" not in f"{reference.custom.design} {reference.title}".lower():
            yield Finding(("references", i, "DOI"), f"{reference.doi} is the protocol, not the review", reference.id)


@rule("unweighed-reference", "warning", 'Fill it; "not stated" or "not applicable" is an answer.')
def _unweighed_reference(desk: Desk) -> Iterator[Finding]:
    """A reference lacks what a reader needs to weigh it."""
    for i, reference in enumerate(desk.library.references):
        names = ("design", "population", "comparator", "follow_up", "finding", "limits", "funding")
        missing = [name.replace("_", "-") for name in names if not getattr(reference.custom, name)]
        if missing:
            yield Finding(("references", i), f'"{reference.id}" does not say its {", ".join(missing)}', reference.id)


@rule("lost-reference", "warning", "Add a DOI, a PubMed number or an address; without one, what it stands in or who published it.")
def _lost_reference(desk: Desk) -> Iterator[Finding]:
    """A reference gives nothing to find it by, or no year."""
    for i, reference in enumerate(desk.library.references):
        if not (
            reference.doi
            or reference.pmid
            or reference.pmcid
            or reference.url
            or reference.container
            or reference.publisher
            or reference.number
        ):
            yield Finding(("references", i), f'nothing to find "{reference.id}" by', reference.id)


@rule("help-line", "error", 'Say the day on which somebody called or looked, or "not checked"; give a number or an address.')
def _help_line(desk: Desk) -> Iterator[Finding]:
    """A help contact cannot be reached by anything it names, or was checked on what is no day, or on none of the last year."""
    for i, contact in enumerate(desk.library.help):
        if not (contact.call or contact.text or contact.web):
            yield Finding(("help", i), f"{contact.name}: nothing to call, to text or to open", LIBRARY)
        if contact.checked != "not checked":
            age = _days(contact.checked, desk.today)
            if age is None or age < 0:
                message = f'{contact.name}: checked is a day that has been, or "not checked", and not "{contact.checked}"'
                yield Finding(("help", i, "checked"), message, LIBRARY)
            elif age > 366:
                yield Finding(("help", i, "checked"), f"{contact.name}: last checked {age} days ago", LIBRARY)


def _days(day: str, today: str) -> int | None:
    """How many days lie between two days; nothing when one of them is none."""
    try:
        return (datetime.date.fromisoformat(today) - datetime.date.fromisoformat(day)).days
    except ValueError:
        return None


@rule("settings", "error", "Correct the name.")
def _settings(desk: Desk) -> Iterator[Finding]:
    """The library's rules name a rule, a section, an interest or a level that does not exist."""
    rules = desk.rules
    for name in rules.off:
        if name not in RULES:
            yield Finding(("rules", "off", name), f'no rule is called "{name}"', LIBRARY)
    for k, excuse in enumerate(rules.excuse):
        if excuse.rule not in RULES:
            yield Finding(("rules", "excuse", k, "rule"), f'no rule is called "{excuse.rule}"', LIBRARY)
    sections = {section.id for section in desk.library.sections}
    for key in ("benefits", "harms", "seller_sections"):
        for k, name in enumerate(getattr(rules, key)):
            if name not in sections:
                yield Finding(("rules", key, k), f'no section has the id "{name}"', LIBRARY)
    for design, level in rules.ceilings.items():
        if level not in rules.graded:
            yield Finding(("rules", "ceilings", design), f'"{level}" is none of the graded levels', LIBRARY)


@rule("idle-excuse", "warning", "Take the excuse out; what it excused is mended.")
def _idle_excuse(_: Desk) -> Iterator[Finding]:
    """An excuse excuses nothing, or speaks of an error without its words."""
    # What the other rules found decides, so `check` itself tells.
    return iter(())
