# Generated from the WIT by `cargo run -p orgbook-interface`.
"""The types of the interface: frozen dataclasses and enums.

A variant is a class with a class for each case, and `Case`, the union of them, for type
hints: `match` on `UserChange.Title(title)`, write `def f(change: UserChange.Case)`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Literal, TypeAlias

__all__ = [
    "ErrorKind",
    "Detail",
    "BackendError",
    "Attribute",
    "Membership",
    "Assignment",
    "RoleRef",
    "User",
    "UserDraft",
    "UserField",
    "UserChange",
    "CreatedUser",
    "PendingUser",
    "CreateOutcome",
    "UserOrder",
    "PageRequest",
    "UserPage",
    "Department",
    "DepartmentDraft",
    "CreatedDepartment",
    "DepartmentField",
    "DepartmentChange",
    "DepartmentPage",
    "NameMatch",
    "UserSelection",
    "UserRef",
    "UserRefPage",
    "IdPage",
    "DepartureReason",
    "DepartedUser",
    "DepartedUserPage",
    "AdministratorLevel",
    "Administrator",
    "AdministratorPage",
    "AccessScope",
    "Role",
    "RolePage",
    "DepartmentRef",
    "RoleMember",
    "RoleMemberPage",
    "Severity",
    "Finding",
    "SettingSource",
    "Setting",
    "Requirement",
    "DirectoryDescription",
    "RoleGroup",
    "RoleGroupPage",
    "AccountProfile",
    "ForeignAccount",
    "AccountStatus",
    "OrganisationRef",
    "ExceptionKind",
    "SeniorModeException",
    "SeniorModeSettings",
]


class ErrorKind:
    """Why a call did not succeed, in terms that hold for every directory.

    Match on the cases that you can act on and keep a catch-all arm.
    """

    @dataclass(frozen=True, slots=True)
    class NotFound:
        """The user, the department or the role does not exist, or is not visible (any more)."""

        tag: ClassVar[Literal["not-found"]] = "not-found"

    @dataclass(frozen=True, slots=True)
    class AlreadyExists:
        """Somebody else holds what must be unique; the detail `field` names it, and `existing-id`
        its holder where the directory tells.
        """

        tag: ClassVar[Literal["already-exists"]] = "already-exists"

    @dataclass(frozen=True, slots=True)
    class Conflict:
        """The request contradicts the directory's present state: for example the identifier derived
        from an idempotency key belongs to another person (detail `existing-id`), or a rule of the
        department tree forbids the change.
        """

        tag: ClassVar[Literal["conflict"]] = "conflict"

    @dataclass(frozen=True, slots=True)
    class InvalidArgument:
        """A value has a form or a length that is not allowed; the detail `field` names it.
        Repeating the call unchanged fails again.
        """

        tag: ClassVar[Literal["invalid-argument"]] = "invalid-argument"

    @dataclass(frozen=True, slots=True)
    class Misconfigured:
        """The host's configuration lacks a setting or holds a malformed one (detail `setting`).
        Nothing was sent.
        """

        tag: ClassVar[Literal["misconfigured"]] = "misconfigured"

    @dataclass(frozen=True, slots=True)
    class Unauthenticated:
        """The directory does not accept the credentials or the token (detail `setting`)."""

        tag: ClassVar[Literal["unauthenticated"]] = "unauthenticated"

    @dataclass(frozen=True, slots=True)
    class PermissionDenied:
        """The credentials are good, but the right to do this is missing: see the details
        `permission`, `help-url` and `caller-ip`.
        """

        tag: ClassVar[Literal["permission-denied"]] = "permission-denied"

    @dataclass(frozen=True, slots=True)
    class EgressDenied:
        """The host refused to send the request; allow outbound HTTP to the server in the detail
        `attempted`, a URL without its query. Nothing was sent.
        """

        tag: ClassVar[Literal["egress-denied"]] = "egress-denied"

    @dataclass(frozen=True, slots=True)
    class RateLimited:
        """Too many calls at this moment. The call was not carried out; wait for `retry_after_ms`
        and repeat it.
        """

        tag: ClassVar[Literal["rate-limited"]] = "rate-limited"

    @dataclass(frozen=True, slots=True)
    class QuotaExceeded:
        """An allowance that does not refill within minutes is used up."""

        tag: ClassVar[Literal["quota-exceeded"]] = "quota-exceeded"

    @dataclass(frozen=True, slots=True)
    class Timeout:
        """The deadline passed before there was an answer. A reading call may be repeated."""

        tag: ClassVar[Literal["timeout"]] = "timeout"

    @dataclass(frozen=True, slots=True)
    class Unavailable:
        """The directory could not be reached, or is busy, also when the request was sent again
        (detail `attempts`). The call was not carried out.
        """

        tag: ClassVar[Literal["unavailable"]] = "unavailable"

    @dataclass(frozen=True, slots=True)
    class BadResponse:
        """The answer could not be understood: no JSON, another shape, or too large."""

        tag: ClassVar[Literal["bad-response"]] = "bad-response"

    @dataclass(frozen=True, slots=True)
    class OutcomeUnknown:
        """A writing call was sent and its answer was lost; it may or may not have been carried out,
        and the provider could not find out. The detail `check` says what to look at before
        repeating it, `permission` what the provider lacked to look itself.
        """

        tag: ClassVar[Literal["outcome-unknown"]] = "outcome-unknown"

    @dataclass(frozen=True, slots=True)
    class Unsupported:
        """This directory cannot do this (detail `field` where it is one field); the message says
        what can be done instead.
        """

        tag: ClassVar[Literal["unsupported"]] = "unsupported"

    @dataclass(frozen=True, slots=True)
    class Other:
        """A refusal that has no case here, with the backend's code. It is not known to be harmless
        to repeat.
        """

        tag: ClassVar[Literal["other"]] = "other"
        value: str

    Case: TypeAlias = (
        NotFound
        | AlreadyExists
        | Conflict
        | InvalidArgument
        | Misconfigured
        | Unauthenticated
        | PermissionDenied
        | EgressDenied
        | RateLimited
        | QuotaExceeded
        | Timeout
        | Unavailable
        | BadResponse
        | OutcomeUnknown
        | Unsupported
        | Other
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """One more fact about an error. The names in use: `field`, `existing-id`, `permission`,
    `help-url`, `setting`, `caller-ip`, `attempted`, `attempts`, `check`, `completed`. New names may
    be added at any time; a name may occur more than once.
    """

    name: str
    """What kind of fact this is, for example `permission`."""
    value: str
    """The fact, for example `qyapi_get_member`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BackendError:
    """What the directory's server said, for support requests. Do not branch on it: codes differ
    from vendor to vendor, and texts change.
    """

    code: str
    """The server's own code, for example `60121`."""
    message: str
    """The server's own text, in its language; secrets are masked."""
    request_id: str | None = None
    """The server's identifier of this request; `None` if it gave none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """A value that has no field of its own: what only one vendor knows, or a custom field.

    Names: `extension.<key>` is a custom field that the organisation defined (for DingTalk the value
    is text, markdown links included). Names that begin with the provider's name belong to the
    vendor. Booleans are `True` or `False`, several identifiers are separated by commas.

    The DingTalk provider tells of users: `dingtalk.union-id`, `dingtalk.avatar-url`,
    `dingtalk.hide-mobile`, `dingtalk.senior-mode`, `dingtalk.real-authed`, `dingtalk.admin`,
    `dingtalk.boss`, `dingtalk.exclusive-account`, `dingtalk.exclusive-account-type` (`sso` or
    `dingtalk`), `dingtalk.login-id`, `dingtalk.nickname`, `dingtalk.exclusive-account-corp-name`,
    `dingtalk.exclusive-account-corp-id`, `dingtalk.disable-status`, `dingtalk.create-time` (RFC
    3339, UTC); and of departments: `dingtalk.code`, `dingtalk.brief`, `dingtalk.telephone`,
    `dingtalk.hide-dept`, `dingtalk.dept-permits`, `dingtalk.user-permits`, `dingtalk.outer-dept`,
    `dingtalk.outer-permit-depts`, `dingtalk.outer-permit-users`, `dingtalk.create-dept-group`,
    `dingtalk.auto-add-user`, `dingtalk.auto-approve-apply`, `dingtalk.group-contain-sub-dept`,
    `dingtalk.dept-group-chat-id`, `dingtalk.org-dept-owner`, `dingtalk.from-union-org`,
    `dingtalk.tags`.

    When writing a user it accepts `extension.<key>`, `dingtalk.hide-mobile`,
    `dingtalk.senior-mode`, and when changing an exclusive account `dingtalk.login-id` and
    `dingtalk.nickname`. When writing a department it accepts `dingtalk.hide-dept`,
    `dingtalk.dept-permits`, `dingtalk.user-permits` (who sees the hidden department),
    `dingtalk.outer-dept`, `dingtalk.outer-dept-only-self`, `dingtalk.outer-permit-depts`,
    `dingtalk.outer-permit-users` (what its members see), `dingtalk.create-dept-group`,
    `dingtalk.auto-approve-apply`, `dingtalk.brief`, `dingtalk.telephone`, and when changing one
    also `dingtalk.auto-add-user`, `dingtalk.group-contain-sub-dept`,
    `dingtalk.group-contain-outer-dept`, `dingtalk.group-contain-hidden-dept`,
    `dingtalk.org-dept-owner`, `dingtalk.code`. Every other name is refused with `InvalidArgument`.
    """

    name: str
    """The name, as listed above."""
    value: str
    """The value; how it is encoded is stated with the name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """That a user belongs to a department, as read."""

    department_id: str
    """The department."""
    sort_key: str | None = None
    """The user's place within the department, a decimal integer of up to 64 bits; a larger one
    comes first in DingTalk. `None`: not told.
    """
    title: str | None = None
    """The user's position in this department; `None`: not told."""
    leader: bool | None = None
    """Whether the user leads this department; `None`: not told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """That a user shall belong to a department, as written."""

    department_id: str
    """The department."""
    sort_key: str | None = None
    """The place within the department, as in `Membership`; `None`: the directory chooses."""
    title: str | None = None
    """The position in this department; `None`: it stays as it is, and a new member has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleRef:
    """A role that a user holds."""

    id: str
    """The role's identifier."""
    name: str | None = None
    """Its name; `None`: not told."""
    group_name: str | None = None
    """The name of the group that the role belongs to; `None`: not told or no group."""


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """A user, as read. Every field but `id` is `None` where the directory did not say: because
    nothing is set, because the permission to see the field is missing, or because the call that
    answered does not tell it.
    """

    id: str
    """The identifier in this organisation. It never changes. It may look like a number but is text:
    leading zeros count.
    """
    name: str | None = None
    """The display name."""
    mobile: str | None = None
    """The mobile number: `+<country>-<number>` where the country code is told, else the digits as
    told. DingTalk: needs the field permission fieldMobile.
    """
    email: str | None = None
    """The personal e-mail address. DingTalk: needs the field permission fieldEmail."""
    work_email: str | None = None
    """The e-mail address that the organisation gave."""
    telephone: str | None = None
    """The landline or extension number."""
    employee_number: str | None = None
    """The employee number, as text: leading zeros count."""
    title: str | None = None
    """The position."""
    work_place: str | None = None
    """Where the user works. DingTalk: needs the field permission fieldEmail."""
    remark: str | None = None
    """A remark. DingTalk: needs the field permission fieldEmail."""
    manager_id: str | None = None
    """The direct manager's user identifier."""
    memberships: Sequence[Membership] | None = None
    """The departments that the user directly belongs to. DingTalk's special departments with a
    negative identifier are left out.
    """
    roles: Sequence[RoleRef] | None = None
    """The roles that the user holds."""
    hired_on: str | None = None
    """The day of joining, an RFC 3339 full date (`2024-07-15`) in the organisation's zone (UTC+8
    for DingTalk).
    """
    active: bool | None = None
    """Whether the user has activated the account; `False`: invited, never logged in."""
    attributes: Sequence[Attribute] = ()
    """Everything else that the directory said, in the order of the names listed at `Attribute`,
    custom fields last. DingTalk: custom fields need fieldEmail.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class UserDraft:
    """A user to be created. An empty string is `InvalidArgument`: leave the field out."""

    id: str | None = None
    """The identifier, 1 to 64 characters; `None`: it is derived from the idempotency key if there
    is one, and otherwise generated by the provider, so that a lost answer can be looked up.
    """
    name: str
    """The display name, 1 to 80 characters."""
    mobile: str | None = None
    """The mobile number, unique in the organisation: `+<country>-<number>`, or plain digits for a
    number of mainland China in an organisation registered there. DingTalk needs it for every
    ordinary user, and does not allow to change it later.
    """
    email: str | None = None
    """The personal e-mail address, unique, at most 50 characters."""
    work_email: str | None = None
    """The organisation's e-mail address, at most 100 characters. DingTalk ignores it where the
    organisation has not opened its mailbox service.
    """
    telephone: str | None = None
    """The landline or extension number, unique, at most 50 characters."""
    employee_number: str | None = None
    """The employee number, at most 50 characters."""
    title: str | None = None
    """The position, at most 200 characters."""
    work_place: str | None = None
    """Where the user works, at most 100 characters."""
    remark: str | None = None
    """A remark, at most 2000 characters."""
    manager_id: str | None = None
    """The direct manager's user identifier."""
    hired_on: str | None = None
    """The day of joining, an RFC 3339 full date in the organisation's zone."""
    departments: Sequence[Assignment]
    """The departments to belong to, 1 to 100, each once."""
    attributes: Sequence[Attribute] = ()
    """Custom fields and vendor's values; see `Attribute` for the names that can be written.
    DingTalk ignores a custom field that the organisation has not defined.
    """


class UserField(StrEnum):
    """A field of a user that can be cleared, as far as the directory allows."""

    EMAIL = "email"
    """The personal e-mail address."""
    WORK_EMAIL = "work-email"
    """The organisation's e-mail address."""
    TELEPHONE = "telephone"
    """The landline or extension number."""
    EMPLOYEE_NUMBER = "employee-number"
    """The employee number."""
    TITLE = "title"
    """The position."""
    WORK_PLACE = "work-place"
    """Where the user works."""
    REMARK = "remark"
    """The remark."""
    MANAGER = "manager"
    """The direct manager."""
    HIRED_ON = "hired-on"
    """The day of joining."""


class UserChange:
    """One change to a user. What is not named stays as it is. The values have the limits of
    `UserDraft`; an empty string is `InvalidArgument`, because setting and clearing are separate.
    """

    @dataclass(frozen=True, slots=True)
    class Name:
        """Set the display name."""

        tag: ClassVar[Literal["name"]] = "name"
        value: str

    @dataclass(frozen=True, slots=True)
    class Mobile:
        """Set the mobile number. DingTalk does not allow it: the provider answers `Unsupported`
        before any call.
        """

        tag: ClassVar[Literal["mobile"]] = "mobile"
        value: str

    @dataclass(frozen=True, slots=True)
    class Email:
        """Set the personal e-mail address."""

        tag: ClassVar[Literal["email"]] = "email"
        value: str

    @dataclass(frozen=True, slots=True)
    class WorkEmail:
        """Set the organisation's e-mail address. `Unsupported` if the directory ignored it, and
        `OutcomeUnknown` if that could not be seen; the other changes were then made.
        """

        tag: ClassVar[Literal["work-email"]] = "work-email"
        value: str

    @dataclass(frozen=True, slots=True)
    class Telephone:
        """Set the landline or extension number."""

        tag: ClassVar[Literal["telephone"]] = "telephone"
        value: str

    @dataclass(frozen=True, slots=True)
    class EmployeeNumber:
        """Set the employee number."""

        tag: ClassVar[Literal["employee-number"]] = "employee-number"
        value: str

    @dataclass(frozen=True, slots=True)
    class Title:
        """Set the position."""

        tag: ClassVar[Literal["title"]] = "title"
        value: str

    @dataclass(frozen=True, slots=True)
    class WorkPlace:
        """Set where the user works."""

        tag: ClassVar[Literal["work-place"]] = "work-place"
        value: str

    @dataclass(frozen=True, slots=True)
    class Remark:
        """Set the remark."""

        tag: ClassVar[Literal["remark"]] = "remark"
        value: str

    @dataclass(frozen=True, slots=True)
    class Manager:
        """Set the direct manager, by user identifier."""

        tag: ClassVar[Literal["manager"]] = "manager"
        value: str

    @dataclass(frozen=True, slots=True)
    class HiredOn:
        """Set the day of joining, an RFC 3339 full date in the organisation's zone."""

        tag: ClassVar[Literal["hired-on"]] = "hired-on"
        value: str

    @dataclass(frozen=True, slots=True)
    class Departments:
        """Replace all departments of the user by these."""

        tag: ClassVar[Literal["departments"]] = "departments"
        value: Sequence[Assignment]

    @dataclass(frozen=True, slots=True)
    class Attribute:
        """Set one attribute; others stay as they are. A custom field that the directory ignores is
        told as with `work_email`.
        """

        tag: ClassVar[Literal["attribute"]] = "attribute"
        value: Attribute

    @dataclass(frozen=True, slots=True)
    class Clear:
        """Clear a field. `Unsupported`, naming the field, where the directory has no documented
        way: DingTalk clears only `UserChange.Manager`, and of an exclusive account also
        `work_email`, which freezes or deletes the mailbox.
        """

        tag: ClassVar[Literal["clear"]] = "clear"
        value: UserField

    @dataclass(frozen=True, slots=True)
    class RemoveAttribute:
        """Remove a custom field by its attribute name (`extension.<key>`). The provider reads the
        user first and writes the others back; if it may not see them it refuses with
        `PermissionDenied`, because they would be lost. Removing what is not there succeeds.
        """

        tag: ClassVar[Literal["remove-attribute"]] = "remove-attribute"
        value: str

    Case: TypeAlias = (
        Name
        | Mobile
        | Email
        | WorkEmail
        | Telephone
        | EmployeeNumber
        | Title
        | WorkPlace
        | Remark
        | Manager
        | HiredOn
        | Departments
        | Attribute
        | Clear
        | RemoveAttribute
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CreatedUser:
    """A user who now exists."""

    id: str
    """The identifier to use from now on."""
    replayed: bool
    """`True` if the user had been created by an earlier call with the same idempotency key, or by
    this call before its answer was lost; `False` if this call's answer says so.
    """
    attributes: Sequence[Attribute] = ()
    """What the server's answer told beside the identifier, for example `dingtalk.union-id`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingUser:
    """A user who has to agree before becoming a member: an invitation was sent."""

    requested_id: str | None = None
    """The identifier that was asked for, which answers `NotFound` until the person agrees; `None`:
    the directory chooses one then.
    """
    attributes: Sequence[Attribute] = ()
    """What the server's answer told."""


class CreateOutcome:
    """What came of the creation of a user."""

    @dataclass(frozen=True, slots=True)
    class Created:
        """The user exists."""

        tag: ClassVar[Literal["created"]] = "created"
        value: CreatedUser

    @dataclass(frozen=True, slots=True)
    class Pending:
        """The person was invited and has to agree first. Do not repeat the call."""

        tag: ClassVar[Literal["pending"]] = "pending"
        value: PendingUser

    Case: TypeAlias = Created | Pending


class UserOrder(StrEnum):
    """The order of a list of users."""

    JOINED_ASCENDING = "joined-ascending"
    """By the time of joining the department, earliest first."""
    JOINED_DESCENDING = "joined-descending"
    """By the time of joining the department, latest first."""
    MODIFIED_ASCENDING = "modified-ascending"
    """By the time of the last change, earliest first."""
    MODIFIED_DESCENDING = "modified-descending"
    """By the time of the last change, latest first."""
    CUSTOM = "custom"
    """As people arranged it, by the memberships' sort keys."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRequest:
    """Which part of a long list to answer."""

    cursor: str | None = None
    """The `next` of the page before, unchanged; `None`: the first page. It holds across instances;
    a changed one is `InvalidArgument`.
    """
    limit: int | None = None
    """How many entries are wanted: a hint, from 1 up; `None`: as many as the directory gives at
    once.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class UserPage:
    """A part of a list of users. Entries may repeat or be missed when the directory changes between
    two pages; this holds for every page of this package.
    """

    users: Sequence[User]
    """The users; there may be fewer than asked for, even none, although more follow."""
    next: str | None = None
    """The cursor of the next page; `None`, and only `None`, is the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Department:
    """A department. Every field but `id` is `None` where the directory did not say."""

    id: str
    """The identifier. It never changes."""
    name: str | None = None
    """The name."""
    parent_id: str | None = None
    """The department above; `None` for the root, and where it is not told."""
    sort_key: str | None = None
    """The place among its siblings, a decimal integer of up to 64 bits; a smaller one comes first
    in DingTalk.
    """
    source_identifier: str | None = None
    """The identifier that the creator gave it, from another system."""
    manager_ids: Sequence[str] | None = None
    """The user identifiers of those who manage it."""
    member_count: int | None = None
    """How many users directly belong to it."""
    total_member_count: int | None = None
    """How many users belong to it and to all departments below."""
    attributes: Sequence[Attribute] = ()
    """Everything else that the directory said, in the order of the names listed at `Attribute`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentDraft:
    """A department to be created. An empty string is `InvalidArgument`: leave the field out."""

    name: str
    """The name, 1 to 64 characters, unique among its siblings; DingTalk does not allow hyphen,
    comma and quotation mark.
    """
    parent_id: str
    """The department above; DingTalk's root is `1`."""
    sort_key: str | None = None
    """The place among its siblings, as in `Department`; `None`: the directory chooses."""
    source_identifier: str | None = None
    """An identifier from another system that stands for this department; with it the creation can
    be repeated.
    """
    attributes: Sequence[Attribute] = ()
    """Vendor's values; see `Attribute` for the names that can be written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CreatedDepartment:
    """A department that now exists."""

    id: str
    """The identifier, which the directory chose."""
    replayed: bool
    """`True` if the department was there before this call, or if this call's answer was lost;
    `False` if this call's answer says that it was created.
    """


class DepartmentField(StrEnum):
    """A field of a department that can be cleared, as far as the directory allows."""

    SORT_KEY = "sort-key"
    """The place among its siblings."""
    SOURCE_IDENTIFIER = "source-identifier"
    """The identifier from another system."""


class DepartmentChange:
    """One change to a department. What is not named stays as it is. The values have the limits of
    `DepartmentDraft`; an empty string is `InvalidArgument`.
    """

    @dataclass(frozen=True, slots=True)
    class Name:
        """Set the name."""

        tag: ClassVar[Literal["name"]] = "name"
        value: str

    @dataclass(frozen=True, slots=True)
    class Parent:
        """Move the department, with all below it, under this one."""

        tag: ClassVar[Literal["parent"]] = "parent"
        value: str

    @dataclass(frozen=True, slots=True)
    class SortKey:
        """Set the place among its siblings."""

        tag: ClassVar[Literal["sort-key"]] = "sort-key"
        value: str

    @dataclass(frozen=True, slots=True)
    class SourceIdentifier:
        """Set the identifier from another system."""

        tag: ClassVar[Literal["source-identifier"]] = "source-identifier"
        value: str

    @dataclass(frozen=True, slots=True)
    class Managers:
        """Replace those who manage it, by user identifier; the empty list leaves it without. In
        DingTalk managers must be direct members.
        """

        tag: ClassVar[Literal["managers"]] = "managers"
        value: Sequence[str]

    @dataclass(frozen=True, slots=True)
    class Attribute:
        """Set one attribute; others stay as they are."""

        tag: ClassVar[Literal["attribute"]] = "attribute"
        value: Attribute

    @dataclass(frozen=True, slots=True)
    class Clear:
        """Clear a field. `Unsupported`, naming the field, where the directory has no documented
        way: DingTalk clears none.
        """

        tag: ClassVar[Literal["clear"]] = "clear"
        value: DepartmentField

    @dataclass(frozen=True, slots=True)
    class RemoveAttribute:
        """Remove an attribute by its name. `Unsupported`, naming it, where the directory has no
        documented way: DingTalk removes none.
        """

        tag: ClassVar[Literal["remove-attribute"]] = "remove-attribute"
        value: str

    Case: TypeAlias = (
        Name | Parent | SortKey | SourceIdentifier | Managers | Attribute | Clear | RemoveAttribute
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentPage:
    """A part of a list of departments."""

    departments: Sequence[Department]
    """The departments; there may be fewer than asked for, even none, although more follow."""
    next: str | None = None
    """The cursor of the next page; `None`, and only `None`, is the end."""


class NameMatch(StrEnum):
    """How a name in a search is compared."""

    EXACT = "exact"
    """The whole name is equal to the text."""
    FUZZY = "fuzzy"
    """The name contains the text, or is otherwise like it by the directory's rules: in DingTalk
    also where it begins like it in pinyin.
    """


class UserSelection(StrEnum):
    """Which users of the organisation are meant."""

    ALL = "all"
    """All of them."""
    ACTIVE = "active"
    """Those who have activated their account."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UserRef:
    """A user by identifier and name."""

    id: str
    """The identifier."""
    name: str | None = None
    """The display name; `None`: not told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UserRefPage:
    """A part of a list of users, by identifier and name."""

    users: Sequence[UserRef]
    """The users; there may be fewer than asked for, even none, although more follow."""
    next: str | None = None
    """The cursor of the next page; `None`, and only `None`, is the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IdPage:
    """A part of a list of identifiers."""

    ids: Sequence[str]
    """The identifiers; there may be fewer than asked for, even none, although more follow."""
    next: str | None = None
    """The cursor of the next page; `None`, and only `None`, is the end."""


class DepartureReason:
    """How somebody came to leave the organisation."""

    @dataclass(frozen=True, slots=True)
    class Left:
        """The user left by themselves."""

        tag: ClassVar[Literal["left"]] = "left"

    @dataclass(frozen=True, slots=True)
    class RemovedByAdministrator:
        """An administrator removed the user."""

        tag: ClassVar[Literal["removed-by-administrator"]] = "removed-by-administrator"

    @dataclass(frozen=True, slots=True)
    class RemovedByProgram:
        """A program removed the user, as `delete_user` does."""

        tag: ClassVar[Literal["removed-by-program"]] = "removed-by-program"

    @dataclass(frozen=True, slots=True)
    class AccountCancelled:
        """The user's account was cancelled."""

        tag: ClassVar[Literal["account-cancelled"]] = "account-cancelled"

    @dataclass(frozen=True, slots=True)
    class Other:
        """Another reason, in the directory's word."""

        tag: ClassVar[Literal["other"]] = "other"
        value: str

    Case: TypeAlias = Left | RemovedByAdministrator | RemovedByProgram | AccountCancelled | Other


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartedUser:
    """A user who left the organisation. The identifier leads to nobody any more."""

    id: str
    """The identifier that the user had."""
    name: str | None = None
    """The display name; `None`: not told."""
    mobile: str | None = None
    """The mobile number, as in `User`; `None`: not told."""
    left_at: str | None = None
    """When the user left, an RFC 3339 date and time; `None`: not told."""
    reason: DepartureReason.Case | None = None
    """How it came about; `None`: not told, or not known to the directory."""
    attributes: Sequence[Attribute] = ()
    """Everything else that the directory said; from DingTalk nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartedUserPage:
    """A part of a list of users who left."""

    users: Sequence[DepartedUser]
    """The users; there may be fewer than asked for, even none, although more follow."""
    next: str | None = None
    """The cursor of the next page; `None`, and only `None`, is the end."""


class AdministratorLevel:
    """What an administrator may administrate."""

    @dataclass(frozen=True, slots=True)
    class Main:
        """Everything."""

        tag: ClassVar[Literal["main"]] = "main"

    @dataclass(frozen=True, slots=True)
    class Sub:
        """What the main administrator has delegated."""

        tag: ClassVar[Literal["sub"]] = "sub"

    @dataclass(frozen=True, slots=True)
    class Other:
        """Another level, in the directory's word."""

        tag: ClassVar[Literal["other"]] = "other"
        value: str

    Case: TypeAlias = Main | Sub | Other


@dataclass(frozen=True, slots=True, kw_only=True)
class Administrator:
    """An administrator of the organisation."""

    user_id: str
    """The user."""
    level: AdministratorLevel.Case | None = None
    """The level; `None`: not told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdministratorPage:
    """A part of a list of administrators."""

    administrators: Sequence[Administrator]
    """The administrators; there may be fewer than asked for, even none, although more follow."""
    next: str | None = None
    """The cursor of the next page; `None`, and only `None`, is the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessScope:
    """What of the organisation the credentials in use can see and change."""

    department_ids: Sequence[str]
    """The departments, each with all below it; the root alone stands for everything."""
    user_ids: Sequence[str]
    """Single users beside these departments."""
    user_fields: Sequence[str]
    """The fields of a user that are told, in the directory's own names. DingTalk's differ from
    those of its other calls (`jobnumber`, `position`).
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A role that users can hold."""

    id: str
    """The identifier. It never changes."""
    name: str | None = None
    """The name; `None`: not told."""
    group_id: str | None = None
    """The group that it belongs to; `None`: not told or no group."""
    attributes: Sequence[Attribute] = ()
    """Everything else that the directory said; from DingTalk nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RolePage:
    """A part of a list of roles."""

    roles: Sequence[Role]
    """The roles; there may be fewer than asked for, even none, although more follow."""
    next: str | None = None
    """The cursor of the next page; `None`, and only `None`, is the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentRef:
    """A department by identifier and name."""

    id: str
    """The identifier."""
    name: str | None = None
    """The name; `None`: not told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleMember:
    """A user who holds a role."""

    user_id: str
    """The user."""
    name: str | None = None
    """The user's display name; `None`: not told."""
    scope: Sequence[DepartmentRef] | None = None
    """The departments that the user has the role for; `None`: not told, which in DingTalk means for
    all.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleMemberPage:
    """A part of a list of users who hold a role."""

    members: Sequence[RoleMember]
    """The members; there may be fewer than asked for, even none, although more follow."""
    next: str | None = None
    """The cursor of the next page; `None`, and only `None`, is the end."""


class Severity(StrEnum):
    """How a finding of `check_directory` is to be taken."""

    OK = "ok"
    """As it should be."""
    WARNING = "warning"
    """The main job works, and something is missing that people usually want."""
    ERROR = "error"
    """Calls will fail."""
    UNKNOWN = "unknown"
    """It could not be found out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One result of `check_directory`."""

    id: str
    """What was checked, for example `access-token` or `permission.qyapi_get_member`. Stable."""
    severity: Severity
    """How it is to be taken."""
    subject: str
    """What was checked, for a person."""
    observed: str
    """What was seen."""
    action: str | None = None
    """What to do; `None`: nothing."""
    url: str | None = None
    """The page where it is done; `None`: there is none."""
    details: Sequence[Detail] = ()
    """Further facts, named as in `Detail`; possibly none at all."""


class SettingSource(StrEnum):
    """Where the value of a setting comes from."""

    ENVIRONMENT = "environment"
    """The host's environment sets it."""
    DEFAULT = "default"
    """It is not set; the default holds."""
    UNSET = "unset"
    """It is not set, and there is no default."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A setting of the provider as it stands."""

    name: str
    """The environment variable."""
    value: str | None = None
    """The value in force; `None` for a secret, for a malformed value and where there is none."""
    source: SettingSource
    """Where it comes from."""
    problem: str | None = None
    """Why the value cannot be used; `None`: it can."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """A permission of the directory's vendor and what needs it."""

    permission: str
    """The permission's code, for example `qyapi_get_member`."""
    functions: Sequence[str]
    """The functions of this package that need it, as `users.get-user`."""
    purpose: str
    """What it is for, for a person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryDescription:
    """What a provider is and how it is configured."""

    provider: str
    """The provider's name, for example `dingtalk`."""
    version: str
    """The version of the component."""
    root_department_id: str
    """The department that all others are below."""
    settings: Sequence[Setting]
    """All settings, whether set or not."""
    requirements: Sequence[Requirement]
    """The permissions that the functions need."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleGroup:
    """A group of roles."""

    id: str
    """The identifier. It never changes."""
    name: str | None = None
    """The name; `None`: not told."""
    roles: Sequence[Role]
    """The roles in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleGroupPage:
    """A part of a list of role groups."""

    groups: Sequence[RoleGroup]
    """The groups; there may be fewer than asked for, even none, although more follow."""
    next: str | None = None
    """The cursor of the next page; `None`, and only `None`, is the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountProfile:
    """How an exclusive account shows itself."""

    mobile: str | None = None
    """A mobile number for the account alone, as `+<country>-<number>`; `None`: no number."""
    nickname: str | None = None
    """The name that others see; `None`: the name of the user."""
    avatar_media_id: str | None = None
    """A media id of DingTalk for the portrait; `None`: the default one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignAccount:
    """An exclusive account that another organisation owns."""

    corp_id: str
    """The CorpId of that organisation."""
    user_id: str
    """The user's identifier there."""


class AccountStatus(StrEnum):
    """Whether an exclusive account can be used."""

    ENABLED = "enabled"
    """It can."""
    DISABLED = "disabled"
    """It was disabled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationRef:
    """An organisation of DingTalk."""

    corp_id: str
    """The CorpId."""
    name: str | None = None
    """The name; `None`: not told."""


class ExceptionKind(StrEnum):
    """What kind of thing a senior mode makes an exception for."""

    USER = "user"
    """A user."""
    DEPARTMENT = "department"
    """The members of a department."""
    ROLE = "role"
    """The members of a role."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeniorModeException:
    """Somebody for whom a senior mode makes an exception."""

    kind: ExceptionKind
    """What the identifier is of."""
    id: str
    """The identifier."""
    name: str | None = None
    """The name; `None`: not told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeniorModeSettings:
    """What senior mode keeps from a user."""

    protected_scenes: Sequence[str]
    """What is kept from the user, in DingTalk's words: `DING_SMS`, `DING_MSG`, `CHAT`,
    `CONFERENCE_VIDEO`, `CONFERENCE`, `VIDEO_CALL`, `CONFERENCE_VOIP`, `CALL`, `SEARCH`,
    `CALL_CENTER`.
    """
    exceptions: Sequence[SeniorModeException]
    """Who may do it all the same; at most 200 when set, and the names are not looked at."""
