"""What values of each WIT type are in Python, in wasmtime and in JSON, and how one becomes another.

wasmtime gives and takes bare Python values where their classes tell the cases of a variant, an
option or a result apart, and its own ``Variant`` where they do not. Which of the two holds is
decided by the declared types alone; so it is here, and nowhere else.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from keyword import iskeyword
from typing import Any, ClassVar, Final, Generic, Protocol, TypeAlias, TypeVar

from wasmtime import component as wasmtime

Json: TypeAlias = "None | bool | int | str | list[Json] | dict[str, Json]"
"""What ``json.dumps`` takes."""

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)


class WitType(ABC, Generic[T]):
    """A type of the interface, whose values are ``T`` in Python."""

    shapes: frozenset[type]
    """The classes that wasmtime has for values of this type; ``object`` is its ``None``."""

    @property
    def classes(self) -> Sequence[type]:
        """The classes of Python that are this type's alone."""
        return ()

    @abstractmethod
    def lower(self, value: object, at: str) -> object:
        """Turns a value from Python into one for wasmtime.

        ``TypeError`` or ``ValueError``, naming the place ``at`` and never the value, for what is
        not of this type.
        """

    @abstractmethod
    def lift(self, raw: Any) -> T:
        """Turns a value from wasmtime into one for Python."""

    @abstractmethod
    def to_json(self, value: Any) -> Json:
        """Turns a value from Python into one for JSON, with the names of the interface."""

    @abstractmethod
    def from_json(self, json: Any, at: str) -> T:
        """Turns a value from JSON into one for Python. Errors are as with ``lower``."""


class _Plain(WitType[T]):
    """A type whose values are the same everywhere."""

    def __init__(self, python: type[T]) -> None:
        self.shapes = frozenset({python})

    def lift(self, raw: Any) -> T:
        value: T = raw
        return value

    def to_json(self, value: Any) -> Json:
        json: Json = value
        return json

    def from_json(self, json: Any, at: str) -> T:
        self.lower(json, at)
        value: T = json
        return value


class _Bool(_Plain[bool]):
    def lower(self, value: object, at: str) -> object:
        if not isinstance(value, bool):
            raise _mismatch(at, "bool", value)
        return value


class _U32(_Plain[int]):
    def lower(self, value: object, at: str) -> object:
        # To Python a bool is an int, and wasmtime takes any int and cuts it off.
        if not isinstance(value, int) or isinstance(value, bool):
            raise _mismatch(at, "int", value)
        if not 0 <= value < 2**32:
            raise ValueError(f"{at}: expected an integer from 0 to {2**32 - 1}")
        return value


class _String(_Plain[str]):
    def lower(self, value: object, at: str) -> object:
        if not isinstance(value, str):
            raise _mismatch(at, "str", value)
        if not _is_unicode(value):
            raise ValueError(f"{at}: half of a surrogate pair is not Unicode text")
        return value


BOOL: Final = _Bool(bool)
U32: Final = _U32(int)
STRING: Final = _String(str)


class Enum(WitType[E]):
    """An enum; its names are the values of a ``StrEnum``."""

    def __init__(self, python: type[E]) -> None:
        self.python = python
        self.shapes = frozenset({str})

    @property
    def classes(self) -> Sequence[type]:
        return (self.python,)

    def lower(self, value: object, at: str) -> object:
        if not isinstance(value, self.python):
            raise _mismatch(at, self.python.__name__, value)
        return value.value

    def lift(self, raw: Any) -> E:
        return self.python(raw)

    def to_json(self, value: Any) -> Json:
        name: str = value.value
        return name

    def from_json(self, json: Any, at: str) -> E:
        if json not in list(self.python):
            raise ValueError(f"{at}: expected one of {', '.join(self.python)}")
        return self.python(json)


class Record(WitType[T]):
    """A record; ``make`` builds one from its fields."""

    def __init__(
        self, python: type[T], make: Callable[..., T] | None = None, /, **fields: WitType[Any]
    ) -> None:
        self.python = python
        self.shapes = frozenset({wasmtime.Record})
        self._make: Callable[..., T] = make or python
        self._fields = [(name, wit_name(name), type_) for name, type_ in fields.items()]

    @property
    def classes(self) -> Sequence[type]:
        return (self.python,)

    def lower(self, value: object, at: str) -> object:
        if not isinstance(value, self.python):
            raise _mismatch(at, self.python.__name__, value)
        raw = wasmtime.Record()
        for name, wit, type_ in self._fields:
            setattr(raw, wit, type_.lower(getattr(value, name), f"{at}.{name}"))
        return raw

    def lift(self, raw: Any) -> T:
        return self._make(
            **{name: type_.lift(getattr(raw, wit)) for name, wit, type_ in self._fields}
        )

    def to_json(self, value: Any) -> Json:
        present = (
            (wit, type_, field)
            for name, wit, type_ in self._fields
            if (field := getattr(value, name)) is not None
        )
        return {wit: type_.to_json(field) for wit, type_, field in present}

    def from_json(self, json: Any, at: str) -> T:
        if not isinstance(json, dict):
            raise _mismatch(at, "an object", json)
        if unknown := json.keys() - {wit for _, wit, _ in self._fields}:
            raise ValueError(f"{at}: unknown field {', '.join(sorted(map(repr, unknown)))}")
        fields = {}
        for name, wit, type_ in self._fields:
            if wit not in json and not isinstance(type_, Option):
                raise ValueError(f"{at}: the field '{wit}' is missing")
            fields[name] = type_.from_json(json.get(wit), f"{at}.{wit}")
        return self._make(**fields)


class List(WitType[Sequence[T]]):
    """A list; a tuple in Python, and whatever sequence a caller has."""

    def __init__(self, element: WitType[T]) -> None:
        self._element = element
        self.shapes = frozenset({list})

    def lower(self, value: object, at: str) -> object:
        # A string is a sequence of strings, and never meant as one.
        if not isinstance(value, Sequence) or isinstance(value, str | bytes):
            raise _mismatch(at, "a list or a tuple", value)
        return [self._element.lower(one, f"{at}[{i}]") for i, one in enumerate(value)]

    def lift(self, raw: Any) -> tuple[T, ...]:
        return tuple(self._element.lift(one) for one in raw)

    def to_json(self, value: Any) -> Json:
        return [self._element.to_json(one) for one in value]

    def from_json(self, json: Any, at: str) -> tuple[T, ...]:
        if not isinstance(json, list):
            raise _mismatch(at, "an array", json)
        return tuple(self._element.from_json(one, f"{at}[{i}]") for i, one in enumerate(json))


class Cases(WitType[T]):
    """A type with cases, each with or without a payload: how wasmtime tells them apart."""

    def __init__(self, payloads: Iterable[WitType[Any] | None]) -> None:
        self.tagged = False
        """Whether wasmtime tags the values, because two cases share a class."""
        shapes: frozenset[type] = frozenset()
        for payload in payloads:
            case = payload.shapes if payload else frozenset({object})
            self.tagged = self.tagged or bool(case & shapes)
            shapes |= case
        self.shapes = frozenset({wasmtime.Variant}) if self.tagged else shapes


class Option(Cases[T | None]):
    """An option; the interface has none within another, so ``None`` is always this one's."""

    def __init__(self, payload: WitType[T]) -> None:
        super().__init__([None, payload])
        if self.tagged:
            raise TypeError("an option directly in an option has no form in Python")
        self._payload = payload

    def lower(self, value: object, at: str) -> object:
        return None if value is None else self._payload.lower(value, at)

    def lift(self, raw: Any) -> T | None:
        return None if raw is None else self._payload.lift(raw)

    def to_json(self, value: Any) -> Json:
        return None if value is None else self._payload.to_json(value)

    def from_json(self, json: Any, at: str) -> T | None:
        return None if json is None else self._payload.from_json(json, at)


class Case(Protocol):
    """A case of a variant, as generated: with a ``value`` where it has a payload."""

    tag: ClassVar[str]


class Variant(Cases[T]):
    """A variant; one class for each case."""

    def __init__(self, *cases: tuple[Callable[..., T], WitType[Any] | None]) -> None:
        super().__init__(payload for _, payload in cases)
        self._cases: dict[str, tuple[Any, WitType[Any] | None]] = {}
        for make, payload in cases:
            case: Any = make
            self._cases[case.tag] = (case, payload)
        # All variants of the interface have two cases that look alike. For one that does not, the
        # case would have to be found by the shape of its payload.
        if not self.tagged:
            raise TypeError("a variant that wasmtime does not tag is not supported")

    @property
    def classes(self) -> Sequence[type]:
        return tuple(case for case, _ in self._cases.values())

    def lower(self, value: object, at: str) -> object:
        case: Any = value
        tag, payload = self._case_of(value, at)
        if payload is None:
            return wasmtime.Variant(tag)
        return wasmtime.Variant(tag, payload.lower(case.value, f"{at}.{tag}"))

    def lift(self, raw: Any) -> T:
        case, payload = self._cases[raw.tag]
        made: T = case() if payload is None else case(payload.lift(raw.payload))
        return made

    def to_json(self, value: Any) -> Json:
        tag, payload = self._case_of(value, "value")
        return (
            {"tag": tag} if payload is None else {"tag": tag, "val": payload.to_json(value.value)}
        )

    def from_json(self, json: Any, at: str) -> T:
        if not isinstance(json, dict) or not json.keys() <= {"tag", "val"} or "tag" not in json:
            raise ValueError(f"{at}: expected an object with 'tag' and, with a payload, 'val'")
        if json["tag"] not in self._cases:
            raise ValueError(f"{at}: expected a 'tag' out of {', '.join(self._cases)}")
        case, payload = self._cases[json["tag"]]
        if payload is None and json.get("val") is not None:
            raise ValueError(f"{at}: '{json['tag']}' has no payload")
        value = json.get("val")
        made: T = case() if payload is None else case(payload.from_json(value, f"{at}.val"))
        return made

    def _case_of(self, value: object, at: str) -> tuple[str, WitType[Any] | None]:
        tag = getattr(value, "tag", None)
        case, payload = self._cases.get(tag, (None, None)) if isinstance(tag, str) else (None, None)
        if case is None or not isinstance(value, case):
            variant = self.classes[0].__qualname__.split(".")[0]
            raise _mismatch(at, f"a case of {variant}", value)
        return case.tag, payload


def wit_name(name: str) -> str:
    """The name in the interface of what is called ``name`` in Python."""
    return name.rstrip("_").replace("_", "-")


def python_name(name: str) -> str:
    """What is called ``name`` in the interface, as Python calls it."""
    snake = name.replace("-", "_")
    return f"{snake}_" if iskeyword(snake) else snake


def _mismatch(at: str, expected: str, value: object) -> TypeError:
    return TypeError(f"{at}: expected {expected}, got {type(value).__name__}")


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
