"""The directory in JSON, for programs that have the names and the values from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, TypeVar

from ._convert import Json, WitType
from ._directory import Directory
from ._error import OrgbookError
from ._schema import FUNCTIONS, TYPES

T = TypeVar("T")

_TYPES: Final = {class_: type_ for type_ in TYPES for class_ in type_.classes}


def call_json(directory: Directory, function: str, arguments: Sequence[Any]) -> Json:
    """Calls the function of this name with arguments from JSON, and answers in JSON.

    Names are those of the interface: ``call_json(directory, "get-user", ["ada"])``. A function that
    can fail answers ``{"ok": …}`` or ``{"err": …}``, and raises nothing but `InstanceLost`.

    A record is an object, without the fields that are ``None``; an enum is its name; a variant is
    ``{"tag": …}`` or ``{"tag": …, "val": …}``. ``LookupError`` for an unknown function,
    ``TypeError`` or ``ValueError`` for arguments that are not of its types.
    """
    if function not in FUNCTIONS:
        raise LookupError(f"there is no function {function!r}")
    declared = FUNCTIONS[function]
    values = declared.from_json(arguments)
    answer: object
    try:
        answer = getattr(directory, declared.method)(*values)
    except OrgbookError as error:
        answer = error
    return declared.result.to_json(answer)


def to_json(value: object) -> Json:
    """A value of the interface, or an `OrgbookError`, in JSON; see `call_json`."""
    if value is None or isinstance(value, bool | int) or type(value) is str:
        return value
    if isinstance(value, list | tuple):
        return [to_json(one) for one in value]
    return _type_of(type(value)).to_json(value)


def from_json(class_: type[T], json: Any) -> T:
    """The value of this record or enum that ``to_json`` gave. Errors are as with `call_json`."""
    value: T = _type_of(class_).from_json(json, class_.__name__)
    return value


def _type_of(class_: type) -> WitType[Any]:
    for base in class_.__mro__:
        if base in _TYPES:
            return _TYPES[base]
    raise TypeError(f"{class_.__qualname__} is no type of the interface")
