import datetime

import pytest

from fibro_tui.content.model import Entry, Library, Section, entries
from fibro_tui.content.read import read
from fibro_tui.text import entry as told
from fibro_tui.text.blocks import text_of
from fibro_tui.text.cells import safe, width
from fibro_tui.text.hits import sureness
from fibro_tui.text.layout import lines


def text(blocks, columns=76):
    return "\n".join(text_of(line) for line in lines(blocks, columns, underline=True))


def flat(blocks):
    """The text with single blanks: what is said, however it is laid out."""
    return " ".join(text(blocks).split())


def kinds(blocks):
    return [block.kind for block in blocks]


def words(blocks):
    return [text_of(block.spans) for block in blocks]


def answer(catalog, id, **how):
    return told.answer(catalog, catalog.entry(id), **how)


def test_the_title_stands_first_then_the_short_answer_then_how_sure(small):
    blocks = answer(small, "black-tea")
    assert words(blocks)[:4] == [
        "Kinds of tea",
        "Does black tea keep people awake?",
        "Black tea may keep some people awake. In one study, 8 of 12 slept worse.",
        "[#-] Not very sure: few people were studied, other people were studied",
    ]
    assert kinds(blocks)[:4] == ["text", "title", "short", "text"]


def test_then_come_the_numbers_the_detail_the_facts_what_is_unknown_the_sources_and_what_is_related(small):
    made = flat(answer(small, "black-tea"))
    order = [
        "Studied in: adults who sleep well",
        "Slept worse, the same night",
        "The tea was drunk an hour before bed. [1]",
        "• Strong tea had more caffeine. [1] [2]",
        "Price 5 a box",
        "Not known Whether milk changes it.",
        "Sources",
        "[1] Leaf 2020 · randomised trial · 24 people [maker]",
        "[2] The Tea Board 2021 · laboratory · partly disagrees",
        "Related",
        "• Does green tea keep people awake?",
        "Checked 22 Nov 2020",
    ]
    places = [made.index(part) for part in order]
    assert places == sorted(places)


@pytest.mark.parametrize("library", ["small", "whole"])
def test_every_answer_says_how_sure_and_why_no_surer(library, request):
    catalog = request.getfixturevalue(library)
    levels = {level.id: level for level in catalog.library.certainty}
    for placed in catalog.all():
        section, entry, _ = placed
        # A story says that it is one instead; what a word means needs no grade.
        assert entry.certainty or section.kind in ("stories", "glossary"), entry.id
        if entry.certainty:
            blocks = told.answer(catalog, placed)
            at = kinds(blocks).index("short")
            shown = " ".join(words(blocks[at + 1 : at + 3]))
            level = levels[entry.certainty]
            assert f"[{level.mark}] {level.label}" in shown, entry.id
            assert all(catalog.library.reasons[reason] in shown for reason in entry.because), entry.id
            assert sureness(catalog.library, section, entry), entry.id


@pytest.mark.parametrize("library", ["small", "whole"])
def test_every_story_is_said_to_be_one_wherever_it_is_told(library, request):
    catalog = request.getfixturevalue(library)
    stories = [placed for placed in catalog.all() if placed.section.kind == "stories"]
    assert stories
    for placed in stories:
        blocks = told.answer(catalog, placed)
        assert words(blocks)[kinds(blocks).index("short") + 1] == "One person's story, not evidence."
        assert sureness(catalog.library, placed.section, placed.entry) == "One person's story, not evidence"


def test_an_answer_is_no_story(small):
    assert "story" not in text(answer(small, "black-tea"))


def test_sources_are_written_out_in_full_where_that_is_asked(small):
    made = text(answer(small, "black-tea", full=True))
    assert (
        "[1] Leaf AB, van den Berg B. Tea at bedtime. Journal of Cups\n    2020;12(4):100-109. randomised trial · 24 people [maker]" in made
    )
    assert "\n    https://doi.org/10.12345/cups.2020.a-rather-long-name-of-a-paper-that-does-not-fit-on-one-line-of-eighty-cells\n" in made


def test_numbers_in_the_text_are_those_of_the_sources(small):
    spans = [span for block in answer(small, "black-tea") for span in block.spans if span.role == "citation"]
    assert {(span.text, span.link) for span in spans} == {("[1]", "reference:study-2020"), ("[2]", "reference:body-2021")}


def test_a_word_of_the_glossary_leads_to_what_it_means_once(small):
    links = [span.link for block in answer(small, "black-tea") for span in block.spans if span.role == "term"]
    assert links == ["term:word-caffeine"]
    assert not [span for block in answer(small, "word-caffeine") for span in block.spans if span.role == "term"]


def test_an_answer_past_its_date_says_so(small):
    made = text(answer(small, "black-tea"))
    assert "Checked 22 Nov 2020 · overdue since 22 Nov 2021" in made
    assert "due 22 Nov 2999" in text(answer(small, "green-tea"))
    assert "overdue" not in text(answer(small, "green-tea"))


def test_an_answer_is_overdue_the_day_after_its_date():
    today = datetime.date.today()
    entry = Entry("a", "A?", "Yes.")
    assert not told.overdue(entry)
    assert not told.overdue(entry._replace(due=(today + datetime.timedelta(1)).isoformat()))
    assert told.overdue(entry._replace(due=(today - datetime.timedelta(2)).isoformat()))


def test_who_reviewed_it_is_told_or_that_nobody_did(small):
    assert "No clinician has reviewed this." in text(answer(small, "green-tea"))
    reviewed = read(b"title: T\nsections: []\nabout: {clinical_review: Dr Leaf}").library
    placed = small.entry("green-tea")
    made = list(told._dates(reviewed, placed.section, placed.entry))
    assert "Reviewed by Dr Leaf." in text(made)


@pytest.mark.parametrize("columns", [20, 44, 80])
@pytest.mark.parametrize("library", ["small", "whole"])
def test_no_line_of_any_answer_is_too_wide_but_for_addresses(library, columns, request):
    catalog = request.getfixturevalue(library)
    for placed in catalog.all():
        made = text(told.answer(catalog, placed, full=True), columns)
        assert [line for line in made.splitlines() if width(line) > columns and "http" not in line] == [], placed.entry.id
        assert safe(made.replace("\n", "")) == made.replace("\n", "")


def test_no_answer_of_the_library_leads_nowhere(whole):
    for placed in whole.all():
        for block in told.answer(whole, placed, full=True):
            for span in block.spans:
                kind, _, name = span.link.partition(":")
                assert kind in ("", "entry", "reference", "term", "http", "https"), (placed.entry.id, span)
                assert kind not in ("entry", "term") or whole.entry(name), (placed.entry.id, span)
                assert kind != "reference" or whole.reference(name), (placed.entry.id, span)


def test_a_source_says_what_it_is_what_it_found_who_paid_and_what_cites_it(small):
    made = flat(told.reference(small, small.reference("study-2020")))
    for part in (
        "Kind randomised trial · 24 people",
        "Found 8 of 12 slept worse on tea, 3 of 12 on water.",
        "Limits 24 people.",
        "People adults",
        "Paid by a maker of tea",
        "Interest maker",
        "Cited by Does black tea keep people awake?",
        "https://pubmed.ncbi.nlm.nih.gov/12345678/",
    ):
        assert part in made


def test_a_source_says_what_it_was_compared_with_and_for_how_long(small):
    reference = small.reference("study-2020")
    study = reference.custom._replace(comparator="water", follow_up="one night")
    assert "Compared water Followed one night" in flat(told.reference(small, reference._replace(custom=study)))


def test_a_source_that_disagrees_is_said_to(small):
    placed = small.entry("black-tea")
    against = placed.entry.sources[1]._replace(says="against")
    entry = placed.entry._replace(sources=(placed.entry.sources[0], against))
    assert "[2] The Tea Board 2021 · laboratory · disagrees" in flat(told.answer(small, placed._replace(entry=entry)))


def test_a_source_that_is_not_current_says_so(small):
    reference = small.reference("study-2020")
    retracted = reference._replace(custom=reference.custom._replace(status="retracted"))
    assert "Status retracted" in flat(told.reference(small, retracted))
    assert "Status" not in flat(told.reference(small, reference))


def test_every_source_names_all_that_cite_it(whole):
    for reference in whole.references():
        shown = [span.link for block in told.reference(whole, reference) for span in block.spans if span.link.startswith("entry:")]
        assert shown == [f"entry:{placed.entry.id}" for placed in whole.citing(reference.id)]


def test_help_is_told_region_by_region_with_when_it_was_checked(small):
    made = flat(told.help_now(small.library))
    assert made.startswith("Help now ======== ")
    order = [
        "Everywhere",
        "Emergency Call 112: Emergency",
        "Text HELLO to 1234: A line https://line.example/talk (day and night)",
        "Elsewhere",
    ]
    order += ["Call 999: Emergency there (checked 22 Nov 2026)"]
    places = [made.index(part) for part in order]
    assert places == sorted(places)
    assert "Stay with them." in made
    assert made.count("not been checked") == 1
    assert "emergency number. Stay with them. Everywhere" in made
    assert made.endswith("Numbers without a date have not been checked by calling them.")


def test_a_library_without_help_still_says_whom_to_call():
    assert "local emergency number" in text(told.help_now(Library("T", ())))


def test_the_library_says_who_made_it_and_that_nobody_reviewed_it(small):
    made = flat(told.about(small.library))
    for part in ("Evidence to 22 Nov 2026", "Clinician none has reviewed it", "Paid by nobody", "Notice Information, not advice."):
        assert part in made


def test_the_welcome_says_what_this_is_and_how_to_start(small):
    made = text(told.welcome(small.library, len(small)))
    for part in (
        "Tea and sleep",
        "Information, not advice.",
        "Not for: Not for people who do not.",
        "4 answers",
        "No clinician has reviewed",
    ):
        assert part in made


def test_facts_are_compared_fact_by_fact(small):
    assert [line.split() for line in text(told.compared(small, small.library.sections[0])).splitlines() if line and "--" not in line][
        2:
    ] == [
        ["Price"],
        ["Black", "tea", "5", "a", "box"],
        ["Green", "tea", "6", "a", "box"],
        ["Caffeine"],
        ["Black", "tea", "40", "mg", "a", "cup"],
        ["Green", "tea", "not", "known"],
    ]


def test_markup_of_other_programs_in_a_library_is_text(small):
    entry = Entry("a", "[@click=app.quit]press[/] me", "[bold]no[/bold] $(x)", body="[red]x[/red]", certainty="sure")
    placed = small.entry("green-tea")._replace(section=Section("s", "[b]S[/b]", ()), entry=entry)
    made = text(told.answer(small, placed))
    for part in ("[@click=app.quit]press[/] me", "[bold]no[/bold] $(x)", "[red]x[/red]", "[b]S[/b]"):
        assert part in made


def test_the_library_has_as_many_answers_as_its_file(whole):
    from fibro_tui.cli import packaged

    with open(packaged(), "rb") as stream:
        assert [placed.entry for placed in whole.all()] == [entry for _, entry in entries(read(stream.read()).library)]
