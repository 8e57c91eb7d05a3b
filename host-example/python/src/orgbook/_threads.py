"""Lets several threads pass arguments to wasmtime at the same time."""

from __future__ import annotations

import threading
from collections.abc import Iterator

from wasmtime.component import _types


class _PerThreadSet(threading.local):
    """As much of a set as wasmtime uses, with other contents in each thread."""

    def __init__(self) -> None:
        self._elements: set[type] = set()

    def add(self, element: type) -> None:
        self._elements.add(element)

    def clear(self) -> None:
        self._elements.clear()

    def __iter__(self) -> Iterator[type]:
        return iter(self._elements)


def make_arguments_thread_safe() -> None:
    """Gives each thread its own scratch set for the arguments that are options.

    wasmtime 48.0.0 collects the classes that an option's value may have in one set of its module.
    Threads that call at the same time clear it for each other, and now and then a call fails with
    "value not valid for this variant".
    """
    setattr(_types, "case_test_cache", _PerThreadSet())
