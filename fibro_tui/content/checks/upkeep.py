"""Rules about what keeps a library worth trusting as it ages: dates, references, help lines, and what it says of itself."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from fibro_tui.content.checks import LIBRARY, RULES, Desk, Finding, Path, rule
from fibro_tui.content.problems import nearest
from fibro_tui.content.reading import words
from fibro_tui.content.rules import Rules

_PROTOCOL = re.compile(r"10\.1002/14651858\.CD\d{6}", re.IGNORECASE)
_LONGEST = 3652
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
    """An entry is due before it was reviewed or ten years after, or something was done on a day that has not come."""
    for item in desk.items:
        entry = item.entry
        age = _days(entry.reviewed, entry.due)
        if age is not None and age <= 0:
            yield Finding((*item.path, "due"), f"due on {entry.due}, which is not after its review on {entry.reviewed}", entry.id)
        elif age is not None and age > _LONGEST:
            yield Finding((*item.path, "due"), f"due on {entry.due}, ten years and more after its review on {entry.reviewed}", entry.id)
        if entry.reviewed > desk.today:
            yield Finding((*item.path, "reviewed"), f"reviewed on {entry.reviewed}, which is still to come", entry.id)
    searched = desk.library.about.evidence_searched
    if searched > desk.today:
        yield Finding(("about", "evidence_searched"), f"the evidence was searched on {searched}, which is still to come", LIBRARY)
    for i, reference in enumerate(desk.library.references):
        for year in (str(parts[0]) for parts in reference.issued.parts if parts):
            # What is online now may be dated by an issue of the next year.
            if (_days(f"{year}-01-01", desk.today) or 0) < -366:
                yield Finding(("references", i, "issued"), f'"{reference.id}" was issued in {year}, which is still to come', reference.id)


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


@rule("answered-here", "error", "Take it out of `elsewhere`, or out of the other ways to ask.")
def _answered_here(desk: Desk) -> Iterator[Finding]:
    """What is said to be answered elsewhere is a title here, or another way to ask."""
    names = {name.lower(): item.entry.id for item in desk.items for name in (item.entry.title.rstrip("?"), *item.entry.also)}
    for i, phrase in enumerate(desk.library.elsewhere):
        entry = names.get(phrase.lower().rstrip("?"))
        if entry:
            yield Finding(("elsewhere", i), f'"{phrase}" is answered by "{entry}"', entry)


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


@rule("unweighed-reference", "warning", 'Fill it; "not-stated" or "not applicable" is an answer. List a name of your own under rules.')
def _unweighed_reference(desk: Desk) -> Iterator[Finding]:
    """A reference lacks what a reader needs to weigh it, or has a design or an interest that the rules do not know."""
    rules = desk.rules
    known = {"design": [*rules.ceilings], "interest": [*rules.interests, *rules.sellers] if rules.sellers else []}
    for i, reference in enumerate(desk.library.references):
        names = ("design", "population", "comparator", "follow_up", "finding", "limits", "funding", "interest")
        missing = [name.replace("_", "-") for name in names if not getattr(reference.custom, name)]
        if missing:
            yield Finding(("references", i), f'"{reference.id}" does not say its {", ".join(missing)}', reference.id)
        for key, listed in known.items():
            name = getattr(reference.custom, key)
            if name and listed and name not in listed:
                where = "ceilings" if key == "design" else "sellers or interests"
                message = f'the {key} "{name}" is not listed under rules: {where}{nearest(name, listed)}'
                yield Finding(("references", i, "custom", key), message, reference.id)


@rule("lost-reference", "warning", "Add a DOI, a PubMed number or an address; without one, what it stands in or who published it.")
def _lost_reference(desk: Desk) -> Iterator[Finding]:
    """A reference gives nothing to find it by."""
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


@rule("settings", "error", "Correct the name or the number, or say why in a sentence.")
def _settings(desk: Desk) -> Iterator[Finding]:
    """The library's rules name what does not exist, say no reason, set a limit that is not above 0, or leave nothing to look for."""
    for path, message in (*_odd_exceptions(desk.rules), *_odd_names(desk), *_odd_levels(desk), *_odd_numbers(desk.rules)):
        yield Finding(("rules", *path), message, LIBRARY)


def _odd_exceptions(rules: Rules) -> Iterator[tuple[Path, str]]:
    """Rules switched off and excuses that name no rule, or give no reason."""
    for path, name, why in (
        *((("off", name), name, why) for name, why in rules.off.items()),
        *((("excuse", k, "rule"), excuse.rule, excuse.because) for k, excuse in enumerate(rules.excuse)),
    ):
        if name not in RULES:
            yield path, f'no rule is called "{name}"{nearest(name, [*RULES])}'
        if len(words(why)) < 2:
            yield path, f'"{why}" is no reason why {name} does not apply'


def _odd_names(desk: Desk) -> Iterator[tuple[Path, str]]:
    """Sections, interests and reasons that the library does not have."""
    rules, library = desk.rules, desk.library
    sections = [section.id for section in library.sections]
    interests = sorted({reference.custom.interest for reference in library.references})
    for key, known in {"benefits": sections, "harms": sections, "seller_sections": sections, "sellers": interests}.items():
        for k, name in enumerate(getattr(rules, key)):
            if name not in known:
                what = "reference has the interest" if known is interests else "section has the id"
                yield (key, k), f'no {what} "{name}"{nearest(name, known)}'
    if rules.population and library.reasons and rules.indirect not in library.reasons:
        yield ("indirect",), f'no reason is called "{rules.indirect}"{nearest(rules.indirect, [*library.reasons])}'


def _odd_levels(desk: Desk) -> Iterator[tuple[Path, str]]:
    """Grades that are not on the scale or stand in another order there, and ceilings that are no grades."""
    scale, graded = [level.id for level in desk.library.certainty], desk.rules.graded
    missing = [level for level in graded if level not in scale]
    if scale and missing:
        yield ("graded",), f"graded: {', '.join(missing)} is not on the certainty scale; name the levels there that grade evidence"
    elif scale and sorted(graded, key=scale.index) != list(graded):
        yield ("graded",), "graded has another order than the certainty scale; the strongest stands first"
    for level, design in {level: design for design, level in reversed(desk.rules.ceilings.items())}.items():
        if level not in graded or (scale and level not in scale):
            yield ("ceilings", design), f'ceilings: "{level}" ({design}) is none of the graded levels'


def _odd_numbers(rules: Rules) -> Iterator[tuple[Path, str]]:
    """Limits that nothing can keep, and words that nothing can match."""
    for name, value in rules.limits._asdict().items():
        if value <= 0:
            yield ("limits", name), f"{name} is {value}; a limit is above 0"
    for name, listed in rules.words._asdict().items():
        if not listed and name in ("sales", "advice", "frequency"):
            yield ("words", name), f"no words of {name} to look for; to switch a rule off takes a reason (rules: off)"
        for k, phrase in enumerate(listed):
            if "*" in phrase[:-1] or not phrase.strip("* "):
                yield ("words", name, k), f'"{phrase}": a * stands at the end of a word, for any ending'


@rule("idle-excuse", "warning", "Take the excuse out; what it excused is mended.")
def _idle_excuse(_: Desk) -> Iterator[Finding]:
    """An excuse excuses nothing, or speaks of an error without its words."""
    # What the other rules found decides, so `check` itself tells.
    return iter(())
