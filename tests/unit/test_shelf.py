import json
import os
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fibro_tui.shelf import ITEMS_MOST, NOTE_MOST, Item, Shelf, ShelfError

ROOT = str(Path(__file__).parents[2])
LIBRARY = "Ketamine and fibromyalgia"
EARLY = "2026-01-02T03:04:05.000000Z"
LATE = "2026-11-22T10:00:00.000000Z"

SAVES = """
import sys
from fibro_tui.shelf import Shelf
path, name, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
with Shelf(path) as shelf:
    for number in range(count):
        shelf.note("L", f"{name}-{number}", f"note {number}")
        print(number, flush=True)
"""


def start(path: Path, name: str, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", SAVES, str(path), name, str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": ROOT})


@pytest.fixture
def path(tmp_path):
    return tmp_path / "data" / "shelf.db"


@pytest.fixture
def shelf(path):
    with Shelf(str(path)) as shelf:
        yield shelf


def ids(shelf, library=LIBRARY):
    return [item.entry for item in shelf.saved(library)]


# What the reader keeps


def test_a_shelf_is_empty_and_makes_no_file_until_something_is_saved(shelf, path):
    assert shelf.saved(LIBRARY) == []
    assert shelf.place(LIBRARY) == ""
    assert not path.parent.exists()


def test_without_a_path_the_shelf_is_in_the_data_folder(monkeypatch, tmp_path):
    monkeypatch.setattr("fibro_tui.folders.data", lambda: str(tmp_path / "home"))
    with Shelf() as shelf:
        shelf.save(LIBRARY, "cost")
    assert (tmp_path / "home" / "shelf.db").exists()


def test_saved_answers_come_back_in_the_order_saved_after_a_restart(shelf, path):
    for entry in ("sleep", "cost", "bladder"):
        shelf.save(LIBRARY, entry)
    with Shelf(str(path)) as again:
        assert ids(again) == ["sleep", "cost", "bladder"]


def test_saving_twice_keeps_the_first_date_and_the_note(shelf):
    shelf.note(LIBRARY, "cost", "who pays?")
    first = shelf.saved(LIBRARY)
    shelf.save(LIBRARY, "cost")
    assert shelf.saved(LIBRARY) == first


def test_a_note_saves_its_entry_and_an_empty_one_removes_the_note_only(shelf):
    shelf.note(LIBRARY, "cost", "who pays?")
    shelf.note(LIBRARY, "cost", "does the insurance pay?")
    assert [item[:2] for item in shelf.saved(LIBRARY)] == [("cost", "does the insurance pay?")]
    shelf.note(LIBRARY, "cost", " \n")
    shelf.note(LIBRARY, "sleep", "")
    assert [item[:2] for item in shelf.saved(LIBRARY)] == [("cost", "")]


def test_a_dropped_answer_can_be_put_back_where_it_was(shelf):
    for entry in ("sleep", "cost", "bladder"):
        shelf.note(LIBRARY, entry, f"on {entry}")
    before = shelf.saved(LIBRARY)
    item = shelf.drop(LIBRARY, "sleep")
    assert item == before[0]
    assert shelf.saved(LIBRARY) == before[1:]
    shelf.put(LIBRARY, item)
    assert shelf.saved(LIBRARY) == before


def test_dropping_what_is_not_there_gives_none(shelf):
    assert shelf.drop(LIBRARY, "cost") is None


def test_putting_back_over_a_new_note_keeps_both(shelf):
    shelf.put(LIBRARY, Item("cost", "old", EARLY))
    item = shelf.drop(LIBRARY, "cost")
    assert item is not None
    shelf.note(LIBRARY, "cost", "new")
    shelf.put(LIBRARY, item)
    assert shelf.saved(LIBRARY) == [Item("cost", "new\n\nold", EARLY)]


def test_the_last_place_is_kept(shelf, path):
    shelf.keep_place(LIBRARY, "sleep")
    shelf.keep_place(LIBRARY, "cost")
    with Shelf(str(path)) as again:
        assert again.place(LIBRARY) == "cost"


def test_libraries_do_not_mix(shelf):
    shelf.note(LIBRARY, "cost", "mine")
    shelf.save("Other", "cost")
    shelf.keep_place("Other", "cost")
    assert shelf.clear("Other") == 1
    assert (ids(shelf, "Other"), shelf.place("Other")) == ([], "")
    assert ids(shelf) == ["cost"]


def test_what_was_cleared_is_no_longer_on_the_disk(shelf, path):
    shelf.note(LIBRARY, "cost", "a very private sentence")
    assert shelf.clear(LIBRARY) == 1
    assert not any(b"very private" in file.read_bytes() for file in path.parent.iterdir())


def test_control_characters_in_a_note_are_dropped_but_not_newline_and_tab(shelf):
    shelf.note(LIBRARY, "cost", "a\x1b[31m\r\n\tb\x00\x7f\x9b\ud800 ü")
    assert shelf.saved(LIBRARY)[0].note == "a[31m\n\tb ü"


@pytest.mark.parametrize("entry", ["", "a\x1b[2J", "a\nb", "\ud800", "x" * 1001])
def test_what_is_no_id_is_refused(shelf, entry):
    with pytest.raises(ShelfError, match="not the id"):
        shelf.save(LIBRARY, entry)


def test_a_note_that_is_too_long_is_refused_and_the_old_one_stays(shelf):
    shelf.note(LIBRARY, "cost", "short")
    with pytest.raises(ShelfError, match="shorten"):
        shelf.note(LIBRARY, "cost", "x" * (NOTE_MOST + 1))
    assert shelf.saved(LIBRARY)[0].note == "short"


def test_a_title_that_cannot_be_stored_as_it_is_still_has_a_shelf(shelf):
    shelf.save("odd \ud800 title", "cost")
    assert ids(shelf, "odd \ud800 title") == ["cost"]


# Nothing is lost


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no kill -9 here")
@pytest.mark.parametrize("acknowledged", [1, 30, 100])
def test_kill_9_amid_saves_loses_nothing_that_was_acknowledged(path, shelf, acknowledged):
    writer = start(path, "a", 1_000_000)
    assert writer.stdout
    for _ in range(acknowledged):
        assert writer.stdout.readline()
    writer.kill()
    said = acknowledged + sum(1 for _ in writer.stdout)
    writer.communicate()
    found = [(item.entry, item.note) for item in shelf.saved("L")]
    assert said <= len(found) <= said + 1
    assert found == [(f"a-{number}", f"note {number}") for number in range(len(found))]
    shelf.save("L", "afterwards")


def test_windows_that_write_at_once_all_get_their_answers_in(path, shelf):
    writers = [start(path, name, 50) for name in "abcd"]
    assert [writer.communicate()[1] for writer in writers] == ["", "", "", ""]
    assert sorted(ids(shelf, "L")) == sorted(f"{name}-{number}" for name in "abcd" for number in range(50))


def test_a_window_sees_what_another_one_saved(path, shelf):
    assert ids(shelf) == []
    with Shelf(str(path)) as other:
        other.save(LIBRARY, "cost")
        assert ids(shelf) == ["cost"]
        shelf.save(LIBRARY, "sleep")
        assert ids(other) == ["cost", "sleep"]


def test_a_shelf_that_stays_busy_says_so(path, shelf, monkeypatch):
    monkeypatch.setattr("fibro_tui.shelf._WAIT", 0.01)
    shelf.save(LIBRARY, "cost")
    shelf.close()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(ShelfError, match="another window"):
        shelf.save(LIBRARY, "sleep")
    assert ids(shelf) == ["cost"]
    other.close()
    shelf.save(LIBRARY, "sleep")
    assert ids(shelf) == ["cost", "sleep"]


@pytest.mark.parametrize(("own", "restored"), [(1, 100), (100, 1), (50, 60)])
def test_a_shelf_restored_under_open_windows_is_the_one_they_use(path, shelf, tmp_path, own, restored):
    with Shelf(str(tmp_path / "backup.db")) as backup:
        backup.load(LIBRARY, export(*[(f"backup-{number}", "x" * 500, EARLY) for number in range(restored)]))
    shelf.load(LIBRARY, export(*[(f"own-{number}", "x" * 500, EARLY) for number in range(own)]))
    reader = f"from fibro_tui.shelf import Shelf; shelf = Shelf({str(path)!r}); print(len(shelf.saved({LIBRARY!r})), flush=True); input()"
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [sys.executable, "-c", reader], stdin=pipe, stdout=pipe, text=True, env=os.environ | {"PYTHONPATH": ROOT}
    ) as other:
        assert other.stdout
        assert other.stdout.readline() == f"{own}\n"
        os.replace(tmp_path / "backup.db", path)
        shelf.save(LIBRARY, "sleep")
        other.communicate("\n")
    assert ids(shelf) == [*[f"backup-{number}" for number in range(restored)], "sleep"]


def test_a_copy_of_the_file_beside_an_open_window_has_everything(path, shelf, tmp_path):
    shelf.note(LIBRARY, "cost", "who pays?")
    shutil.copy(path, tmp_path / "copy.db")
    with Shelf(str(tmp_path / "copy.db")) as copy:
        assert copy.saved(LIBRARY) == shelf.saved(LIBRARY)


def test_a_shelf_removed_while_a_window_is_open_is_made_anew(path, shelf):
    shelf.save(LIBRARY, "cost")
    for file in path.parent.iterdir():
        file.unlink()
    assert ids(shelf) == []
    shelf.save(LIBRARY, "sleep")
    with Shelf(str(path)) as again:
        assert ids(again) == ["sleep"]


def test_a_shelf_that_was_killed_before_its_first_change_is_an_empty_one(path, shelf):
    path.parent.mkdir()
    path.touch()
    assert shelf.saved(LIBRARY) == []
    shelf.save(LIBRARY, "cost")
    assert ids(shelf) == ["cost"]


def refused(shelf, path, words):
    """Reading and saving both say what is wrong, name the file, and leave it byte for byte."""
    before = path.read_bytes()
    for use in (
        lambda: shelf.saved(LIBRARY),
        lambda: shelf.place(LIBRARY),
        lambda: shelf.save(LIBRARY, "sleep"),
        lambda: shelf.clear(LIBRARY),
    ):
        with pytest.raises(ShelfError, match=words) as caught:
            use()
        assert str(path) in str(caught.value)
    shelf.close()
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("rubbish", [b"no", b"no database at all\n" * 400, b"SQLite format 3\x00" + b"\xff" * 9000])
def test_a_file_that_is_no_shelf_is_told_and_left_alone(path, shelf, rubbish):
    path.parent.mkdir()
    path.write_bytes(rubbish)
    refused(shelf, path, "left as it is")


def test_a_damaged_shelf_is_told_and_left_alone(path, shelf):
    shelf.note(LIBRARY, "cost", "x" * 9000)
    shelf.close()
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xa5" * (len(whole) - 4096))
    refused(shelf, path, "damaged")


def test_a_shelf_of_a_newer_program_is_told_and_left_alone(path, shelf):
    shelf.save(LIBRARY, "cost")
    shelf.close()
    db = sqlite3.connect(path)
    db.execute("PRAGMA user_version = 99")
    db.close()
    refused(shelf, path, "newer fibro-tui")


def test_a_newer_program_that_upgrades_the_shelf_under_an_open_window_is_respected(path, shelf):
    shelf.save(LIBRARY, "cost")
    db = sqlite3.connect(path)
    db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(ShelfError, match="newer"):
        shelf.save(LIBRARY, "sleep")
    with pytest.raises(ShelfError, match="newer"):
        shelf.saved(LIBRARY)


def test_a_database_of_another_program_is_told_and_left_alone(path, shelf):
    path.parent.mkdir()
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE item (library TEXT)")
    db.close()
    refused(shelf, path, "another program")


def test_a_folder_in_place_of_the_shelf_is_told(path, shelf):
    path.mkdir(parents=True)
    with pytest.raises(ShelfError, match="cannot be opened"):
        shelf.saved(LIBRARY)
    with pytest.raises(ShelfError, match="cannot be opened"):
        shelf.save(LIBRARY, "cost")


def test_where_no_folder_can_be_made_reading_is_empty_and_saving_says_why(tmp_path):
    (tmp_path / "file").touch()
    with Shelf(str(tmp_path / "file" / "data" / "shelf.db")) as shelf:
        assert shelf.saved(LIBRARY) == []
        assert shelf.place(LIBRARY) == ""
        with pytest.raises(ShelfError, match=r"shelf\.db: .*Not a directory"):
            shelf.save(LIBRARY, "cost")


@pytest.fixture
def modes_bind(tmp_path):
    (tmp_path / "probe").mkdir(0o500)
    if os.access(tmp_path / "probe", os.W_OK):
        pytest.skip("the modes of files do not bind here (root, Windows)")


@pytest.mark.usefixtures("modes_bind")
class TestModesThatBind:
    def test_in_a_read_only_folder_the_shelf_is_read_and_saving_says_why(self, path, shelf):
        shelf.save(LIBRARY, "cost")
        shelf.close()
        path.parent.chmod(0o500)
        try:
            assert ids(shelf) == ["cost"]
            with pytest.raises(ShelfError, match="yours to write"):
                shelf.save(LIBRARY, "sleep")
            assert ids(shelf) == ["cost"]
        finally:
            path.parent.chmod(0o700)
        shelf.save(LIBRARY, "sleep")
        assert ids(shelf) == ["cost", "sleep"]

    def test_in_an_empty_read_only_folder_the_shelf_is_empty_and_saving_says_why(self, path, shelf):
        path.parent.mkdir(0o500)
        assert ids(shelf) == []
        with pytest.raises(ShelfError, match="Permission denied"):
            shelf.save(LIBRARY, "sleep")

    def test_a_shelf_that_may_not_be_read_is_told(self, path, shelf):
        shelf.save(LIBRARY, "cost")
        shelf.close()
        path.chmod(0)
        with pytest.raises(ShelfError, match="yours"):
            shelf.saved(LIBRARY)

    def test_a_shelf_that_may_only_be_read_says_so_when_saving(self, path, shelf):
        shelf.save(LIBRARY, "cost")
        shelf.close()
        path.chmod(0o400)
        assert ids(shelf) == ["cost"]
        with pytest.raises(ShelfError, match="yours to write"):
            shelf.save(LIBRARY, "sleep")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_only_the_owner_can_look_into_the_shelf(path, shelf):
    shelf.save(LIBRARY, "cost")
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()} == {0o600}


def test_a_path_with_characters_that_mean_something_in_an_address_works(tmp_path):
    path = tmp_path / "a?b#c%20d é" / "shelf.db"
    with Shelf(str(path)) as shelf:
        shelf.save(LIBRARY, "cost")
    assert path.exists()


def test_importing_the_module_does_not_import_sqlite():
    code = "import sys, fibro_tui.shelf; print([name for name in ('sqlite3', 'datetime', 'json') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=os.environ | {"PYTHONPATH": ROOT}, check=True)
    assert done.stdout == "[]\n"


# Export and import


# No deadline: what takes time here is the disk.
@settings(deadline=None, max_examples=30)
@given(st.lists(st.text(max_size=60), min_size=1, max_size=4))
def test_an_exported_shelf_comes_back_as_it_was(tmp_path_factory, notes):
    folder = tmp_path_factory.mktemp("shelf")
    with Shelf(str(folder / "one.db")) as one, Shelf(str(folder / "two.db")) as two:
        for number, note in enumerate(notes):
            one.save(LIBRARY, f"entry-{number}")
            one.note(LIBRARY, f"entry-{number}", note)
        one.keep_place(LIBRARY, "entry-0")
        data = json.loads(json.dumps(one.dump(LIBRARY)))
        assert two.load(LIBRARY, data) == len(notes)
        assert two.dump(LIBRARY) == one.dump(LIBRARY)
        assert two.load(LIBRARY, data) == 0
        assert two.dump(LIBRARY) == one.dump(LIBRARY)


def export(*items, **other):
    rows = [{"entry": entry, "note": note, "saved": saved} for entry, note, saved in items]
    return {"shelf": 1, "library": LIBRARY, "place": "", "items": rows} | other


def test_import_keeps_the_earlier_date_and_both_notes_and_the_own_place(shelf):
    shelf.put(LIBRARY, Item("cost", "mine", LATE))
    shelf.put(LIBRARY, Item("sleep", "mine", EARLY))
    shelf.put(LIBRARY, Item("pain", "", LATE))
    shelf.keep_place(LIBRARY, "cost")
    data = export(("cost", "theirs", EARLY), ("sleep", "", LATE), ("pain", "theirs", LATE), place="pain")
    assert shelf.load(LIBRARY, data) == 2
    assert set(shelf.saved(LIBRARY)) == {
        Item("cost", "mine\n\ntheirs", EARLY),
        Item("sleep", "mine", EARLY),
        Item("pain", "theirs", LATE),
    }
    assert shelf.place(LIBRARY) == "cost"
    assert shelf.load(LIBRARY, data) == 0


def test_a_short_note_is_not_lost_inside_the_words_of_a_longer_one(shelf):
    shelf.put(LIBRARY, Item("cost", "not sure", EARLY))
    shelf.load(LIBRARY, export(("cost", "no", EARLY)))
    assert shelf.saved(LIBRARY)[0].note == "not sure\n\nno"


@pytest.mark.parametrize("saved", ["2026-01-02T05:04:05+02:00", "2026-01-02T03:04:05Z", "2026-01-02 03:04:05"])
def test_dates_of_any_zone_become_utc(shelf, saved):
    shelf.load(LIBRARY, export(("cost", "", saved)))
    assert shelf.saved(LIBRARY)[0].saved == EARLY


def test_import_cleans_notes(shelf):
    shelf.load(LIBRARY, export(("cost", "a\x1b]0;b\x07\n", EARLY)))
    assert shelf.saved(LIBRARY)[0].note == "a]0;b\n"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (None, "not an exported shelf"),
        ([], "not an exported shelf"),
        ({}, "not an exported shelf"),
        (export(shelf=2), "update"),
        (export(shelf=True), "update"),
        (export(items=None), '"items"'),
        (export(items=[{}] * (ITEMS_MOST + 1)), "the most"),
        (export(place=3), '"place"'),
        (export(place="\x1b[2J"), "not the id"),
        (export(items=["cost"]), "item 1"),
        (export(("sleep", "", EARLY), ("cost", 3, EARLY)), 'item 2: "note"'),
        (export(("sleep", "", EARLY), ("cost\x1b", "", EARLY)), "item 2: not the id"),
        (export(("sleep", "", EARLY), ("cost", "", "yesterday")), "item 2: not a date"),
        (export(("sleep", "", EARLY), ("cost", "", "0001-01-01T00:00:00+14:00")), "item 2: not a date"),
        (export(("sleep", "", EARLY), ("cost", "x" * (NOTE_MOST + 1), EARLY)), "item 2: a note has"),
    ],
)
def test_what_is_no_export_is_refused_with_the_reason_and_nothing_of_it_is_taken(shelf, path, data, words):
    with pytest.raises(ShelfError, match=words):
        shelf.load(LIBRARY, data)
    assert not path.exists()


def test_an_import_that_fails_half_way_takes_nothing(shelf):
    shelf.put(LIBRARY, Item("cost", "x" * NOTE_MOST, EARLY))
    with pytest.raises(ShelfError, match="shorten"):
        shelf.load(LIBRARY, export(("sleep", "", EARLY), ("cost", "one more", EARLY)))
    assert ids(shelf) == ["cost"]


def test_a_full_shelf_says_so_and_can_still_be_exported_and_cleared(shelf):
    assert shelf.load(LIBRARY, export(*[(f"e{number}", "", EARLY) for number in range(ITEMS_MOST)])) == ITEMS_MOST
    for use in (lambda: shelf.save(LIBRARY, "more"), lambda: shelf.note(LIBRARY, "more", "x")):
        with pytest.raises(ShelfError, match="full"):
            use()
    shelf.note(LIBRARY, "e3", "still works")
    assert shelf.load("Copy", shelf.dump(LIBRARY)) == ITEMS_MOST
    assert shelf.clear(LIBRARY) == ITEMS_MOST


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["entry", "note", "saved", "x"]), inner, max_size=4),
    max_leaves=8,
)


@settings(deadline=None)
@given(st.fixed_dictionaries({"shelf": st.just(1) | JSON, "items": st.lists(JSON, max_size=2) | JSON}, optional={"place": JSON}) | JSON)
def test_import_of_any_json_works_or_says_why(tmp_path_factory, data):
    with Shelf(str(tmp_path_factory.getbasetemp() / "any" / "shelf.db")) as shelf:
        with suppress(ShelfError):
            shelf.load(LIBRARY, data)
        assert json.dumps(shelf.dump(LIBRARY))
