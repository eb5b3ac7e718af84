"""Immutable records that cost next to nothing to define.

A search is a process of thirty milliseconds, and twenty `typing.NamedTuple`s take five of them: each compiles a class of its
own and the types of all its fields. A Record is the same thing, a tuple with names, defined in a twentieth of the time; its
annotations stay strings until somebody asks for them.
"""

from __future__ import annotations

from operator import itemgetter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, ClassVar, NoReturn, Self, dataclass_transform

    _Tuple = tuple[Any, ...]
else:
    _Tuple = tuple

    def dataclass_transform(**_: object) -> object:  # noqa: D103
        return lambda cls: cls


@dataclass_transform(frozen_default=True)
class Record(_Tuple):
    """A tuple whose places have the names, and defaults, that the class body annotates."""

    __slots__ = ()
    _fields: ClassVar[tuple[str, ...]] = ()
    _field_defaults: ClassVar[dict[str, Any]] = {}

    def __init_subclass__(cls) -> None:
        cls._fields = tuple(cls.__dict__.get("__annotations__", ()))  # noqa: RUF063 - inspect is slow to import
        cls._field_defaults = {name: cls.__dict__[name] for name in cls._fields if name in cls.__dict__}
        for place, name in enumerate(cls._fields):
            setattr(cls, name, property(itemgetter(place)))

    def __new__(cls, *values: Any, **named: Any) -> Self:
        """The record of these values, by place and by name; what is left out has its default."""
        fields = cls._fields
        if named or len(values) != len(fields):
            defaults = cls._field_defaults
            try:
                rest = [named.pop(name) if name in named else defaults[name] for name in fields[len(values) :]]
            except KeyError as missing:
                raise TypeError(f"{cls.__name__} needs {missing}") from None
            if named or len(values) > len(fields):
                raise TypeError(f"{cls.__name__} has {', '.join(fields)}; not {', '.join(named) or 'so many'}")
            values = (*values, *rest)
        return super().__new__(cls, values)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        """A record stays as it is."""
        raise AttributeError(f"{type(self).__name__}.{name} cannot be set; _replace gives another record")

    def __getnewargs__(self) -> tuple[Any, ...]:
        return tuple(self)

    def __repr__(self) -> str:
        told = ", ".join(f"{name}={value!r}" for name, value in zip(self._fields, self, strict=True))
        return f"{type(self).__name__}({told})"

    def _replace(self, **changes: Any) -> Self:
        """The record with other values in some places."""
        return type(self)(**{**self._asdict(), **changes})

    def _asdict(self) -> dict[str, Any]:
        """Its values by name."""
        return dict(zip(self._fields, self, strict=True))
