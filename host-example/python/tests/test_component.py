"""The package and the component have the same functions, of the same types."""

from __future__ import annotations

import os
import unittest
from typing import Any

from wasmtime import Engine
from wasmtime import component as wasmtime
from wasmtime.component import _types as declared

import orgbook
from orgbook import _convert as convert
from orgbook._function import Result
from orgbook._schema import ERROR_KIND, FUNCTIONS
from orgbook.errors import error_of


def of_component(type_: Any) -> Any:
    """A type of the component as nested tuples."""
    match type_:
        case declared.OptionType():
            return ("option", of_component(type_.payload))
        case declared.ListType():
            return ("list", of_component(type_.element))
        case declared.ResultType():
            return ("result", of_component(type_.ok), of_component(type_.err))
        case declared.EnumType():
            return ("enum", *type_.names)
        case declared.RecordType():
            return ("record", *((name, of_component(field)) for name, field in type_.fields))
        case declared.VariantType():
            return ("variant", *((name, of_component(payload)) for name, payload in type_.cases))
        case None:
            return None
        case _:
            return type(type_).__name__.lower()


def of_package(type_: Any) -> Any:
    """A type of the package likewise."""
    match type_:
        case convert.Option():
            return ("option", of_package(type_._payload))
        case convert.List():
            return ("list", of_package(type_._element))
        case Result():
            return ("result", of_package(type_._ok), of_package(type_._error))
        case convert.Enum():
            return ("enum", *(member.value for member in type_.python))
        case convert.Record():
            return ("record", *((wit, of_package(field)) for _, wit, field in type_._fields))
        case convert.Variant():
            cases = type_._cases.items()
            return ("variant", *((tag, of_package(payload)) for tag, (_, payload) in cases))
        case None:
            return None
        case _:
            return type(type_).__name__.strip("_").lower()


class TheComponent(unittest.TestCase):
    def setUp(self) -> None:
        engine = Engine()
        component = wasmtime.Component.from_file(engine, os.environ["ORGBOOK_COMPONENT"])
        exports = component.type.exports(engine)
        self.functions: dict[str, Any] = {}
        for interface, item in exports.items():
            if isinstance(item, wasmtime.ComponentInstanceType):
                for name, function in item.exports(engine).items():
                    if isinstance(function, wasmtime.FuncType):
                        self.functions[name] = (interface, function)

    def test_has_the_functions_of_the_package(self) -> None:
        self.assertEqual(self.functions.keys(), FUNCTIONS.keys())
        for name, (interface, function) in self.functions.items():
            with self.subTest(name):
                ours = FUNCTIONS[name]
                self.assertEqual(ours.interface, interface)
                self.assertEqual(
                    [(convert.wit_name(it), of_package(ty)) for it, ty in ours._parameters.items()],
                    [(it, of_component(ty)) for it, ty in function.params],
                )
                self.assertEqual(of_package(ours.result), of_component(function.result))
                self.assertTrue(callable(getattr(orgbook.Directory, ours.method)))

    def test_every_kind_of_error_has_an_exception(self) -> None:
        _, function = self.functions["get-user"]
        kinds = dict(dict(function.result.err.fields)["kind"].cases)
        self.assertEqual([case.tag for case in ERROR_KIND.classes], list(kinds))  # type: ignore[attr-defined]
        for case in ERROR_KIND.classes:
            kind = case("code") if case is orgbook.ErrorKind.Other else case()
            error = error_of(kind, message="what to do")
            self.assertEqual(type(error).__name__, case.__name__)
            self.assertIs(getattr(orgbook, case.__name__), type(error))
            self.assertIsInstance(error, orgbook.OrgbookError)


if __name__ == "__main__":
    unittest.main()
