import copy
import pickle

import pytest

from fibro_tui.record import Record


class Point(Record):
    """A place."""

    x: int
    y: int = 2
    name: str = ""


def test_values_go_by_place_and_by_name():
    assert Point(1, 3, "a") == Point(x=1, y=3, name="a") == Point(1, name="a", y=3) == (1, 3, "a")


def test_what_is_left_out_has_its_default():
    assert Point(1) == (1, 2, "")
    assert Point(1).y == 2


def test_a_value_that_is_needed_and_missing_is_named():
    with pytest.raises(TypeError, match="Point needs 'x'"):
        Point(y=1)


@pytest.mark.parametrize("wrong", [lambda: Point(1, 2, "", 4), lambda: Point(1, z=2), lambda: Point(1, x=2)])
def test_too_many_values_and_unknown_names_are_refused(wrong):
    with pytest.raises(TypeError, match="Point has x, y, name"):
        wrong()


def test_a_record_cannot_be_changed():
    point = Point(1)
    with pytest.raises(AttributeError):
        point.x = 2
    with pytest.raises(AttributeError):
        point.other = 2


def test_replace_gives_another_record_and_leaves_the_first():
    point = Point(1, 2, "a")
    assert point._replace(y=5) == Point(1, 5, "a")
    assert isinstance(point._replace(y=5), Point)
    assert point.y == 2


def test_a_record_tells_its_names():
    assert Point._fields == ("x", "y", "name")
    assert Point(1)._asdict() == {"x": 1, "y": 2, "name": ""}
    assert repr(Point(1, name="a")) == "Point(x=1, y=2, name='a')"


def test_a_record_is_a_tuple_that_unpacks_hashes_and_matches():
    x, *_ = Point(4)
    assert x == 4
    assert len({Point(1), Point(1), Point(2)}) == 2


def test_a_record_survives_pickle_and_copy():
    point = Point(1, name="a")
    for made in (pickle.loads(pickle.dumps(point)), copy.copy(point), copy.deepcopy(point)):
        assert made == point
        assert type(made) is Point
