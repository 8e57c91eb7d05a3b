"""The functions of the interface, and what they answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Generic, TypeVar

from ._convert import Cases, Json, WitType, python_name, wit_name
from ._error import OrgbookError

T = TypeVar("T")


class Result(Cases[T]):
    """The result of a function: a value, or an error that is raised."""

    def __init__(self, ok: WitType[T] | None, error: WitType[OrgbookError]) -> None:
        super().__init__([ok, error])
        self._ok = ok
        self._error = error

    def lower(self, value: object, at: str) -> object:
        raise TypeError("a result is never an argument")

    def lift(self, raw: Any) -> T:
        if self.tagged:
            failed, payload = raw.tag == "err", raw.payload
        else:
            failed, payload = isinstance(raw, tuple(self._error.shapes)), raw
        if failed:
            raise self._error.lift(payload)
        value: T = None if self._ok is None else self._ok.lift(payload)  # type: ignore[assignment]
        return value

    def to_json(self, value: Any) -> Json:
        if isinstance(value, OrgbookError):
            return {"err": self._error.to_json(value)}
        return {"ok": None if self._ok is None else self._ok.to_json(value)}

    def from_json(self, json: Any, at: str) -> T:
        raise TypeError("a result is never an argument")


class Function(Generic[T]):
    """A function of the interface that answers with ``T``."""

    def __init__(
        self, interface: str, name: str, result: WitType[T], /, **parameters: WitType[Any]
    ) -> None:
        self.interface = interface
        self.name = name
        self.result = result
        self._parameters = parameters

    @property
    def method(self) -> str:
        """The name of the method of a directory."""
        return python_name(self.name)

    def lower(self, arguments: Iterable[object]) -> list[object]:
        """Turns the arguments, all of them, into those for wasmtime."""
        return [
            type_.lower(argument, name)
            for (name, type_), argument in zip(self._parameters.items(), arguments, strict=True)
        ]

    def from_json(self, arguments: Sequence[Any]) -> list[Any]:
        """Turns arguments from JSON into those for Python; absent ones at the end are ``None``."""
        if len(arguments) > len(self._parameters):
            raise TypeError(f"{self.name} takes at most {len(self._parameters)} arguments")
        absent = [None] * (len(self._parameters) - len(arguments))
        return [
            type_.from_json(json, wit_name(name))
            for (name, type_), json in zip(self._parameters.items(), [*arguments, *absent])
        ]
