"""One instance of the component."""

from __future__ import annotations

import threading
from types import TracebackType
from typing import Protocol, Self, TypeVar

from wasmtime import Store
from wasmtime.component import Func

from ._error import InstanceLost
from ._function import Function
from ._types import ErrorKind
from .errors import Unsupported

T = TypeVar("T")


class Exports(Protocol):
    """Where an instance has its functions."""

    def __call__(self, interface: str, name: str) -> Func | None:
        """The exported function, or ``None`` if the component has none of this name."""


class Instance:
    """An instance of the component: the directory of one tenant.

    It takes one call at a time. Threads that call it together wait for each other; give each its
    own instance to have them work together. The interpreter runs on during a call.
    """

    def __init__(self, store: Store, exports: Exports) -> None:
        self._store = store
        self._exports = exports
        self._lock = threading.Lock()
        self._functions: dict[str, Func | None] = {}
        self._closed = False
        self._lost_in: str | None = None

    def close(self) -> None:
        """Frees the instance's memory at once. It takes no call after that."""
        with self._lock:
            self._closed = True
            self._functions.clear()
            self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def _call(self, function: Function[T], *arguments: object) -> T:
        lowered = function.lower(arguments)
        with self._lock:
            raw = self._run(self._exported(function), function.name, lowered)
        return function.result.lift(raw)

    def _exported(self, function: Function[T]) -> Func:
        if self._closed:
            raise ValueError("the directory is closed; make another with Host.instantiate")
        if self._lost_in is not None:
            raise InstanceLost(
                f"the instance was lost in {self._lost_in}; make another with Host.instantiate"
            )
        if function.name not in self._functions:
            self._functions[function.name] = self._exports(function.interface, function.name)
        exported = self._functions[function.name]
        if exported is None:
            raise Unsupported(
                ErrorKind.Unsupported(),
                f"the component does not export {function.interface}, which has {function.name}",
            )
        return exported

    def _run(self, exported: Func, name: str, lowered: list[object]) -> object:
        # Until the answer is there: an interrupt, too, may leave the call half done.
        self._lost_in = name
        try:
            raw: object = exported(self._store, *lowered)
            exported.post_return(self._store)
        except Exception as failure:
            raise InstanceLost(
                f"{name} broke off and the instance is lost; make another with Host.instantiate"
            ) from failure
        self._lost_in = None
        return raw
