"""One call at a time, and what is left of an instance whose call was broken off."""

from __future__ import annotations

import threading
import time
import unittest
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, cast

from wasmtime import Engine, Store
from wasmtime.component import Func

import orgbook
from orgbook import Directory


class _Function:
    """Stands for an exported function."""

    def __init__(self, call: Callable[[], object]) -> None:
        self._call = call

    def __call__(self, store: Store, *arguments: Any) -> object:
        return self._call()

    def post_return(self, store: Store) -> None:
        """Nothing is left to do."""


def directory(call: Callable[[], object]) -> Directory:
    """An instance whose every function does this."""
    function = cast(Func, _Function(call))
    return Directory(Store(Engine()), lambda interface, name: function)


class AnInstance(unittest.TestCase):
    def test_takes_one_call_at_a_time(self) -> None:
        inside = threading.Lock()
        meet = threading.Barrier(4)

        def call() -> None:
            self.assertTrue(inside.acquire(blocking=False), "two calls at the same time")
            time.sleep(0)  # lets another thread have the interpreter
            inside.release()

        shared = directory(call)

        def work(_: int) -> None:
            meet.wait()
            for _ in range(50):
                shared.delete_user("ada")

        with ThreadPoolExecutor(4) as threads:
            self.assertEqual(len(list(threads.map(work, range(4)))), 4)

    def test_is_lost_when_a_call_was_interrupted(self) -> None:
        def call() -> None:
            raise KeyboardInterrupt

        interrupted = directory(call)
        with self.assertRaises(KeyboardInterrupt):
            interrupted.delete_user("ada")
        with self.assertRaisesRegex(orgbook.InstanceLost, "lost in delete-user"):
            interrupted.get_user("ada")


if __name__ == "__main__":
    unittest.main()
