"""A step of a low-code platform in Python: it creates a user through the directory and makes a card.

Build it with ./build. The names of the directory's types are at wit_world/imports, which
`./build --bindings FOLDER` writes out for an editor and a type checker.
"""

import os

from componentize_py_types import Err
from wit_world import exports
from wit_world.exports.onboarding import (
    Card,
    Newcomer,
    Problem,
    Problem_Again,
    Problem_Duplicate,
    Problem_Failed,
    Problem_Invalid,
)
from wit_world.imports import types, users


class Onboarding(exports.Onboarding):
    def onboard(self, newcomer: Newcomer) -> Card:
        try:
            outcome = users.create_user(draft(newcomer), newcomer.key)
            match outcome:
                case types.CreateOutcome_Created(value=created):
                    return card(users.get_user(created.id), created.replayed)
                case types.CreateOutcome_Pending():
                    return Card("", f"{newcomer.name} is invited", "The person has to agree first.")
        except Err as refusal:
            raise Err(problem(refusal.value)) from None

    def list_environment(self) -> list[str]:
        return [f"{name}={value}" for name, value in os.environ.items()]


def draft(newcomer: Newcomer) -> types.UserDraft:
    """A user with what is known of a newcomer."""
    assignment = types.Assignment(newcomer.department, sort_key=None, title=None)
    return types.UserDraft(
        id=None,
        name=newcomer.name,
        mobile=newcomer.mobile,
        email=None,
        work_email=None,
        telephone=None,
        employee_number=None,
        title=None,
        work_place=None,
        remark=None,
        manager_id=None,
        hired_on=None,
        departments=[assignment],
        attributes=[],
    )


def card(user: types.User, replayed: bool) -> Card:
    """What the platform shows."""
    departments = ", ".join(it.department_id for it in user.memberships or [])
    begun = "was here already" if replayed else "is here"
    return Card(
        user_id=user.id,
        title=f"{user.name} {begun}",
        text=f"mobile {user.mobile or 'not told'}; departments {departments or 'not told'}",
    )


def problem(error: types.Error) -> Problem:
    """What the platform can do about an error of the directory's."""
    match error.kind:
        case types.ErrorKind_InvalidArgument():
            return Problem_Invalid(f"{detail(error, 'field')}: {error.message}")
        case types.ErrorKind_AlreadyExists() | types.ErrorKind_Conflict():
            return Problem_Duplicate(detail(error, "existing-id"))
        case (
            types.ErrorKind_RateLimited()
            | types.ErrorKind_Timeout()
            | types.ErrorKind_Unavailable()
            | types.ErrorKind_OutcomeUnknown()
        ):
            # Safe, because of the key.
            return Problem_Again(error.retry_after_ms)
        case _:
            return Problem_Failed(error.message)


def detail(error: types.Error, name: str) -> str | None:
    """The value of an error's detail."""
    return next((it.value for it in error.details if it.name == name), None)
