"""Creates a user, reads and changes her, and walks through a department.

Run it against the sandbox, `cargo run -p orgbook-sandbox -- --port 8080`:

    ORGBOOK_COMPONENT=orgbook.wasm DINGTALK_OAPI_URL=http://127.0.0.1:8080 \\
    DINGTALK_API_URL=http://127.0.0.1:8080 DINGTALK_CLIENT_ID=dingsandbox00000000 \\
    DINGTALK_CLIENT_SECRET=this-is-not-a-secret-it-opens-only-the-sandbox \\
    python examples/main_job.py
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import orgbook
from orgbook import Assignment, CreateOutcome, Directory, PageRequest, User, UserChange, UserDraft


def main() -> None:
    """The main job of an address book."""
    # Once for the program: this compiles the component.
    host = orgbook.Host(os.environ["ORGBOOK_COMPONENT"])
    # Once for each tenant. The component sees these variables and nothing else.
    tenant = {name: value for name, value in os.environ.items() if name.startswith("DINGTALK_")}
    with host.instantiate(tenant) as directory:
        ada = create(directory, "Ada Lovelace", mobile="13800000123")
        directory.update_user(ada, [UserChange.Title("Engineer")])
        print(directory.get_user(ada))

        for user in everybody_in(directory, "1"):
            print(user.id, user.name or "(no name told)")

        directory.delete_user(ada)
        try:
            directory.get_user(ada)
        except orgbook.NotFound as error:
            print("gone:", error)


def create(directory: Directory, name: str, mobile: str) -> str:
    """Creates a user in the root department and returns the identifier."""
    draft = UserDraft(name=name, mobile=mobile, departments=[Assignment(department_id="1")])
    try:
        # With a key the call may be repeated after any failure: it creates nobody twice.
        outcome = directory.create_user(draft, idempotency_key=f"example/{mobile}")
    except orgbook.AlreadyExists as error:
        raise SystemExit(f"{error}; {error.detail('existing-id')} has it") from error
    match outcome:
        case CreateOutcome.Created(user):
            return user.id
        case CreateOutcome.Pending():
            raise SystemExit(f"{name} was invited and has to agree first")


def everybody_in(directory: Directory, department_id: str) -> Iterator[User]:
    """The users of a department, page by page; only a page without `next` is the last."""
    page = PageRequest(limit=20)
    while True:
        answer = directory.list_users(department_id, page=page)
        yield from answer.users
        if answer.next is None:
            return
        page = PageRequest(cursor=answer.next, limit=20)


if __name__ == "__main__":
    main()
