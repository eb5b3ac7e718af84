"""Each command: what it prints, what it says, how it ends."""

import json
import re

import pytest

from fibro_tui.content.fields import record_fields
from fibro_tui.content.model import Reference
from fibro_tui.shelf import Shelf


@pytest.fixture
def ask(call, tea):
    return lambda *arguments: call("--file", tea, *arguments)


def only_answers(ran):
    assert ran.err == ""
    assert ran.status == 0
    return ran.out


# search


def test_a_search_prints_answers_best_first_with_how_sure_and_where(ask):
    out = only_answers(ask("search", "black", "tea"))
    assert out.startswith("1. Does black tea keep people awake?\n   Black tea may keep some people awake.")
    assert "   black-tea · Not very sure · Kinds of tea · matched: " in out


def test_a_search_as_json_has_its_stable_keys(ask):
    found = json.loads(only_answers(ask("search", "black tea", "--format", "json")))
    assert found["query"] == "black tea"
    assert found["total"] >= 1
    assert set(found) >= {"query", "total", "hits", "corrected", "help"}
    assert set(found["hits"][0]) >= {"id", "section", "title", "short", "certainty", "score", "matched"}
    assert found["hits"][0]["id"] == "black-tea"
    assert found["hits"][0]["certainty"] == "unsure"


def test_a_search_as_markdown_is_a_list(ask):
    assert only_answers(ask("search", "black tea", "--format", "markdown")).startswith("1. Does black tea keep people awake?\n")


def test_a_search_that_finds_nothing_says_so_and_where_to_look(ask):
    ran = ask("search", "zeppelin")
    assert (ran.status, ran.out) == (1, "")
    assert 'nothing here answers "zeppelin"' in ran.err
    assert "teas (Kinds of tea)" in ran.err


def test_a_search_as_json_that_finds_nothing_is_still_json(ask):
    ran = ask("search", "zeppelin", "--format", "json")
    assert (ran.status, json.loads(ran.out)["hits"], ran.err) == (1, [], "")


def test_a_search_says_what_it_took_a_misspelt_word_for(ask):
    ran = ask("search", "caffiene")
    assert ran.status == 0
    assert "caffeine" in ran.out
    assert 'showing results for "caffeine"' in ran.err


def test_a_call_for_help_is_answered_first_and_beside_the_data(ask):
    ran = ask("search", "poisoned")
    assert "fibro-tui help-now" in ran.err
    assert "help-now" not in ran.out
    assert json.loads(ask("search", "poisoned", "--format", "json").out)["help"] is True


def test_a_limit_holds_and_what_is_left_out_is_told(ask):
    ran = ask("search", "tea", "--limit", "1")
    assert "2." not in ran.out.split()
    assert "1 of " in ran.err
    assert "--limit N shows more" in ran.err


def test_a_word_with_a_minus_is_left_out_wherever_it_stands(ask):
    for words in (("awake", "-matcha"), ("-matcha", "awake"), ("--limit", "5", "awake", "-matcha"), ("awake", "--", "-matcha")):
        found = [hit["id"] for hit in json.loads(ask("search", "--format", "json", *words).out)["hits"]]
        assert "black-tea" in found
        assert "green-tea" not in found
    assert json.loads(ask("search", "--format", "json", "awake", "-horses").out)["query"] == "awake -horses"


def test_a_search_explains_its_scores_when_asked(ask):
    assert "score" in only_answers(ask("search", "tea", "--explain"))
    assert "score" not in only_answers(ask("search", "awake"))


def test_a_filter_that_the_library_does_not_know_is_told_and_one_that_it_knows_is_not(ask):
    for words in (("tea", "section:tees", "certainty:sure"), ("tea section:tees certainty:sure",)):
        err = ask("search", *words).err
        assert 'there is no section "tees"; section:tees was searched as words' in err
        assert "no certainty" not in err
    assert 'there is no certainty "none"' in ask("search", "tea", "certainty:none").err
    assert ask("search", "tea", "section:teas", "certainty:sure").err == ""


# show


def test_an_answer_is_shown_whole(ask):
    out = only_answers(ask("show", "black-tea"))
    assert out.startswith("Kinds of tea\nDoes black tea keep people awake?\n=====")
    for part in ("[#-] Not very sure", "8 of 12, 4 not", "Not known Whether milk changes it.", "[1] Leaf AB, van den Berg B."):
        assert part in " ".join(out.split())


def test_several_answers_are_shown_each_once_in_the_order_they_were_asked_for(ask):
    out = only_answers(ask("show", "green-tea", "black-tea", "green-tea"))
    assert out.count("Does green tea keep people awake?\n=====") == 1
    assert out.index("Does green tea keep people awake?\n===") < out.index("Does black tea keep people awake?\n===")


def test_an_id_that_is_missing_gives_the_nearest_and_what_is_there_is_shown(ask):
    ran = ask("show", "blak-tea", "green-tea")
    assert ran.status == 1
    assert 'no answer has the id "blak-tea"; did you mean black-tea' in ran.err
    assert "Does green tea keep people awake?" in ran.out


def test_an_id_that_is_like_no_other_is_searched_or_points_to_the_list(ask):
    assert "word-caffeine" in ask("show", "what-is-caffeine").err
    assert "`fibro-tui list` has all of them" in ask("show", "zeppelin").err


def test_an_id_may_be_typed_in_any_case(ask):
    assert only_answers(ask("show", "BLACK-Tea")) == only_answers(ask("show", "black-tea"))
    assert ask("show", "black-tea", "Black-Tea").out.count("Does black tea keep people awake?\n===") == 1


def test_a_plain_answer_tells_its_figures_as_sentences_draws_nothing_and_breaks_no_address(ask):
    out = only_answers(ask("show", "black-tea", "--plain"))
    assert "\nSlept worse, the same night: tea: 8 of 12; water: 3 of 12. Only 24 people." in out
    assert not re.search("[●○█]|==|--", out)
    assert "\n    https://doi.org/10.12345/cups.2020.a-rather-long-name-of-a-paper-that-does-not-fit-on-one-line-of-eighty-cells\n" in out
    for command in (("export",), ("help-now",), ("compare", "teas"), ("refs", "study-2020")):
        assert not re.search("[●○█]|^[=-]{2,}$", only_answers(ask(*command, "--plain")), re.MULTILINE)


def test_an_answer_as_json_has_its_stable_keys(ask):
    [entry] = json.loads(only_answers(ask("show", "black-tea", "--format", "json")))["entries"]
    assert entry["id"] == "black-tea"
    assert entry["section"] == "teas"
    assert entry["certainty"] == {"id": "unsure", "label": "Not very sure", "means": "Few or weak studies."}
    assert [(source["number"], source["ref"], source["says"]) for source in entry["sources"]] == [
        (1, "study-2020", "supports"),
        (2, "body-2021", "mixed"),
    ]
    assert entry["sources"][1]["urls"] == ["https://tea.example/board/what-is-in-a-cup"]
    assert entry["figures"][0]["people"] == {"of": 12, "tea": 8, "water": 3}


def test_an_answer_as_markdown_has_headings_and_links(ask):
    out = only_answers(ask("show", "black-tea", "--format", "markdown"))
    assert "# Does black tea keep people awake?\n" in out
    assert "## Sources" in out
    assert "[green tea](#green-tea)" in out
    assert "tea: 8 of 12; water: 3 of 12." in out


# list, compare


def test_a_list_in_a_pipe_is_one_line_an_answer_apart_by_tabs(ask):
    rows = [line.split("\t") for line in only_answers(ask("list")).splitlines()]
    assert rows[0] == ["black-tea", "teas", "Does black tea keep people awake?"]
    assert [row[0] for row in rows] == ["black-tea", "green-tea", "story-mug", "word-caffeine"]


def test_a_list_of_a_section_has_its_answers_alone(ask):
    assert only_answers(ask("list", "words")) == "word-caffeine\twords\tcaffeine\n"
    assert ask("list", "nothing-yet") == (1, "", "")


def test_a_section_that_is_missing_gives_the_nearest(ask):
    for command in ("list", "compare"):
        ran = ask(command, "tees")
        assert (ran.status, ran.out) == (2, "")
        assert 'no section has the id "tees"; did you mean teas?' in ran.err


def test_a_section_may_be_named_by_its_title(ask):
    for title in ("Kinds of tea", "kinds of TEA", "TEAS"):
        assert only_answers(ask("list", title)) == only_answers(ask("list", "teas"))
        assert only_answers(ask("compare", title)) == only_answers(ask("compare", "teas"))


def test_a_list_has_other_forms(ask):
    assert json.loads(only_answers(ask("list", "words", "--format", "json"))) == {
        "entries": [{"id": "word-caffeine", "section": "words", "title": "caffeine"}]
    }
    assert only_answers(ask("list", "words", "--format", "markdown")) == "- [caffeine](#word-caffeine)\n"


def test_facts_are_compared_side_by_side_or_line_by_line_where_there_is_no_room(ask):
    assert only_answers(ask("compare", "teas")).splitlines()[0].split() == ["Black", "tea", "Green", "tea"]
    assert only_answers(ask("compare", "teas", "--width", "30")).startswith("Kinds of tea\n=")
    assert only_answers(ask("compare", "teas", "--plain")).startswith("Kinds of tea\n\nPrice\nBlack tea")


def test_a_section_that_has_no_answers_yet_cannot_be_compared(call, library):
    library.write_text(library.read_text().replace("    title: Nothing yet\n", "    title: Nothing yet\n    facts: [Price]\n"))
    ran = call("--file", library, "compare", "nothing-yet")
    assert (ran.status, ran.out) == (2, "")
    assert "these can be compared: teas" in ran.err


def test_ids_are_found_however_they_are_written(ask):
    assert only_answers(ask("refs", "Study-2020")) == only_answers(ask("refs", "study-2020"))


def test_a_figure_in_markdown_says_whom_it_counts_and_that_there_is_nothing_to_compare(ask):
    assert "No comparison group." in only_answers(ask("show", "green-tea", "--format", "markdown"))


def test_facts_have_other_forms(ask):
    assert json.loads(only_answers(ask("compare", "teas", "--format", "json"))) == {
        "section": "teas",
        "facts": ["Price", "Caffeine"],
        "entries": {"black-tea": {"Price": "5 a box", "Caffeine": "40 mg a cup"}, "green-tea": {"Price": "6 a box"}},
    }
    assert only_answers(ask("compare", "teas", "--format", "markdown")).splitlines()[0] == "|  | Black tea | Green tea |"


def test_a_section_without_facts_cannot_be_compared_and_none_neither(ask):
    assert ask("compare") == (2, "", "fibro-tui: compare needs a section; these can be compared: teas\n")
    ran = ask("compare", "words")
    assert (ran.status, ran.out) == (2, "")
    assert re.search("no facts to compare; .*: teas$", ran.err, re.MULTILINE)


# refs


def test_the_bibliography_has_every_source_with_its_address_whole(ask):
    out = only_answers(ask("refs"))
    assert "- Leaf AB, van den Berg B. Tea at bedtime." in out
    assert "\n  https://doi.org/10.12345/cups.2020.a-rather-long-name-of-a-paper-that-does-not-fit-on-one-line-of-eighty-cells\n" in out
    assert "(body-2021)" in out


def test_a_source_is_told_with_what_cites_it(ask):
    out = only_answers(ask("refs", "study-2020"))
    assert "Cited by Does black tea keep people awake?" in " ".join(out.split())
    assert "Found 8 of 12 slept worse" in " ".join(out.split())


def test_a_source_that_is_missing_gives_the_nearest(ask):
    ran = ask("refs", "study-2021")
    assert (ran.status, ran.out) == (1, "")
    assert 'no reference has the id "study-2021"; did you mean study-2020' in ran.err


def test_sources_as_json_are_one_object_and_say_what_cites_them(ask):
    references = json.loads(only_answers(ask("refs", "--format", "json")))["references"]
    assert [(each["id"], each["cited_by"]) for each in references] == [
        ("study-2020", ["black-tea"]),
        ("body-2021", ["black-tea", "green-tea"]),
    ]


def test_sources_as_csl_are_what_citation_programs_take(ask):
    for command in ("refs", "export"):
        items = json.loads(only_answers(ask(command, "--format", "csl")))
        assert items[0]["DOI"].startswith("10.12345/")
        assert items[0]["author"][1] == {"family": "Berg", "given": "Bo", "non-dropping-particle": "van den"}
        assert items[0]["issued"] == {"date-parts": [[2020, 3]]}
        assert items[1]["author"] == [{"literal": "The Tea Board"}]
        assert {key for item in items for key in item} <= {key for _, key, _, _ in record_fields(Reference)}


# export, and the bare command in a pipe


def test_the_whole_library_is_text_in_a_pipe(ask):
    out = only_answers(ask())
    assert out == only_answers(ask("export"))
    assert out.startswith("Tea and sleep\n=============\n\nPurpose")
    for title in ("Does black tea keep people awake?", "“A mug at nine and I was up till three.”", "caffeine"):
        assert f"\n{title}\n===" in out


def test_the_whole_library_as_json_is_one_object(ask):
    for command in (("export", "--format", "json"), ("--format", "json")):
        made = json.loads(only_answers(ask(*command)))
        assert list(made) == ["title", "language", "about", "certainty", "help", "sections", "references"]
        assert made["about"]["clinical_review"] == "none"
        assert [len(section["entries"]) for section in made["sections"]] == [2, 0, 1, 1]
        assert made["help"][0]["checked"] == "not checked"


def test_the_whole_library_as_jsonl_is_an_object_a_line(ask):
    lines = only_answers(ask("export", "--format", "jsonl")).splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["black-tea", "green-tea", "story-mug", "word-caffeine"]
    assert all("certainty" in json.loads(line) for line in lines)


def test_the_whole_library_as_markdown_has_each_title_once(ask):
    out = only_answers(ask("export", "--format", "markdown"))
    assert out.count("## Does green tea keep people awake?\n") == 1


# help-now, schema, completion, new, check


def test_help_is_there_at_once(ask):
    assert "Call 112" in only_answers(ask("help-now"))
    assert json.loads(only_answers(ask("help-now", "--format", "json")))["help"][0]["call"] == "112"


def test_the_schema_is_json(ask):
    assert "$defs" in json.loads(only_answers(ask("schema")))


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completions_name_every_command(ask, shell):
    out = only_answers(ask("completion", shell))
    for command in ("search", "show", "help-now", "completion", "--format"):
        assert command in out


def test_a_new_library_is_sound_and_searched_at_once(call, tmp_path):
    path = tmp_path / "mine.yaml"
    made = call("new", path)
    assert (made.status, made.out) == (0, "")
    checked = call("check", path)
    assert ": error: " not in checked.out
    assert checked.status in (0, 1)
    assert call("--file", path, "search", "first").status == 0


def test_a_new_library_is_never_written_over_a_file(call, library):
    before = library.read_bytes()
    ran = call("new", library)
    assert (ran.status, ran.out) == (2, "")
    assert "is there already" in ran.err
    assert library.read_bytes() == before


def test_a_check_of_a_broken_library_has_a_line_for_each_problem(call, library):
    library.write_text(library.read_text("utf-8").replace("certainty: unsure", "certainty: unsrue").replace("tags: [night]", "tags: night"))
    ran = call("check", library)
    assert ran.status == 2
    lines = ran.out.splitlines()
    assert len(lines) == 3
    assert all(line.startswith(f"{library}:") and ": error: " in line for line in lines)
    assert "3 errors" in ran.err
    made = json.loads(call("check", library, "--format", "json").out)
    assert [problem["line"] for problem in made["problems"]] == [int(line.split(":")[1]) for line in lines]
    assert made["summary"] is None
    assert call("check", library, "--format", "github").out.startswith("::error file=")


def test_a_check_of_a_sound_library_with_faults_of_content_ends_with_one(call, library):
    ran = call("check", library)
    assert ran.status == 1
    assert "4 entries, 2 references, " in ran.err
    assert json.loads(call("check", library, "--format", "json").out)["summary"]["entries"] == 4


def test_the_library_that_comes_with_the_program_has_no_error(call, tea):
    ran = call("check")
    assert ": error: " not in ran.out
    assert "0 errors" in ran.err
    assert "; 0 statements without a source" in ran.err
    for part in ("short answers", "worst section"):
        masked, raw, limit = map(float, re.search(rf"{part} +(\S+) +(\S+) +(\S+)", ran.err).groups())
        assert masked < raw
        assert masked <= limit


# sheet, shelf


@pytest.fixture
def saved(home):
    with Shelf() as shelf:
        shelf.note("Tea and sleep", "green-tea", "Ask for\tdecaf?")
        shelf.save("Tea and sleep", "black-tea")


def test_what_was_saved_is_a_sheet(ask, saved):
    out = only_answers(ask("sheet"))
    assert out.startswith("For my appointment: Tea and sleep\n")
    assert "My note Ask for decaf?" in " ".join(out.split())
    assert "Does black tea keep people awake?" in out
    assert only_answers(ask("sheet", "--format", "markdown")).startswith("# For my appointment: Tea and sleep\n")


def test_what_was_saved_is_listed_apart_by_tabs(ask, saved):
    rows = [line.split("\t") for line in only_answers(ask("shelf")).splitlines()]
    assert sorted(rows) == [
        ["black-tea", "Does black tea keep people awake?", ""],
        ["green-tea", "Does green tea keep people awake?", "Ask for decaf?"],
    ]


def test_what_was_saved_can_be_taken_elsewhere(ask, saved, tmp_path):
    kept = tmp_path / "kept.json"
    kept.write_text(only_answers(ask("shelf", "--export")))
    both = ask("shelf", "--export", "--clear")
    assert (both.status, both.out) == (2, "")
    assert "one thing at a time" in both.err
    assert ask("shelf", "--clear") == (0, "", "fibro-tui: 2 saved answers forgotten\n")
    assert ask("shelf")[:2] == (1, "")
    loaded = ask("shelf", "--import", kept)
    assert (loaded.status, loaded.out) == (0, "")
    assert "2 saved answers" in loaded.err
    assert only_answers(ask("shelf")).count("\n") == 2


def test_nothing_saved_is_nothing_found(ask):
    ran = ask("sheet")
    assert (ran.status, ran.out) == (1, "")
    assert "nothing is saved yet" in ran.err
    assert ask("shelf") == ran


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b"[" * 100_000, b'{"items": 3}'])
def test_what_is_no_shelf_is_not_taken(ask, saved, tmp_path, content):
    (tmp_path / "kept.json").write_bytes(content)
    ran = ask("shelf", "--import", tmp_path / "kept.json")
    assert (ran.status, ran.out) == (2, "")
    assert len(ran.err.splitlines()) == 1
    assert only_answers(ask("shelf")).count("\n") == 2


def test_a_shelf_that_is_not_there_is_not_taken(ask, tmp_path):
    ran = ask("shelf", "--import", tmp_path / "none.json")
    assert (ran.status, ran.out) == (2, "")
    assert "No such file" in ran.err
