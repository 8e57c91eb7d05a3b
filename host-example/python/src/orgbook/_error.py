"""What can be raised, beside the ``TypeError`` or ``ValueError`` of an argument that is none."""

from __future__ import annotations

from collections.abc import Sequence

from ._types import BackendError, Detail, ErrorKind


class OrgbookError(Exception):
    """A call did not succeed, for a reason that the directory tells.

    There is a class for each kind, so ``except orgbook.NotFound`` is the usual way to act on one;
    catch this class for the rest.
    """

    kind: ErrorKind.Case
    """The reason; ``kind.tag`` is its name in the interface, for logs."""
    message: str
    """What went wrong and what to do next, in English, for a person. Not stable."""
    retry_after_ms: int | None
    """Milliseconds after which the same call can succeed; ``None`` if waiting is not known to help."""
    backend: BackendError | None
    """What the directory's server said; ``None`` if the call did not get that far."""
    details: Sequence[Detail]
    """Further facts, possibly none at all; see `detail`."""

    def __init__(
        self,
        kind: ErrorKind.Case,
        message: str,
        retry_after_ms: int | None = None,
        backend: BackendError | None = None,
        details: Sequence[Detail] = (),
    ) -> None:
        super().__init__(kind, message, retry_after_ms, backend, details)
        self.kind = kind
        self.message = message
        self.retry_after_ms = retry_after_ms
        self.backend = backend
        self.details = details

    def __str__(self) -> str:
        return self.message

    def detail(self, name: str) -> str | None:
        """The first detail of this name, for example ``permission``; ``None`` if there is none."""
        return next((detail.value for detail in self.details if detail.name == name), None)


class InstanceLost(Exception):
    """A call broke the component off, or was broken off, and its instance can answer no more.

    Make another with `Host.instantiate`. What the call was to write may or may not have been
    written.
    """


class ComponentError(Exception):
    """The file is no component that this host can run, or none that is a directory."""
