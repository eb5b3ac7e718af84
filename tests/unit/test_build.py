import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from fibro_tui import Broken, folders
from fibro_tui.catalog import build, records
from fibro_tui.catalog.catalog import opened
from fibro_tui.content.model import Library


def entry(file, id="black-tea"):
    return opened(str(file)).entry(id).entry


def indexes():
    """The finished indexes in the cache."""
    cache = folders.cache()
    found = [os.path.join(cache, home, name) for home in os.listdir(cache) for name in os.listdir(os.path.join(cache, home))]
    return [path for path in found if not os.path.basename(path).startswith(".")]


@pytest.fixture
def never_read(monkeypatch):
    """Reading YAML is a failure from here on."""

    def never(*_):
        raise AssertionError("the library was read again")

    return lambda: monkeypatch.setattr("fibro_tui.content.read.read", never)


@pytest.fixture
def still(monkeypatch):
    """Stops the clock of the file system: whatever is written, a file's stamp stays as it is now, or as old as is said."""

    def stop(file, old=False):
        real = os.stat
        now = real(file)
        times = {"st_mtime_ns": 10**18, "st_ctime_ns": 10**18} if old else {"st_mtime_ns": now.st_mtime_ns, "st_ctime_ns": now.st_ctime_ns}
        stamp = os.stat_result(tuple(now), times)
        monkeypatch.setattr(build.os, "stat", lambda path, **named: stamp if path == str(file) else real(path, **named))

    return stop


def rewrite(file, old, new):
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def test_a_fresh_index_is_used_as_it_is(library, never_read):
    first = entry(library)
    never_read()
    assert entry(library) == first
    assert len(indexes()) == 1


def test_a_library_from_disk_is_the_library_that_was_indexed(library):
    made = build.build(str(library))
    fresh = build.fresh(str(library))
    assert fresh.head == made.head
    assert (fresh.starts, fresh.calls) == (made.starts, made.calls)


def test_an_edit_is_seen(library):
    entry(library)
    rewrite(library, "Black tea may keep some people awake.", "Black tea may not.")
    assert entry(library).short.startswith("Black tea may not.")
    assert len(indexes()) == 1


def test_an_edit_of_the_same_size_whose_time_was_put_back_is_seen(library):
    entry(library)
    stat = os.stat(library)
    rewrite(library, "8 of 12 slept worse", "7 of 12 slept worse")
    os.utime(library, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert os.stat(library).st_size == stat.st_size
    assert "7 of 12" in entry(library).short


def test_an_edit_that_the_clock_cannot_tell_is_seen_in_a_young_file(library, still):
    still(library)
    assert "8 of 12" in entry(library).short
    rewrite(library, "8 of 12 slept worse", "7 of 12 slept worse")
    assert "7 of 12" in entry(library).short
    assert "7 of 12" in entry(library).short


def test_a_file_that_has_rested_is_known_by_its_stamp_and_not_read_again(library, still, never_read):
    still(library, old=True)
    entry(library)
    never_read()
    library.write_bytes(b"not even YAML: [")
    assert "8 of 12" in entry(library).short


def test_a_young_file_that_has_rested_since_is_not_hashed_any_more(library, still, monkeypatch):
    still(library)
    entry(library)
    monkeypatch.setattr(build, "_CLOCK_NS", 0)
    entry(library)
    monkeypatch.setattr("fibro_tui.content.file.contents", None)
    assert "8 of 12" in entry(library).short


def test_a_file_moved_over_the_library_is_seen(library):
    entry(library)
    other = library.with_name("other.yaml")
    other.write_text(library.read_text("utf-8").replace("8 of 12 slept worse", "7 of 12 slept worse"), "utf-8")
    os.replace(other, library)
    assert "7 of 12" in entry(library).short


def test_a_link_is_the_file_that_it_leads_to(library, tmp_path, never_read):
    link = tmp_path / "link.yaml"
    link.symlink_to(library)
    entry(library)
    other = tmp_path / "other.yaml"
    other.write_text(library.read_text("utf-8").replace("8 of 12 slept worse", "7 of 12 slept worse"), "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("fibro_tui.content.read.read", None)
        assert "8 of 12" in entry(link).short
    link.unlink()
    link.symlink_to(other)
    assert "7 of 12" in entry(link).short


def test_a_broken_edit_leaves_the_index_of_the_good_file_alone(library, never_read):
    entry(library)
    good, before = library.read_bytes(), indexes()
    kept = library.with_name("kept.yaml")
    os.rename(library, kept)
    library.write_bytes(good.replace(b"certainty: unsure", b"certainty: unsrue"))
    with pytest.raises(Broken) as broken:
        entry(library)
    assert len(broken.value.problems) == 2
    assert broken.value.file == str(library)
    assert indexes() == before


def test_a_library_that_is_not_there_is_an_error_of_the_system(tmp_path):
    with pytest.raises(FileNotFoundError):
        opened(str(tmp_path / "none.yaml"))
    with pytest.raises(IsADirectoryError):
        opened(str(tmp_path))


DAMAGE = {
    "cut off": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "empty": lambda path: path.write_bytes(b""),
    "garbage": lambda path: path.write_bytes(b"\xff\x00{" * 99),
    "gone": lambda path: path.unlink(),
}


def damaged(pattern):
    [index] = indexes()
    return sorted(path for path in Path(index).rglob(pattern) if path.is_file())


@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize("pattern", ["head", "meta.json", "*.store", "*.pos", "*.*"])
def test_a_damaged_index_is_made_anew(library, pattern, damage):
    before = entry(library)
    files = damaged(pattern)
    assert files
    for path in files:
        DAMAGE[damage](path)
    catalog = opened(str(library))
    assert catalog.entry("black-tea").entry == before
    assert [each.entry.id for each in catalog.citing("study-2020")] == ["black-tea"]
    assert catalog.reference("study-2020").title == "Tea at bedtime"
    assert build.fresh(str(library))


@pytest.mark.parametrize("head", [(), {}, None, 1, "four", ((), (), (), {}), ((), (), ())], ids=repr)
def test_a_head_that_says_something_else_is_made_anew(library, head):
    before = entry(library)
    damaged("head")[0].write_bytes(records.pack(head))
    assert entry(library) == before


@pytest.mark.parametrize("part", ["title", "certainty", "sections", "about"])
def test_a_head_of_another_shape_is_made_anew(library, part):
    before = entry(library)
    [path] = damaged("head")
    head, *rest = records.unpack(path.read_bytes())
    place = Library._fields.index(part)
    path.write_bytes(records.pack(((*head[:place], (1, (2,)), *head[place + 1 :]), *rest)))
    assert entry(library) == before


def test_an_index_of_another_format_is_not_used(library, monkeypatch):
    entry(library)
    monkeypatch.setattr(build, "FORMAT", build.FORMAT + 1)
    assert build.fresh(str(library)) is None


def test_a_cache_that_cannot_be_is_done_without(library, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file" / "cache"))
    assert entry(library).id == "black-tea"
    assert build.fresh(str(library)) is None


def test_a_disk_that_is_full_is_done_without(library, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(build, "_replace", full)
    assert entry(library).id == "black-tea"
    assert indexes() == []


def test_the_cache_is_nobody_elses_to_read(library):
    entry(library)
    home = os.path.dirname(indexes()[0])
    assert os.stat(home).st_mode & 0o077 == 0


def test_what_a_killed_build_left_behind_is_not_used(library):
    entry(library)
    [index] = indexes()
    half = os.path.join(os.path.dirname(index), ".new-half")
    shutil.copytree(index, half)
    os.remove(os.path.join(half, "head"))
    shutil.rmtree(index)
    assert build.fresh(str(library)) is None
    assert entry(library).id == "black-tea"
    assert os.path.exists(half), "another process may still be at it"


def test_what_a_killed_build_left_behind_an_hour_ago_is_swept_away(library):
    entry(library)
    [index] = indexes()
    half = os.path.join(os.path.dirname(index), ".new-half")
    os.mkdir(half)
    os.utime(half, (0, 0))
    rewrite(library, "8 of 12 slept worse", "70 of 120 slept worse")
    entry(library)
    assert not os.path.exists(half)
    assert not os.path.exists(index)


def test_two_processes_that_build_at_once_both_answer(library, tmp_path):
    code = (
        "import sys; from fibro_tui.catalog import build; from fibro_tui.catalog.catalog import Catalog\n"
        "sys.stdin.read(1)\n"
        "print(Catalog(build.build(sys.argv[1])).entry('black-tea').entry.id, len(Catalog(build.stored(sys.argv[1])).all()))"
    )
    started = [
        subprocess.Popen([sys.executable, "-c", code, library], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(4)
    ]
    with ThreadPoolExecutor(len(started)) as pool:
        said = list(pool.map(lambda process: process.communicate("x", timeout=60)[0], started))
    assert said == ["black-tea 4\n"] * len(started)
    assert len(indexes()) == 1
    assert build.fresh(str(library))


def test_the_process_that_built_an_index_can_search_it_after_it_moved(library):
    from fibro_tui.catalog.query import search

    catalog = opened(str(library))
    assert search(catalog, '"keep people awake"').hits
    assert search(catalog, "caffiene").corrected


def test_a_pipe_is_read_once_and_not_kept(library, tmp_path):
    pipe = tmp_path / "pipe.yaml"
    os.mkfifo(pipe)
    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(pipe.write_bytes, library.read_bytes())
        assert entry(pipe).id == "black-tea"
        writing.result(timeout=30)
    assert not os.path.exists(folders.cache())


def test_a_name_of_any_characters_has_an_index(tmp_path, library):
    odd = tmp_path / ("ä b'\n\u202e" + "x" * 200 + ".yaml")
    shutil.copy(library, odd)
    assert entry(odd).id == "black-tea"
    assert build.fresh(str(odd))


def test_a_name_that_is_no_text_has_an_index(tmp_path, library):
    odd = os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe.yaml")
    shutil.copy(library, odd)
    assert entry(odd).id == "black-tea"
    assert build.fresh(odd)


def test_two_libraries_of_one_name_have_an_index_each(library, tmp_path):
    (tmp_path / "a").mkdir()
    other = tmp_path / "a" / library.name
    other.write_text(library.read_text("utf-8").replace("8 of 12 slept worse", "7 of 12 slept worse"), "utf-8")
    assert "8 of 12" in entry(library).short
    assert "7 of 12" in entry(other).short
    assert len(indexes()) == 2
