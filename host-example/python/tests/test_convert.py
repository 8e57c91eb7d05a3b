"""Values between Python, wasmtime and JSON."""

from __future__ import annotations

import json
import pickle
import threading
import unittest
from typing import Any

from wasmtime import component as wasmtime
from wasmtime.component import _types

import orgbook
from orgbook import (
    Assignment,
    CreatedUser,
    CreateOutcome,
    DepartmentChange,
    ErrorKind,
    PageRequest,
    UserChange,
    UserDraft,
    UserField,
    call_json,
    from_json,
    to_json,
)
from orgbook import _schema as schema
from orgbook._convert import STRING, U32, List, Option, Variant, WitType
from orgbook._function import Result
from orgbook._threads import _PerThreadSet

DRAFT = UserDraft(id="ada", name="Ada", departments=[Assignment(department_id="1")])


def raw_error(kind: wasmtime.Variant) -> wasmtime.Record:
    """An error as wasmtime gives it."""
    error = wasmtime.Record()
    fields = {"kind": kind, "message": "m", "retry-after-ms": 5, "backend": None, "details": []}
    for name, value in fields.items():
        setattr(error, name, value)
    return error


class Results(unittest.TestCase):
    def test_are_told_apart_in_whatever_form_wasmtime_has_for_them(self) -> None:
        record = schema.PAGE_REQUEST.lower(PageRequest(limit=1), "page")
        outcome = CreateOutcome.Created(CreatedUser(id="ada", replayed=True))
        forms: list[tuple[WitType[Any] | None, object, object, bool]] = [
            (None, None, None, False),
            (STRING, "", "", False),
            (U32, 0, 0, False),
            (List(STRING), [], (), False),
            (schema.ACCOUNT_STATUS, "enabled", orgbook.AccountStatus.ENABLED, False),
            (schema.CREATE_OUTCOME, schema.CREATE_OUTCOME.lower(outcome, ""), outcome, False),
            (schema.PAGE_REQUEST, record, PageRequest(limit=1), True),
            (Option(schema.PAGE_REQUEST), None, None, True),
        ]
        for ok, raw, value, tagged in forms:
            result = Result(ok, schema.ERROR)
            error = raw_error(wasmtime.Variant("not-found"))
            with self.subTest(value=value):
                self.assertEqual(result.tagged, tagged)
                self.assertEqual(result.lift(wasmtime.Variant("ok", raw) if tagged else raw), value)
                with self.assertRaises(orgbook.NotFound):
                    result.lift(wasmtime.Variant("err", error) if tagged else error)

    def test_an_error_has_the_class_of_its_kind_and_survives_pickling(self) -> None:
        with self.assertRaises(orgbook.Other) as caught:
            Result(None, schema.ERROR).lift(raw_error(wasmtime.Variant("other", "987654")))
        error = caught.exception
        self.assertEqual((error.kind.value, error.retry_after_ms), ("987654", 5))
        again = pickle.loads(pickle.dumps(error))
        self.assertEqual((type(again), again.args), (type(error), error.args))


class Arguments(unittest.TestCase):
    def test_of_another_type_are_refused_by_their_place_without_their_value(self) -> None:
        secret: Any = "hush"
        update, create, page = schema.UPDATE_USER, schema.CREATE_USER, schema.LIST_ROLES
        draft: Any = UserDraft(name="Ada", departments=[Assignment(department_id=b"1")])  # type: ignore[arg-type]
        wrong: list[tuple[Any, list[object], str]] = [
            (update, [secret, "hush"], "changes: expected a list or a tuple, got str"),
            (update, ["ada", [secret]], "changes[0]: expected a case of UserChange, got str"),
            (
                update,
                ["ada", [DepartmentChange.Name("x")]],
                "changes[0]: expected a case of UserChange, got Name",
            ),
            (
                update,
                ["ada", [UserChange.Clear(secret)]],
                "changes[0].clear: expected UserField, got str",
            ),
            (update, ["ada", None], "changes: expected a list or a tuple, got NoneType"),
            (create, [draft, None], "draft.departments[0].department_id: expected str, got bytes"),
            (create, [DRAFT, "\ud800"], "idempotency_key: half of a surrogate pair is not Unicode"),
            (page, [PageRequest(limit=True)], "page.limit: expected int, got bool"),
            (page, [PageRequest(limit=-1)], "page.limit: expected an integer from 0 to 4294967295"),
            (page, [PageRequest(limit=2**32)], "page.limit: expected an integer from 0 to"),
            (page, [{"limit": 1}], "page: expected PageRequest, got dict"),
        ]
        for function, arguments, message in wrong:
            with self.subTest(message):
                with self.assertRaises((TypeError, ValueError)) as caught:
                    function.lower(arguments)
                self.assertTrue(str(caught.exception).startswith(message), caught.exception)

    def test_what_would_have_no_form_is_no_type(self) -> None:
        with self.assertRaises(TypeError):
            Option(Option(STRING))
        with self.assertRaises(TypeError):
            Variant((UserChange.Name, STRING), (UserChange.Departments, List(STRING)))


class InJson(unittest.TestCase):
    def test_names_are_those_of_the_interface_and_absent_fields_are_left_out(self) -> None:
        self.assertEqual(
            to_json(DRAFT),
            {
                "id": "ada",
                "name": "Ada",
                "departments": [{"department-id": "1"}],
                "attributes": [],
            },
        )
        changes = [UserChange.Title("Engineer"), UserChange.Clear(UserField.HIRED_ON)]
        self.assertEqual(
            to_json(changes),
            [{"tag": "title", "val": "Engineer"}, {"tag": "clear", "val": "hired-on"}],
        )
        error = orgbook.RateLimited(ErrorKind.RateLimited(), "wait", 300)
        self.assertEqual(
            to_json(error),
            {
                "kind": {"tag": "rate-limited"},
                "message": "wait",
                "retry-after-ms": 300,
                "details": [],
            },
        )

    def test_what_was_given_comes_back(self) -> None:
        self.assertEqual(to_json(from_json(UserDraft, to_json(DRAFT))), to_json(DRAFT))
        self.assertIs(from_json(UserField, "hired-on"), UserField.HIRED_ON)
        null = json.loads('{"name": "Ada", "id": null, "departments": [], "attributes": []}')
        self.assertIsNone(from_json(UserDraft, null).id)

    def test_what_is_of_another_type_is_refused_by_its_place(self) -> None:
        wrong: list[tuple[Any, str]] = [
            ([], "UserDraft: expected an object, got list"),
            ({"departments": [], "attributes": []}, "UserDraft: the field 'name' is missing"),
            ({"nam": "x"}, "UserDraft: unknown field 'nam'"),
            (
                {"name": "x", "departments": [{"department-id": 1}], "attributes": []},
                "UserDraft.departments[0].department-id: expected str, got int",
            ),
        ]
        for value, message in wrong:
            with self.assertRaises((TypeError, ValueError)) as caught:
                from_json(UserDraft, value)
            self.assertEqual(str(caught.exception), message)
        for change in {"tag": "nam"}, {"tag": "clear", "val": "name"}, "title", {"val": 1}:
            with self.assertRaises(ValueError):
                schema.USER_CHANGE.from_json(change, "changes")
        with self.assertRaises(TypeError):
            to_json(object())

    def test_a_call_has_to_name_a_function(self) -> None:
        directory: Any = None
        with self.assertRaises(LookupError):
            call_json(directory, "close", [])
        with self.assertRaises(TypeError):
            call_json(directory, "get-user", ["ada", "bob"])


class Threads(unittest.TestCase):
    def test_each_has_its_own_scratch_set(self) -> None:
        self.assertIsInstance(vars(_types)["case_test_cache"], _PerThreadSet)
        scratch = _PerThreadSet()
        scratch.add(str)
        seen: list[type] = []

        def another() -> None:
            seen.extend(scratch)
            scratch.clear()

        thread = threading.Thread(target=another)
        thread.start()
        thread.join()
        self.assertEqual((seen, list(scratch)), ([], [str]))


if __name__ == "__main__":
    unittest.main()
