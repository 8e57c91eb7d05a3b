"""What is secret shows in no error and in no object."""

from __future__ import annotations

import traceback
import unittest

import orgbook
from orgbook import AccountProfile, Directory, UserDraft

from .support import Sandbox, host, trapping_host

SECRET = "hush-4711-hush"


class Secrets(unittest.TestCase):
    def assert_hidden(self, error: BaseException) -> None:
        """Nothing that is printed of the error has the secret."""
        shown = [str(error), repr(error), *traceback.format_exception(error)]
        if isinstance(error, orgbook.OrgbookError):
            shown.append(str(orgbook.to_json(error)))
        self.assertNotIn(SECRET, "".join(shown))

    def test_a_refused_secret_shows_in_no_error(self) -> None:
        directory = Sandbox(self).directory(DINGTALK_CLIENT_SECRET=SECRET)
        with self.assertRaises(orgbook.Unauthenticated) as caught:
            directory.get_user("manager4220")
        self.assert_hidden(caught.exception)

    def test_a_secret_that_cannot_be_passed_shows_in_no_error(self) -> None:
        with self.assertRaises(ValueError) as caught:
            host().instantiate({"DINGTALK_CLIENT_SECRET": f"{SECRET}\0"})
        self.assert_hidden(caught.exception)

    def test_a_lost_instance_tells_no_secret(self) -> None:
        directory = trapping_host().instantiate({"DINGTALK_CLIENT_SECRET": SECRET})
        with self.assertRaises(orgbook.InstanceLost) as caught:
            directory.get_user(SECRET)
        self.assert_hidden(caught.exception)

    def test_the_objects_keep_no_secret(self) -> None:
        directory = host().instantiate({"DINGTALK_CLIENT_SECRET": SECRET})
        for shown in repr(directory), repr(vars(directory)), repr(host()), repr(vars(host())):
            self.assertNotIn(SECRET, shown)

    def test_a_password_shows_in_no_error(self) -> None:
        directory = Sandbox(self).directory()

        def create(directory: Directory, password: str) -> None:
            directory.create_login_account(
                UserDraft(name="Ada", departments=[]), "ada", password, False, AccountProfile()
            )

        for password in SECRET, f"{SECRET}\ud800":
            with self.assertRaises((orgbook.OrgbookError, ValueError)) as caught:
                create(directory, password)
            self.assert_hidden(caught.exception)
        with self.assertRaises(TypeError) as mistyped:
            create(directory, SECRET.encode())  # type: ignore[arg-type]
        self.assert_hidden(mistyped.exception)


if __name__ == "__main__":
    unittest.main()
