"""The editorial check of a library: runs the rules over what was read, heeds what the library excuses, and says where.

Readers act on what they read here, so a library is held to how health information ought to be told: how sure, from whom, in
numbers that can be pictured. The rules know nothing of medicine; thresholds and words stand in the library's own `rules`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fibro_tui.content.checks import RULES, Desk, Finding, Rule, evidence, lay_out, numbers, upkeep, wording
from fibro_tui.content.fields import record_fields
from fibro_tui.content.problems import Problem
from fibro_tui.content.read import Reading
from fibro_tui.content.rules import Excuse, Limits, Rules, Words
from fibro_tui.content.summary import Grade, Summary

__all__ = ["RULES", "check", "checked", "rules_table"]

# Imported for the rules that they put into the list.
_CHAPTERS = (
    ("What an answer rests on", evidence),
    ("How it tells numbers", numbers),
    ("How it is said", wording),
    ("How it is kept", upkeep),
)


def check(reading: Reading, today: str) -> list[Problem]:
    """Every problem of a library on a day (2026-11-22): those of its structure first, and when there are none, the rules'."""
    return _problems(reading, lay_out(reading.library, today)) if reading.library else list(reading.problems)


def checked(reading: Reading, today: str) -> tuple[list[Problem], Summary | None]:
    """Every problem of a library on a day, and, where it is a library, what it holds and how it reads."""
    if reading.library is None:
        return list(reading.problems), None
    desk = lay_out(reading.library, today)
    return _problems(reading, desk), _summary(desk)


def _problems(reading: Reading, desk: Desk) -> list[Problem]:
    used: set[int] = set()
    problems = set(_found(desk, reading, used))
    problems.update(_idle_excuses(desk, reading, used))
    return sorted(problems)


def _summary(desk: Desk) -> Summary:
    limits, built_in = desk.rules.limits._asdict(), Limits()._asdict()
    own = [f"{name} {value:g}" for name, value in limits.items() if value != built_in[name]]
    own += [f"words {name}" for name, listed in desk.rules.words._asdict().items() if listed != getattr(Words(), name)]
    grades = (
        Grade(name, round(masked.grade(), 2), round(raw.grade(), 2), limits["section_grade" if name else "short_grade"])
        for name, masked, raw in wording.grade_rows(desk)
        if masked.words >= wording.WORTH_GRADING
    )
    return Summary(
        entries=len(desk.items),
        references=len(desk.references),
        figures=sum(len(item.entry.figures) for item in desk.items),
        unsourced=sum(1 for _ in RULES["uncited-statement"].find(desk)),
        grades=tuple(grades),
        off=desk.rules.off,
        own=tuple(own),
    )


def _found(desk: Desk, reading: Reading, used: set[int]) -> Iterator[Problem]:
    """What the rules found and nothing excuses; notes in `used` which excuses were needed."""
    excuses: dict[tuple[str, str], list[int]] = {}
    for k, excuse in enumerate(desk.rules.excuse):
        excuses.setdefault((excuse.rule, excuse.entry), []).append(k)
    for rule in RULES.values():
        if rule.name in desk.rules.off:
            continue
        for finding in rule.find(desk):
            named = excuses.get((rule.name, finding.subject), ())
            excused = [k for k in named if _excuses(desk.rules.excuse[k], rule, finding)]
            used.update(excused)
            if not excused:
                yield _problem(reading, finding, rule.severity, rule.name)


def _excuses(excuse: Excuse, rule: Rule, finding: Finding) -> bool:
    """Whether an excuse covers a finding of its rule and entry: by the words that it quotes, or a warning without them."""
    if excuse.text:
        mark, quoted, words = (" ".join(text.split()) for text in (finding.mark, excuse.text, finding.words))
        return mark in quoted and quoted in words
    return rule.severity == "warning"


def _idle_excuses(desk: Desk, reading: Reading, used: set[int]) -> Iterator[Problem]:
    """The excuses that excuse nothing."""
    if "idle-excuse" in desk.rules.off:
        return
    for k, excuse in enumerate(desk.rules.excuse):
        if k not in used and excuse.rule in RULES:
            bare = RULES[excuse.rule].severity == "error" and not excuse.text
            why = "an error is excused by its very words, under text" if bare else "nothing there breaks it"
            message = f'the excuse of "{excuse.entry}" from {excuse.rule} excuses nothing: {why}'
            yield _problem(reading, Finding(("rules", "excuse", k), message, excuse.entry), "warning", "idle-excuse")


def _problem(reading: Reading, finding: Finding, severity: str, name: str) -> Problem:
    line, column = reading.place(finding.path, finding.words, finding.mark)
    return Problem(line, column, severity, finding.message, name)


def rules_table() -> str:
    """The rules as the documentation lists them, in Markdown."""
    lines = [
        "# The rules of `fibro-tui check`",
        "",
        "Written from the rules themselves; a test fails when this page is older than they are. Besides these, every file is held to",
        "the structure of a library (`structure`, an error): known keys, dates and numbers in their form, ids that exist.",
        "",
        "A rule is switched off, with a reason, under `rules: off: {name: reason}` in the library; a single warning is excused under",
        "`rules: excuse: [{rule: name, entry: id, because: reason}]`. An error is mended; where its rule is wrong about a text, the excuse",
        "quotes the words too, as `text`, and covers no others. Thresholds stand under `rules: limits`, word lists under `rules: words`; a",
        "list given there takes the place of the one built in. What is built in stands at the end of this page; what a library switches",
        "off or sets itself, the check says.",
    ]
    for title, module in _CHAPTERS:
        lines += ["", f"## {title}", "", "| rule | severity | what it finds | how to mend it |", "|---|---|---|---|"]
        own = [rule for rule in RULES.values() if rule.find.__module__ == module.__name__]
        lines += [f"| `{rule.name}` | {rule.severity} | {_cell(rule.says)} | {_cell(rule.mend)} |" for rule in own]
    lines += ["", "## What the rules go by"]
    for kind, key in ((Limits, "limits"), (Words, "words"), (Rules, "rules")):
        lines += ["", f"| under `{key}` | what it is | built in |", "|---|---|---|", *_fields(kind)]
    return "\n".join(lines) + "\n"


def _fields(kind: Any) -> Iterator[str]:
    """A row for each field of the settings that says what it is."""
    for name, _, hint, _ in record_fields(kind):
        for field in getattr(hint, "__metadata__", ())[-1:]:
            yield f"| `{name}` | {_cell(field.says)} | {_cell(_built_in(kind._field_defaults[name]))} |"


def _built_in(value: float | str | tuple[str, ...] | dict[str, str]) -> str:
    if isinstance(value, dict):
        kept = {level: [name for name in value if value[name] == level] for level in value.values()}
        return "; ".join(f"{level}: {', '.join(names)}" for level, names in kept.items()) or "none"
    if isinstance(value, tuple):
        return ", ".join(value) or "none"
    return value or "none" if isinstance(value, str) else f"{value:g}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
