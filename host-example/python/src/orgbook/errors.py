# Generated from the WIT by `cargo run -p orgbook-interface`.
"""An exception for each kind of error."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from ._error import OrgbookError
from ._types import ErrorKind

__all__ = [
    "NotFound",
    "AlreadyExists",
    "Conflict",
    "InvalidArgument",
    "Misconfigured",
    "Unauthenticated",
    "PermissionDenied",
    "EgressDenied",
    "RateLimited",
    "QuotaExceeded",
    "Timeout",
    "Unavailable",
    "BadResponse",
    "OutcomeUnknown",
    "Unsupported",
    "Other",
]


class NotFound(OrgbookError):
    """The user, the department or the role does not exist, or is not visible (any more)."""

    kind: ErrorKind.NotFound


class AlreadyExists(OrgbookError):
    """Somebody else holds what must be unique; the detail `field` names it, and `existing-id` its
    holder where the directory tells.
    """

    kind: ErrorKind.AlreadyExists


class Conflict(OrgbookError):
    """The request contradicts the directory's present state: for example the identifier derived
    from an idempotency key belongs to another person (detail `existing-id`), or a rule of the
    department tree forbids the change.
    """

    kind: ErrorKind.Conflict


class InvalidArgument(OrgbookError):
    """A value has a form or a length that is not allowed; the detail `field` names it. Repeating
    the call unchanged fails again.
    """

    kind: ErrorKind.InvalidArgument


class Misconfigured(OrgbookError):
    """The host's configuration lacks a setting or holds a malformed one (detail `setting`). Nothing
    was sent.
    """

    kind: ErrorKind.Misconfigured


class Unauthenticated(OrgbookError):
    """The directory does not accept the credentials or the token (detail `setting`)."""

    kind: ErrorKind.Unauthenticated


class PermissionDenied(OrgbookError):
    """The credentials are good, but the right to do this is missing: see the details `permission`,
    `help-url` and `caller-ip`.
    """

    kind: ErrorKind.PermissionDenied


class EgressDenied(OrgbookError):
    """The host refused to send the request; allow outbound HTTP to the server in the detail
    `attempted`, a URL without its query. Nothing was sent.
    """

    kind: ErrorKind.EgressDenied


class RateLimited(OrgbookError):
    """Too many calls at this moment. The call was not carried out; wait for `retry_after_ms` and
    repeat it.
    """

    kind: ErrorKind.RateLimited


class QuotaExceeded(OrgbookError):
    """An allowance that does not refill within minutes is used up."""

    kind: ErrorKind.QuotaExceeded


class Timeout(OrgbookError):
    """The deadline passed before there was an answer. A reading call may be repeated."""

    kind: ErrorKind.Timeout


class Unavailable(OrgbookError):
    """The directory could not be reached, or is busy, also when the request was sent again (detail
    `attempts`). The call was not carried out.
    """

    kind: ErrorKind.Unavailable


class BadResponse(OrgbookError):
    """The answer could not be understood: no JSON, another shape, or too large."""

    kind: ErrorKind.BadResponse


class OutcomeUnknown(OrgbookError):
    """A writing call was sent and its answer was lost; it may or may not have been carried out, and
    the provider could not find out. The detail `check` says what to look at before repeating it,
    `permission` what the provider lacked to look itself.
    """

    kind: ErrorKind.OutcomeUnknown


class Unsupported(OrgbookError):
    """This directory cannot do this (detail `field` where it is one field); the message says what
    can be done instead.
    """

    kind: ErrorKind.Unsupported


class Other(OrgbookError):
    """A refusal that has no case here, with the backend's code. It is not known to be harmless to
    repeat.
    """

    kind: ErrorKind.Other


_BY_KIND: Final[Mapping[str, type[OrgbookError]]] = {
    ErrorKind.NotFound.tag: NotFound,
    ErrorKind.AlreadyExists.tag: AlreadyExists,
    ErrorKind.Conflict.tag: Conflict,
    ErrorKind.InvalidArgument.tag: InvalidArgument,
    ErrorKind.Misconfigured.tag: Misconfigured,
    ErrorKind.Unauthenticated.tag: Unauthenticated,
    ErrorKind.PermissionDenied.tag: PermissionDenied,
    ErrorKind.EgressDenied.tag: EgressDenied,
    ErrorKind.RateLimited.tag: RateLimited,
    ErrorKind.QuotaExceeded.tag: QuotaExceeded,
    ErrorKind.Timeout.tag: Timeout,
    ErrorKind.Unavailable.tag: Unavailable,
    ErrorKind.BadResponse.tag: BadResponse,
    ErrorKind.OutcomeUnknown.tag: OutcomeUnknown,
    ErrorKind.Unsupported.tag: Unsupported,
    ErrorKind.Other.tag: Other,
}


def error_of(kind: ErrorKind.Case, **fields: Any) -> OrgbookError:
    """The exception for an error of this kind."""
    return _BY_KIND[kind.tag](kind=kind, **fields)
