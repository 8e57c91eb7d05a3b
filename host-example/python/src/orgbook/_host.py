"""The component, compiled, and its instances."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from wasmtime import Engine, Store, WasiConfig, WasmtimeError
from wasmtime.component import Component, ExportIndex, Func, Linker

from ._directory import Directory
from ._error import ComponentError
from ._schema import GET_USER
from ._threads import make_arguments_thread_safe

_MEMORY_LIMIT: Final = 256 << 20
"""How much memory an instance may take, in bytes. An answer of a megabyte needs a few."""

make_arguments_thread_safe()


class Host:
    """The component, compiled. Make one for the program; threads may share it.

    ``component`` is the path of the ``.wasm`` file, or what is in it. ``ComponentError`` if that is
    no directory.
    """

    def __init__(self, component: str | os.PathLike[str] | bytes) -> None:
        binary = component if isinstance(component, bytes) else Path(component).read_bytes()
        self._engine = Engine()
        try:
            self._component = Component(self._engine, binary)
        except WasmtimeError as error:
            raise ComponentError(
                f"this is no component that wasmtime can compile: {error}"
            ) from error
        # The clock, random numbers, the environment and outbound HTTP. The rest of WASI is there
        # too, and empty: no file, no argument, no standard stream.
        self._linker = Linker(self._engine)
        self._linker.add_wasip2()
        self._linker.add_wasi_http()
        if self._index(GET_USER.interface, GET_USER.name) is None:
            raise ComponentError(f"the component does not export {GET_USER.interface}")

    def instantiate(self, environment: Mapping[str, str]) -> Directory:
        """Makes an instance: the directory of the tenant whose settings ``environment`` holds.

        The component gets these variables and no others; the process's own stay where they are.
        """
        wasi = WasiConfig()
        wasi.env = _checked(environment)
        store = Store(self._engine)
        store.set_limits(memory_size=_MEMORY_LIMIT)
        store.set_wasi(wasi)
        store.set_wasi_http()
        try:
            instance = self._linker.instantiate(store, self._component)
        except WasmtimeError as error:
            raise ComponentError(f"the component cannot be instantiated: {error}") from error

        def exports(interface: str, name: str) -> Func | None:
            index = self._index(interface, name)
            return None if index is None else instance.get_func(store, index)

        return Directory(store, exports)

    def _index(self, interface: str, name: str) -> ExportIndex | None:
        exported = self._component.get_export_index(interface)
        return None if exported is None else self._component.get_export_index(name, exported)


def _checked(environment: Mapping[str, str]) -> list[tuple[str, str]]:
    """The variables, if they are such that the component gets them as they are."""
    for name, value in environment.items():
        if not isinstance(name, str) or not isinstance(value, str):
            raise TypeError("names and values of environment variables are str")
        if not name or "=" in name or "\0" in name:
            raise ValueError(f"{name!r} cannot be the name of an environment variable")
        if "\0" in value:
            raise ValueError(f"the value of {name} holds a NUL character")
    return list(environment.items())
