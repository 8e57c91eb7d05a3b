"""A directory against the sandbox."""

from __future__ import annotations

import os
import unittest
from concurrent.futures import ThreadPoolExecutor
from typing import assert_never
from unittest import mock

import orgbook
from orgbook import (
    Assignment,
    Attribute,
    CreateOutcome,
    NameMatch,
    PageRequest,
    UserChange,
    UserDraft,
    UserField,
    UserSelection,
)

from .support import Sandbox, host, trapping_host


def created(outcome: CreateOutcome.Case) -> str:
    """Who was created; a type checker sees that no case is forgotten."""
    match outcome:
        case CreateOutcome.Created(user):
            return user.id
        case CreateOutcome.Pending(user):
            raise AssertionError(f"{user.requested_id} was invited")
        case _:
            assert_never(outcome)


class TheDirectory(unittest.TestCase):
    def setUp(self) -> None:
        self.sandbox = Sandbox(self)
        self.directory = self.sandbox.directory()
        self.addCleanup(self.directory.close)

    def test_a_user_is_created_changed_and_deleted(self) -> None:
        draft = UserDraft(
            id="ada",
            name="陈爱达 🧭",
            mobile="13800000123",
            departments=[Assignment(department_id="1", sort_key="9007199254740993")],
            attributes=[Attribute(name="extension.hobby", value="go")],
        )
        self.assertEqual(created(self.directory.create_user(draft)), "ada")
        self.directory.update_user("ada", [UserChange.Title("Engineer")])
        self.directory.update_user("ada", (UserChange.Clear(UserField.MANAGER),))
        user = self.directory.get_user("ada")
        self.assertEqual((user.name, user.title), ("陈爱达 🧭", "Engineer"))
        assert user.memberships is not None
        self.assertEqual(user.memberships[0].sort_key, "9007199254740993")
        self.assertIn(Attribute(name="extension.hobby", value="go"), user.attributes)
        self.directory.delete_user("ada")
        with self.assertRaises(orgbook.NotFound):
            self.directory.get_user("ada")

    def test_absent_and_empty_are_different(self) -> None:
        user = self.directory.get_user("manager4220")
        self.assertEqual(user.telephone, "")
        self.assertIsNone(user.work_email)
        self.assertIsNone(self.directory.find_user_by_mobile("13800009999"))

    def test_every_form_of_an_answer_arrives(self) -> None:
        self.assertGreater(self.directory.count_users(UserSelection.ALL), 0)
        self.assertEqual(self.directory.get_department_path("1"), ("1",))
        self.assertEqual(self.directory.list_user_department_paths("manager4220"), (("1",),))
        self.assertEqual(self.directory.describe_directory().provider, "dingtalk")
        self.assertTrue(self.directory.check_directory())
        group = self.directory.create_role_group("Night shift")
        role = self.directory.create_role("Porter", group)
        self.directory.rename_role(role, "Night porter")
        self.assertEqual(self.directory.get_role(role).name, "Night porter")
        found = self.directory.search_user_ids("林海", NameMatch.EXACT)
        self.assertEqual(found.ids, ("manager4220",))

    def test_another_instance_goes_on_with_a_cursor(self) -> None:
        first = self.directory.list_department_ids("1", PageRequest(limit=1))
        assert first.next is not None
        with self.sandbox.directory() as another:
            second = another.list_department_ids("1", PageRequest(cursor=first.next))
        everything = self.directory.list_department_ids("1")
        self.assertEqual((*first.ids, *second.ids), everything.ids)

    def test_what_the_error_says_is_there(self) -> None:
        with self.assertRaises(orgbook.NotFound) as caught:
            self.directory.get_user("nobody")
        error = caught.exception
        self.assertEqual(error.kind.tag, "not-found")
        self.assertEqual(str(error), error.message)
        assert error.backend is not None
        self.assertEqual(error.backend.code, "60121")
        self.assertIsNone(error.retry_after_ms)

        with self.assertRaises(orgbook.Unsupported) as refused:
            self.directory.update_user("manager4220", [UserChange.Mobile("13900000000")])
        self.assertEqual(refused.exception.detail("field"), "mobile")
        self.assertIsNone(refused.exception.detail("permission"))

    def test_an_argument_of_another_type_is_refused_and_the_instance_works_on(self) -> None:
        with self.assertRaisesRegex(TypeError, r"^id: expected str, got int$"):
            self.directory.get_user(7)  # type: ignore[arg-type]
        self.assertEqual(self.directory.get_user("manager4220").id, "manager4220")

    def test_after_closing_there_is_no_call(self) -> None:
        self.directory.close()
        self.directory.close()
        with self.assertRaisesRegex(ValueError, "closed"):
            self.directory.get_user("manager4220")


class Instances(unittest.TestCase):
    def test_two_tenants_stand_side_by_side(self) -> None:
        one, other = Sandbox(self), Sandbox(self)
        draft = UserDraft(
            id="ada", name="Ada", mobile="13800000123", departments=[Assignment(department_id="1")]
        )
        with one.directory() as here, other.directory() as there:
            here.create_user(draft)
            self.assertEqual(here.get_user("ada").name, "Ada")
            with self.assertRaises(orgbook.NotFound):
                there.get_user("ada")
            there.create_user(draft)

    def test_the_component_sees_what_it_is_given_and_nothing_of_the_process(self) -> None:
        sandbox = Sandbox(self)
        with mock.patch.dict(os.environ, sandbox.environment()):
            with host().instantiate({"ORGBOOK_DEADLINE_MS": "1000"}) as directory:
                with self.assertRaises(orgbook.Misconfigured) as caught:
                    directory.get_user("manager4220")
        self.assertEqual(caught.exception.detail("setting"), "DINGTALK_CLIENT_ID")

    def test_threads_may_share_a_host_and_an_instance(self) -> None:
        sandbox = Sandbox(self)
        # Calls that differ in the forms of their optional arguments, and send nothing.
        pages = [PageRequest(limit=1), None, PageRequest(cursor="x")]
        with sandbox.directory() as shared, ThreadPoolExecutor(4) as threads:

            def read(number: int) -> str:
                with sandbox.directory(ORGBOOK_CALLS_PER_SECOND="0") as own:
                    for directory in own, shared:
                        with self.assertRaises(orgbook.InvalidArgument):
                            directory.list_inactive_user_ids("a day", ["1"], pages[number % 3])
                    return own.get_user("manager4220").id

            self.assertEqual(set(threads.map(read, range(12))), {"manager4220"})

    def test_a_trap_loses_the_instance_and_no_other(self) -> None:
        trapping = trapping_host()
        directory = trapping.instantiate({})
        with self.assertRaisesRegex(orgbook.InstanceLost, "get-user broke off") as caught:
            directory.get_user("ada")
        self.assertIn("unreachable", str(caught.exception.__cause__))
        for _ in range(2):
            with self.assertRaisesRegex(orgbook.InstanceLost, "lost in get-user"):
                directory.delete_user("ada")
        # What the component does not have is told by one that is not lost.
        with self.assertRaises(orgbook.Unsupported):
            trapping.instantiate({}).delete_user("ada")

    def test_what_is_no_directory_is_refused(self) -> None:
        with self.assertRaisesRegex(orgbook.ComponentError, "compile"):
            orgbook.Host(b"\0asm nothing")
        with self.assertRaisesRegex(orgbook.ComponentError, "does not export"):
            orgbook.Host(b"(component)")
        with self.assertRaises(FileNotFoundError):
            orgbook.Host("/nowhere/orgbook.wasm")

    def test_an_environment_that_would_arrive_changed_is_refused(self) -> None:
        for name, value in ("A", "x\0y"), ("A=B", "x"), ("", "x"), ("A\0", "x"):
            with self.assertRaises(ValueError):
                host().instantiate({name: value})
        with self.assertRaises(TypeError):
            host().instantiate({"A": 1})  # type: ignore[dict-item]


if __name__ == "__main__":
    unittest.main()
