"""Rules about what an answer rests on: its certainty, its reasons, its sources, who gains, and whether both sides are told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from fibro_tui.content.checks import LIBRARY, Desk, Finding, Item, at, rule, shortened
from fibro_tui.content.model import Entry
from fibro_tui.content.reading import LINK, Block, phrases, words


@rule("no-certainty", "error", "Give the answer a level of the certainty scale.")
def _no_certainty(desk: Desk) -> Iterator[Finding]:
    """An answer does not say how sure it is."""
    return (
        Finding(item.path, "this answer does not say how sure it is", item.entry.id) for item in desk.answers() if not item.entry.certainty
    )


@rule("no-reasons", "error", "Name under `because` what makes the answer less than sure.")
def _no_reasons(desk: Desk) -> Iterator[Finding]:
    """An answer that is less than sure does not say why."""
    for item in desk.answers():
        if item.entry.certainty in desk.rules.graded[1:] and not item.entry.because:
            yield Finding((*item.path, "certainty"), f'"{item.entry.certainty}" without a reason under because', item.entry.id)


@rule("needless-reasons", "error", "Take the reasons out, or lower the certainty.")
def _needless_reasons(desk: Desk) -> Iterator[Finding]:
    """An answer names reasons against its certainty, yet its level is one that none can lower."""
    for item in desk.answers():
        if item.entry.because and item.entry.certainty and item.entry.certainty not in desk.rules.graded[1:]:
            message = f'"{item.entry.certainty}" with reasons ({", ".join(item.entry.because)}) that would lower it'
            yield Finding((*item.path, "because"), message, item.entry.id)


@rule("no-population", "error", "Say under `population` whom it was studied in.")
def _no_population(desk: Desk) -> Iterator[Finding]:
    """An answer does not say whom it was studied in."""
    return (
        Finding(item.path, "this answer does not say whom it was studied in", item.entry.id)
        for item in desk.answers()
        if not item.entry.population
    )


@rule("indirect-population", "error", "Add the reason for indirect evidence to `because`, or mend the population.")
def _indirect_population(desk: Desk) -> Iterator[Finding]:
    """The evidence comes from other people than the library is about, and the reasons do not say so."""
    target = desk.rules.population
    if not target:
        return
    for item in desk.answers():
        entry = item.entry
        if entry.population and entry.certainty in desk.rules.graded and desk.rules.indirect not in entry.because:
            studied = re.sub(r"(?<!and )(?<!or )\b(?:not|without|no)\b[^,;.]{0,400}", "", entry.population, flags=re.IGNORECASE)
            if target.lower() not in studied.lower():
                message = f'studied in {shortened(entry.population)}, which is not {target}; because needs "{desk.rules.indirect}"'
                yield Finding((*item.path, "population"), message, entry.id)


@rule("no-body", "error", "Write the body: the detail, with its sources.")
def _no_body(desk: Desk) -> Iterator[Finding]:
    """An answer has no body, so nothing backs its short answer."""
    return (Finding(item.path, "this answer has no body", item.entry.id) for item in desk.answers() if not item.entry.body)


@rule("no-sources", "error", "List the references that the answer rests on under `sources`.")
def _no_sources(desk: Desk) -> Iterator[Finding]:
    """An answer names no source."""
    return (Finding(item.path, "this answer names no source", item.entry.id) for item in desk.answers() if not item.entry.sources)


@rule("uncited-statement", "error", "End the paragraph or bullet with the reference that says so: [@reference-id].")
def _uncited_statement(desk: Desk) -> Iterator[Finding]:
    """A paragraph or bullet of an answer cites no reference."""
    for item in desk.answers():
        for block in item.body.blocks:
            # A line that only opens a list is cited by its bullets.
            if not block.cites and words(block.text) and not block.text.endswith(":"):
                yield Finding(item.body.path, f"no source for {shortened(block.text)}", item.entry.id, at(item.body, block))


def _cited(item: Item) -> dict[str, str]:
    """The references that the entry's text cites, each with the words to find it by."""
    return {name: at(text, block) for text in item.prose() for block in reversed(text.blocks) for name in block.cites}


@rule("dead-citation", "error", "Cite a reference that the library has, or add it.")
def _dead_citation(desk: Desk) -> Iterator[Finding]:
    """A citation in a text points to no reference."""
    for item in desk.items:
        for text in item.shown():
            for block in text.blocks:
                for name in block.cites:
                    if name not in desk.references:
                        yield Finding(text.path, f'no reference has the id "{name}"', item.entry.id, at(text, block))


@rule("unlisted-citation", "error", "Add the reference to the entry's sources, with what it says of the answer.")
def _unlisted_citation(desk: Desk) -> Iterator[Finding]:
    """An entry cites a reference, in its text or a figure, that its sources do not list."""
    for item in desk.items:
        listed = {citation.ref for citation in item.entry.sources}
        for name, place in _cited(item).items():
            if name not in listed and name in desk.references:
                yield Finding(item.body.path, f'"{name}" is cited, and not among the sources', item.entry.id, place)
        for k, figure in enumerate(item.entry.figures):
            for name in figure.source:
                if name not in listed:
                    message = f'the figure\'s source "{name}" is not among the sources'
                    yield Finding((*item.path, "figures", k, "source"), message, item.entry.id)


@rule("unused-source", "error", "Cite the source where the text uses it, or take it out.")
def _unused_source(desk: Desk) -> Iterator[Finding]:
    """A source is listed, and neither the text nor a figure cites it."""
    for item in desk.answers():
        used = set(_cited(item)) | {name for figure in item.entry.figures for name in figure.source}
        for k, citation in enumerate(item.entry.sources):
            if citation.ref not in used:
                message = f'the source "{citation.ref}" is cited nowhere in the text'
                yield Finding((*item.path, "sources", k), message, item.entry.id)


@rule("orphan-reference", "warning", "Cite the reference in an entry, or take it out.")
def _orphan_reference(desk: Desk) -> Iterator[Finding]:
    """A reference stands in the bibliography and no entry uses it."""
    used = {citation.ref for item in desk.items for citation in item.entry.sources}
    used |= {name for item in desk.items for figure in item.entry.figures for name in figure.source}
    used |= {name for item in desk.items for name in _cited(item)}
    for i, reference in enumerate(desk.library.references):
        if reference.id not in used:
            yield Finding(("references", i), f'no entry uses the reference "{reference.id}"', reference.id)


@rule("dead-link", "error", "Point the link to an entry (#entry-id) or to an http or https address.")
def _dead_link(desk: Desk) -> Iterator[Finding]:
    """A link in a text points to no entry, or is neither an entry's nor an http or https address."""
    known = {item.entry.id for item in desk.items}
    for item in desk.items:
        for text in item.shown():
            for link in LINK.finditer(text.raw) if "](" in text.raw else ():
                target = link[2]
                if target.startswith("#") and target[1:] not in known:
                    yield Finding(text.path, f'no entry has the id "{target[1:]}"', item.entry.id, link[0])
                elif not target.startswith(("#", "http://", "https://")):
                    yield Finding(text.path, f"a link goes to #entry-id or to http(s), not to {shortened(target)}", item.entry.id, link[0])


@rule("strong-verb", "error", "Use the verb that the certainty allows, or raise the certainty if the evidence carries it.")
def _strong_verb(desk: Desk) -> Iterator[Finding]:
    """A short answer says it more strongly than its certainty allows."""
    avoided = {level.id: phrases(level.avoid) for level in desk.library.certainty if level.avoid}
    hedges = phrases(desk.rules.words.hedges)
    for item in desk.answers():
        strong = avoided.get(item.entry.certainty)
        for sentence in item.short.sentences() if strong and strong.among(item.vocabulary) else ():
            for found in strong.pattern.finditer(sentence.own) if strong else ():
                clause = re.split(r"[,;:]|\bbut\b", sentence.own[: found.start()])[-1]
                if not hedges.pattern.search(clause) and not re.match(r" (?:not|no|never)\b", sentence.own[found.end() : found.end() + 8]):
                    message = f'"{found[0]}" is too strong a word for an answer of certainty "{item.entry.certainty}"'
                    yield Finding(item.short.path, message, item.entry.id, at(item.short, sentence))


@rule("certainty-over-design", "error", "Lower the certainty, or add the stronger source that carries it.")
def _certainty_over_design(desk: Desk) -> Iterator[Finding]:
    """The certainty is stronger than the best design among the answer's sources can carry."""
    graded = desk.rules.graded
    for item in desk.answers():
        backing = [desk.references[c.ref] for c in item.entry.sources if c.says != "against" and c.ref in desk.references]
        if item.entry.certainty in graded and backing:
            limits = [desk.rules.ceilings.get(reference.custom.design, graded[0]) for reference in backing]
            best = min(graded.index(level) if level in graded else 0 for level in limits)
            if graded.index(item.entry.certainty) < best:
                designs = ", ".join(sorted({reference.custom.design for reference in backing}))
                message = f'"{item.entry.certainty}" rests on {designs} alone, which can carry "{graded[best]}" at most'
                yield Finding((*item.path, "certainty"), message, item.entry.id)


@rule("retracted-support", "error", "Take the source out, or say that it was retracted and let it support nothing.")
def _retracted_support(desk: Desk) -> Iterator[Finding]:
    """A retracted or withdrawn source supports an answer."""
    for item in desk.items:
        for k, citation in enumerate(item.entry.sources):
            reference = desk.references.get(citation.ref)
            if reference and reference.custom.status in ("retracted", "withdrawn") and citation.says == "supports":
                yield Finding((*item.path, "sources", k), f'"{citation.ref}" was {reference.custom.status}', item.entry.id)


@rule("seller-alone", "error", "Add a source that gains nothing from a yes, or lower what the answer claims.")
def _seller_alone(desk: Desk) -> Iterator[Finding]:
    """Only those who sell or make something support what the answer says of it."""
    sellers, sections = set(desk.rules.sellers), desk.rules.seller_sections
    for item in desk.answers() if sellers else ():
        backing = [desk.references[c.ref] for c in item.entry.sources if c.says != "against" and c.ref in desk.references]
        within = not sections or item.section.id in sections
        if within and backing and all(reference.custom.interest in sellers for reference in backing):
            message = f"only sellers or makers support this: {', '.join(reference.id for reference in backing)}"
            yield Finding((*item.path, "sources"), message, item.entry.id)


@rule("unsaid-seller", "warning", "Say beside the statement that its source sells or makes what it speaks of.")
def _unsaid_seller(desk: Desk) -> Iterator[Finding]:
    """A statement rests on sellers or makers alone, and the answer says nowhere that they are."""
    sellers, told = set(desk.rules.sellers), phrases(desk.rules.words.seller).pattern
    for item in desk.answers() if sellers else ():
        said: set[str] = set()
        alone: dict[str, Block] = {}
        lead = False
        for block in item.body.blocks:
            # What opens a list speaks for its bullets.
            lead = (lead and block.bullet) or bool(told.search(block.text))
            gains = [name for name in block.cites if name in desk.references and desk.references[name].custom.interest in sellers]
            said.update(gains if lead else ())
            if gains and len(gains) == len(block.cites):
                alone.update({name: block for name in gains if name not in alone})
        silent = {name: block for name, block in alone.items() if name not in said}
        for block in dict.fromkeys(silent.values()):
            names = ", ".join(name for name, first in silent.items() if first is block)
            message = f"this rests on {names} alone, and nothing says that they sell or make it: {shortened(block.text)}"
            yield Finding(item.body.path, message, item.entry.id, at(item.body, block))


@rule("thin-harms", "warning", "Tell the harms in as much detail as the benefits.")
def _thin_harms(desk: Desk) -> Iterator[Finding]:
    """The harms are told in fewer words an entry than the benefits, beyond the ratio that the library allows."""
    benefits, harms = _mean_length(desk, desk.rules.benefits), _mean_length(desk, desk.rules.harms)
    if benefits and benefits > desk.rules.limits.harm_ratio * harms:
        first = next((i for i, section in enumerate(desk.library.sections) if section.id in desk.rules.harms), 0)
        message = f"an entry on a harm has {harms:.0f} words on average, one on a benefit {benefits:.0f}"
        yield Finding(("sections", first), message, LIBRARY)


def _mean_length(desk: Desk, sections: tuple[str, ...]) -> float:
    lengths = [sum(len(text.raw.split()) for text in item.prose()) for item in desk.items if item.section.id in sections]
    return sum(lengths) / len(lengths) if lengths else 0.0


@rule("unbalanced-stories", "error", "Add stories of the other kind or take some out: as many helped as mixed as did not help.")
def _unbalanced_stories(desk: Desk) -> Iterator[Finding]:
    """A section of stories tells of one outcome more often than of another."""
    for i, section in enumerate(desk.library.sections):
        if section.kind == "stories":
            counts = Counter({"helped": 0, "mixed": 0, "did-not-help": 0})
            counts.update(entry.outcome for entry in section.entries if entry.outcome)
            if max(counts.values()) - min(counts.values()) > 1:
                told = ", ".join(f"{count} {name}" for name, count in counts.items())
                yield Finding(("sections", i, "title"), f"stories out of balance: {told}", section.id)


@rule("story-without-outcome", "error", "Say under `outcome` how it went for that person.")
def _story_without_outcome(desk: Desk) -> Iterator[Finding]:
    """A story does not say how it went."""
    for item in desk.items:
        if item.section.kind == "stories" and not item.entry.outcome:
            yield Finding(item.path, "this story does not say how it went (outcome)", item.entry.id)


@rule("story-without-answer", "error", "Link the story, under `see` or in its text, to the answer that has the numbers.")
def _story_without_answer(desk: Desk) -> Iterator[Finding]:
    """A story leads to no answer that has the numbers on the same point."""
    answers = {item.entry.id for item in desk.answers()}
    for item in desk.items:
        if item.section.kind == "stories" and not answers.intersection(_leads_to(item.entry)):
            yield Finding(item.path, "this story leads to no answer (see)", item.entry.id)


def _leads_to(entry: Entry) -> set[str]:
    return {*entry.see, *(link[2][1:] for link in LINK.finditer(entry.body) if link[2].startswith("#"))}


@rule("bare-figure", "warning", "Give the figure its caution and the people it is about.")
def _bare_figure(desk: Desk) -> Iterator[Finding]:
    """A figure does not say whom it is about, shows a small study without a caution, or one group without a word on the other."""
    uncompared = phrases(desk.rules.words.uncompared).pattern
    for item in desk.items:
        for k, figure in enumerate(item.entry.figures):
            of = figure.people.get("of", 0)
            if 0 < of < desk.rules.limits.small_study and not figure.caution:
                yield Finding((*item.path, "figures", k), f"a figure of {of} people without a caution", item.entry.id)
            if len(figure.people) == 2 and not uncompared.search(f"{figure.caution} {figure.who}"):
                message = 'a figure of one group; its caution says that there is no other ("no comparison group")'
                yield Finding((*item.path, "figures", k), message, item.entry.id)
            if not figure.who:
                yield Finding((*item.path, "figures", k), "a figure that does not say whom it is about (who)", item.entry.id)


@rule("inflated-figure", "warning", "Show a small study's true number: `of`, not `per`; and no group larger than the study.")
def _inflated_figure(desk: Desk) -> Iterator[Finding]:
    """A figure shows a group larger than its study, or a rate per hundred from a small study."""
    for item in desk.items:
        for k, figure in enumerate(item.entry.figures):
            sizes = [desk.references[name].custom.n for name in figure.source if name in desk.references]
            whole, of, per = sum(sizes), figure.people.get("of", 0), figure.people.get("per", 0)
            if sizes and all(sizes) and (of > whole or (per > whole and whole < desk.rules.limits.small_study)):
                yield Finding((*item.path, "figures", k), f"a figure of {of or per} people from a study of {whole}", item.entry.id)


@rule("missing-fact", "error", 'Fill every fact of the section; "not known" is a fact too.')
def _missing_fact(desk: Desk) -> Iterator[Finding]:
    """An entry leaves a hole in its section's comparison table."""
    for item in desk.items:
        missing = [name for name in item.section.facts if name not in item.entry.facts]
        if missing:
            where = (*item.path, "facts") if item.entry.facts else item.path
            yield Finding(where, f"facts missing: {', '.join(missing)}", item.entry.id)


@rule("nothing-unknown", "warning", "Say in one entry of the section what is not known.")
def _nothing_unknown(desk: Desk) -> Iterator[Finding]:
    """A section of answers never says what is not known."""
    for i, section in enumerate(desk.library.sections):
        if section.kind in ("answers", "claims") and section.entries and not any(entry.unknown for entry in section.entries):
            yield Finding(("sections", i, "title"), f'no entry of "{section.id}" says what is not known', section.id)
