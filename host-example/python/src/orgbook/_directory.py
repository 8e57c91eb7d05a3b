# Generated from the WIT by `cargo run -p orgbook-interface`.
"""The functions of the interface as methods, in a class for each interface."""

from __future__ import annotations

from collections.abc import Sequence

from . import _schema as schema
from ._instance import Instance
from ._types import (
    AccessScope,
    AccountProfile,
    AccountStatus,
    AdministratorPage,
    CreateOutcome,
    CreatedDepartment,
    DepartedUserPage,
    Department,
    DepartmentChange,
    DepartmentDraft,
    DepartmentPage,
    DirectoryDescription,
    Finding,
    ForeignAccount,
    IdPage,
    NameMatch,
    OrganisationRef,
    PageRequest,
    Role,
    RoleGroup,
    RoleGroupPage,
    RoleMemberPage,
    RolePage,
    SeniorModeSettings,
    User,
    UserChange,
    UserDraft,
    UserOrder,
    UserPage,
    UserRefPage,
    UserSelection,
)


class _Users(Instance):
    """Users of the organisation.

    Beside the errors named at each function, every function can answer `Misconfigured`,
    `Unauthenticated`, `PermissionDenied`, `EgressDenied`, `RateLimited`, `QuotaExceeded`,
    `Timeout`, `Unavailable`, `BadResponse` and `Other`.
    """

    def get_user(self, id: str) -> User:
        """Reads one user with all that the directory tells.

        `NotFound` if there is nobody with this identifier, also when the person left or has not
        accepted the invitation yet. Changes nothing and may be repeated.
        """
        return self._call(schema.GET_USER, id)

    def find_user_by_mobile(self, mobile: str) -> User | None:
        """Finds the user with this mobile number, given as `+<country>-<number>` or as digits.

        `None` if nobody in the organisation has it; `InvalidArgument` if the directory does not
        take it for a mobile number, as DingTalk does not a foreign one without its country. Changes
        nothing and may be repeated.
        """
        return self._call(schema.FIND_USER_BY_MOBILE, mobile)

    def list_users(
        self,
        department_id: str,
        order: UserOrder | None = None,
        page: PageRequest | None = None,
    ) -> UserPage:
        """Lists the users who directly belong to a department, page by page. Departments below it
        are not visited, and a user in several departments is in the list of each.

        The records tell less than `get_user`: in DingTalk no roles, no manager, and of the
        memberships the sort key and the leadership in this department alone.

        `order`: `None` leaves it to the directory, and one that it does not have is `Unsupported`.
        It must not change from page to page. `NotFound` if there is no such department. Changes
        nothing and may be repeated.
        """
        return self._call(schema.LIST_USERS, department_id, order, page)

    def create_user(
        self,
        draft: UserDraft,
        idempotency_key: str | None = None,
    ) -> CreateOutcome.Case:
        """Creates a user.

        `idempotency_key`: 1 to 256 bytes that stand for this creation, for example the key of the
        row that it comes from. With a key, and without `draft.id`, the identifier is `k-` and the
        first 26 characters of the lower-case base32 of the key's SHA-256, for ever: repeating the
        call after any failure creates nobody twice, and answers `CreateOutcome.Created` with
        `replayed`. Key and `draft.id` together are `InvalidArgument`.

        `AlreadyExists` (detail `field`) if the mobile number, the e-mail address, the telephone
        number or the caller's own `id` is taken; `Conflict` (detail `existing-id`) if the derived
        identifier belongs to somebody with another name, or another mobile number where that can be
        read, and so if the caller's own `id` does, after an answer was lost; `OutcomeUnknown` if
        the answer was lost and the user could not be read back. A user without key or `id` must not
        be created again after `OutcomeUnknown` before the detail `check` was followed.
        """
        return self._call(schema.CREATE_USER, draft, idempotency_key)

    def update_user(self, id: str, changes: Sequence[UserChange.Case]) -> None:
        """Changes a user. What the list does not name stays as it is; naming the same thing twice,
        or nothing at all, is `InvalidArgument`.

        `Unsupported` (detail `field`) for what the directory cannot change; if that is known
        beforehand nothing is changed at all. `NotFound` if there is nobody with this identifier.
        The changes set values, so the call may be repeated, after `OutcomeUnknown` too.
        """
        return self._call(schema.UPDATE_USER, id, changes)

    def delete_user(self, id: str) -> None:
        """Removes a user from the organisation, with all that hangs on the membership (in DingTalk
        attendance groups and the HR roster).

        `NotFound` if there is nobody with this identifier: deleting is not idempotent. When the
        answer is lost, the provider looks whether the user is gone. After `OutcomeUnknown`, repeat
        it or read the user: `NotFound` then means that it is done.
        """
        return self._call(schema.DELETE_USER, id)


class _UserQueries(Instance):
    """Finding users, and lists of users that tell less than `list_users` and cost less.

    Beside the errors named at each function, every function can answer `Misconfigured`,
    `Unauthenticated`, `PermissionDenied`, `EgressDenied`, `RateLimited`, `QuotaExceeded`,
    `Timeout`, `Unavailable`, `BadResponse` and `Other`. All functions here only read and may be
    repeated.
    """

    def find_user_by_attribute(self, name: str, value: str) -> User | None:
        """Finds the user whose attribute has this value. DingTalk finds by `dingtalk.union-id` and,
        for exclusive accounts of this organisation, by `dingtalk.login-id`.

        `None` if nobody in the organisation has it, as for a person who is only an external
        contact; `Unsupported` (detail `field`) if the directory does not find by this attribute.
        """
        return self._call(schema.FIND_USER_BY_ATTRIBUTE, name, value)

    def search_user_ids(
        self,
        name: str,
        matching: NameMatch,
        page: PageRequest | None = None,
    ) -> IdPage:
        """Searches users by name, and answers their identifiers.

        DingTalk: users outside the app's data range are left out.
        """
        return self._call(schema.SEARCH_USER_IDS, name, matching, page)

    def list_user_ids(self, department_id: str, page: PageRequest | None = None) -> IdPage:
        """Lists the identifiers of the users who directly belong to a department, page by page.

        DingTalk tells all of them at once, so a page without limit is the whole list; it is not
        limited by the app's data range, so `get_user` may refuse some of them with
        `PermissionDenied`. `NotFound` if there is no such department.
        """
        return self._call(schema.LIST_USER_IDS, department_id, page)

    def list_user_refs(
        self,
        department_id: str,
        order: UserOrder | None = None,
        page: PageRequest | None = None,
    ) -> UserRefPage:
        """Lists the users who directly belong to a department by identifier and name, page by page.

        `order`: as in `list_users`. `NotFound` if there is no such department.
        """
        return self._call(schema.LIST_USER_REFS, department_id, order, page)

    def list_inactive_user_ids(
        self,
        day: str,
        department_ids: Sequence[str] | None = None,
        page: PageRequest | None = None,
    ) -> IdPage:
        """Lists the identifiers of users who did not log in on a day.

        `day`: an RFC 3339 full date in the organisation's zone; DingTalk knows a day from 9 o'clock
        of the next, for a month. `department_ids`: only users of these departments; `None`: of all.
        """
        return self._call(schema.LIST_INACTIVE_USER_IDS, day, department_ids, page)

    def list_departed_users(
        self,
        since: str,
        until: str | None = None,
        page: PageRequest | None = None,
    ) -> DepartedUserPage:
        """Lists users who left the organisation, with when and why.

        `since`, `until`: RFC 3339 dates and times in UTC such as `2024-07-15T00:00:00Z`; `until`
        being `None` means now. DingTalk: at most 365 days between them.
        """
        return self._call(schema.LIST_DEPARTED_USERS, since, until, page)


class _Departments(Instance):
    """Departments of the organisation, a tree with one root.

    Beside the errors named at each function, every function can answer `Misconfigured`,
    `Unauthenticated`, `PermissionDenied`, `EgressDenied`, `RateLimited`, `QuotaExceeded`,
    `Timeout`, `Unavailable`, `BadResponse` and `Other`. DingTalk's special departments with a
    negative identifier are left out.
    """

    def get_department(self, id: str) -> Department:
        """Reads one department with all that the directory tells.

        `NotFound` if there is no such department. Changes nothing and may be repeated.
        """
        return self._call(schema.GET_DEPARTMENT, id)

    def list_department_ids(self, parent_id: str, page: PageRequest | None = None) -> IdPage:
        """Lists the identifiers of the departments directly below one, page by page.

        DingTalk tells all of them at once, so a page without limit is the whole list; it is not
        limited by the app's data range. `NotFound` if there is no such department. Changes nothing
        and may be repeated.
        """
        return self._call(schema.LIST_DEPARTMENT_IDS, parent_id, page)

    def list_departments(self, parent_id: str, page: PageRequest | None = None) -> DepartmentPage:
        """Lists the departments directly below one, page by page. The records tell less than
        `get_department`.

        DingTalk tells all of them at once, so a page without limit is the whole list;
        `PermissionDenied` if the parent is outside the app's data range. `NotFound` if there is no
        such department. Changes nothing and may be repeated.
        """
        return self._call(schema.LIST_DEPARTMENTS, parent_id, page)

    def create_department(self, draft: DepartmentDraft) -> CreatedDepartment:
        """Creates a department.

        With `draft.source_identifier` the provider first looks among the departments below the
        parent: one with this identifier is the answer, with `replayed`, whatever its name is now.
        So the call may be repeated after any failure and creates nothing twice under this parent.

        `AlreadyExists` (details `field`, `existing-id`) if a sibling has the name; `NotFound`
        (detail `field`) if there is no such parent; `OutcomeUnknown` if the answer was lost and
        nothing tells whether the department was created, such as a sibling that has the name
        (detail `existing-id`) where there is no source identifier.
        """
        return self._call(schema.CREATE_DEPARTMENT, draft)

    def update_department(self, id: str, changes: Sequence[DepartmentChange.Case]) -> None:
        """Changes a department. What the list does not name stays as it is; naming the same thing
        twice, or nothing at all, is `InvalidArgument`.

        `Conflict` if it would be moved below itself; `AlreadyExists` (detail `field`) if a sibling
        has the name; `Unsupported` for the root. The changes set values, so the call may be
        repeated, after `OutcomeUnknown` too.
        """
        return self._call(schema.UPDATE_DEPARTMENT, id, changes)

    def delete_department(self, id: str) -> None:
        """Deletes a department.

        `Conflict` if it or a department below it has members, or if there are departments below it;
        `Unsupported` for the root; `NotFound` if there is no such department: deleting is not
        idempotent. When the answer is lost, the provider looks whether the department is gone.
        After `OutcomeUnknown`, repeat it or read the department: `NotFound` then means that it is
        done.
        """
        return self._call(schema.DELETE_DEPARTMENT, id)


class _DepartmentQueries(Instance):
    """Finding departments and the way up from one.

    Beside the errors named at each function, every function can answer `Misconfigured`,
    `Unauthenticated`, `PermissionDenied`, `EgressDenied`, `RateLimited`, `QuotaExceeded`,
    `Timeout`, `Unavailable`, `BadResponse` and `Other`. All functions here only read and may be
    repeated.
    """

    def get_department_path(self, id: str) -> Sequence[str]:
        """Tells the departments from this one up: itself first, then its parent, last the root.

        DingTalk: not limited by the app's data range. `NotFound` if there is no such department.
        """
        return self._call(schema.GET_DEPARTMENT_PATH, id)

    def list_user_department_paths(self, user_id: str) -> Sequence[Sequence[str]]:
        """Tells, for each department that a user directly belongs to, the departments from it up to
        the root, as `get_department_path` does.

        DingTalk: not limited by the app's data range. `NotFound` if there is nobody with this
        identifier.
        """
        return self._call(schema.LIST_USER_DEPARTMENT_PATHS, user_id)

    def search_department_ids(self, name: str, page: PageRequest | None = None) -> IdPage:
        """Searches departments by name, and answers their identifiers: the name contains the text,
        or begins like it in pinyin.
        """
        return self._call(schema.SEARCH_DEPARTMENT_IDS, name, page)


class _Organisation(Instance):
    """The organisation as a whole: how many people, who administrates it, and what of it can be
    seen.

    Beside the errors named at each function, every function can answer `Misconfigured`,
    `Unauthenticated`, `PermissionDenied`, `EgressDenied`, `RateLimited`, `QuotaExceeded`,
    `Timeout`, `Unavailable`, `BadResponse` and `Other`. All functions here only read and may be
    repeated.
    """

    def count_users(self, selection: UserSelection) -> int:
        """Counts the users of the organisation.

        DingTalk: not limited by the app's data range.
        """
        return self._call(schema.COUNT_USERS, selection)

    def list_administrators(self, page: PageRequest | None = None) -> AdministratorPage:
        """Lists the administrators, page by page.

        DingTalk tells all of them at once, so a page without limit is the whole list; it is not
        limited by the app's data range.
        """
        return self._call(schema.LIST_ADMINISTRATORS, page)

    def get_administrator_scope(self, user_id: str) -> Sequence[str]:
        """Tells the departments that an administrator administrates, each with all below it.

        `NotFound` if there is nobody with this identifier.
        """
        return self._call(schema.GET_ADMINISTRATOR_SCOPE, user_id)

    def get_access_scope(self) -> AccessScope:
        """Tells what of the organisation the credentials in use can see and change. Begin a
        traversal of the organisation here: other calls refuse what lies outside.
        """
        return self._call(schema.GET_ACCESS_SCOPE)


class _Roles(Instance):
    """Roles that users can hold.

    Beside the errors named at each function, every function can answer `Misconfigured`,
    `Unauthenticated`, `PermissionDenied`, `EgressDenied`, `RateLimited`, `QuotaExceeded`,
    `Timeout`, `Unavailable`, `BadResponse` and `Other`.
    """

    def list_roles(self, page: PageRequest | None = None) -> RolePage:
        """Lists the roles, page by page. Changes nothing and may be repeated.

        DingTalk counts a page in role groups: `limit` is the number of groups whose roles it tells.
        """
        return self._call(schema.LIST_ROLES, page)

    def get_role(self, id: str) -> Role:
        """Reads one role.

        `NotFound` if there is no such role. Changes nothing and may be repeated.
        """
        return self._call(schema.GET_ROLE, id)

    def create_role(self, name: str, group_id: str | None = None) -> str:
        """Creates a role and answers its identifier.

        `group_id`: the group that it shall belong to; `None`: to no group, which in DingTalk is
        `Unsupported` (detail `field`). `AlreadyExists` (detail `field`) if the name is taken;
        `NotFound` if there is no such group. When the answer is lost, the role of this name in the
        group is the answer. After `OutcomeUnknown`, repeat it: `AlreadyExists` then means that it
        is done.
        """
        return self._call(schema.CREATE_ROLE, name, group_id)

    def rename_role(self, id: str, name: str) -> None:
        """Gives a role another name.

        `NotFound` if there is no such role; `Unsupported` for one that the directory defines
        itself. It may be repeated.
        """
        return self._call(schema.RENAME_ROLE, id, name)

    def delete_role(self, id: str) -> None:
        """Deletes a role that nobody holds.

        `Conflict` while somebody holds it, where the members can be read; `NotFound` if there is no
        such role; `Unsupported` for one that the directory defines itself. When the answer is lost,
        the provider looks whether the role is gone; after `OutcomeUnknown`, repeat it or read the
        role: `NotFound` then means that it is done.
        """
        return self._call(schema.DELETE_ROLE, id)


class _RoleMembers(Instance):
    """Who holds which role.

    Beside the errors named at each function, every function can answer `Misconfigured`,
    `Unauthenticated`, `PermissionDenied`, `EgressDenied`, `RateLimited`, `QuotaExceeded`,
    `Timeout`, `Unavailable`, `BadResponse` and `Other`.
    """

    def list_role_members(self, role_id: str, page: PageRequest | None = None) -> RoleMemberPage:
        """Lists the users who hold a role, with the departments that they hold it for, page by
        page.

        `NotFound` if there is no such role. Changes nothing and may be repeated.
        """
        return self._call(schema.LIST_ROLE_MEMBERS, role_id, page)

    def add_role_members(self, role_id: str, user_ids: Sequence[str]) -> None:
        """Gives a role to users, any number of them: the provider calls as often as it takes.

        If a later call fails, the error's detail `completed` tells how many users of the list, from
        its beginning, have the role now. Who has it already keeps it, so it may be repeated.
        `NotFound` if there is no such role; `InvalidArgument` for an empty list.
        """
        return self._call(schema.ADD_ROLE_MEMBERS, role_id, user_ids)

    def remove_role_members(self, role_id: str, user_ids: Sequence[str]) -> None:
        """Takes a role from users, any number of them, as `add_role_members` gives it. It may be
        repeated.
        """
        return self._call(schema.REMOVE_ROLE_MEMBERS, role_id, user_ids)

    def set_role_member_scope(
        self,
        role_id: str,
        user_id: str,
        department_ids: Sequence[str] | None = None,
    ) -> None:
        """Sets for which departments a user holds a role, 1 to 50; `None`: for all. It may be
        repeated.

        `NotFound` if there is no such role, user or department, or if the user does not hold the
        role.
        """
        return self._call(schema.SET_ROLE_MEMBER_SCOPE, role_id, user_id, department_ids)


class _Diagnostics(Instance):
    """What the provider is, and whether it can work as it is configured."""

    def describe_directory(self) -> DirectoryDescription:
        """Tells what the provider is, its settings as they stand (never a secret), and the
        permissions that its functions need. Sends nothing and always succeeds.
        """
        return self._call(schema.DESCRIBE_DIRECTORY)

    def check_directory(self) -> Sequence[Finding]:
        """Tries what the functions need (settings, network, credentials, permissions, data range,
        visible fields), and reports each thing as a finding. What fails is a finding, never an
        error.

        It changes nothing. If DingTalk refuses the client id and secret, and no base URL is set by
        hand, the provider asks its other deployment whether it knows them. The right to write is
        inferred from an update without a user identifier, which the server refuses for the lack of
        the right before it misses the identifier.
        """
        return self._call(schema.CHECK_DIRECTORY)


class _DingtalkAccounts(Instance):
    """Exclusive accounts of DingTalk: accounts that the organisation owns instead of the person.
    Only organisations that bought the feature have them.

    Beside the errors named at each function, every function can answer `Misconfigured`,
    `Unauthenticated`, `PermissionDenied`, `EgressDenied`, `RateLimited`, `QuotaExceeded`,
    `Timeout`, `Unavailable`, `BadResponse` and `Other`. The permission is
    `Contact.OrgAccountSecurity.ReadWrite` for what does not create a user.
    """

    def create_sso_account(
        self,
        draft: UserDraft,
        profile: AccountProfile,
        idempotency_key: str | None = None,
    ) -> CreateOutcome.Case:
        """Creates a user with an account that signs in through the organisation's single sign-on.

        As `create_user`; `draft.mobile` must be `None`, because such an account has no number of a
        person. A key that stands for somebody with an account of another kind is `Conflict`.
        """
        return self._call(schema.CREATE_SSO_ACCOUNT, draft, profile, idempotency_key)

    def create_login_account(
        self,
        draft: UserDraft,
        login_id: str,
        password: str,
        send_password: bool,
        profile: AccountProfile,
        idempotency_key: str | None = None,
    ) -> CreateOutcome.Case:
        """Creates a user with an account that signs in to DingTalk with a login id and a password.

        As `create_user`; `draft.mobile` must be `None`. `password`: the first password, at least 8
        characters, neither letters alone nor digits alone; it is sent to DingTalk and kept nowhere.
        `send_password`: DingTalk tells the user by text message or mail.
        """
        return self._call(
            schema.CREATE_LOGIN_ACCOUNT,
            draft,
            login_id,
            password,
            send_password,
            profile,
            idempotency_key,
        )

    def invite_account(
        self,
        draft: UserDraft,
        account: ForeignAccount,
        idempotency_key: str | None = None,
    ) -> CreateOutcome.Case:
        """Makes an account of another organisation a user of this one, without asking the person.
        The other organisation has to permit it first, with `permit_account_invitations`.

        As `create_user`; `draft.mobile` must be `None`.
        """
        return self._call(schema.INVITE_ACCOUNT, draft, account, idempotency_key)

    def permit_account_invitations(
        self,
        corp_id: str,
        department_ids: Sequence[str] | None = None,
    ) -> None:
        """Permits another organisation to invite accounts that this one owns: those in these
        departments, or all for `None`. It may be repeated.
        """
        return self._call(schema.PERMIT_ACCOUNT_INVITATIONS, corp_id, department_ids)

    def enable_account(self, user_id: str) -> None:
        """Lets a disabled account be used again. It may be repeated.

        `NotFound` if there is nobody with this identifier; `Unsupported` if the user's account is
        not an exclusive one. The same holds for the functions below.
        """
        return self._call(schema.ENABLE_ACCOUNT, user_id)

    def disable_account(self, user_id: str, reason: str | None = None) -> None:
        """Keeps an account from being used. `reason`: for the record. It may be repeated."""
        return self._call(schema.DISABLE_ACCOUNT, user_id, reason)

    def sign_out_account(self, user_id: str, reason: str | None = None) -> None:
        """Ends all sessions of an account. `reason`: for the record. It may be repeated."""
        return self._call(schema.SIGN_OUT_ACCOUNT, user_id, reason)

    def get_account_status(self, user_id: str) -> AccountStatus:
        """Tells whether an account can be used. Changes nothing and may be repeated."""
        return self._call(schema.GET_ACCOUNT_STATUS, user_id)

    def list_account_organisations(self, user_id: str) -> Sequence[OrganisationRef]:
        """Lists the organisations that the owner of an account has created. Changes nothing and may
        be repeated.
        """
        return self._call(schema.LIST_ACCOUNT_ORGANISATIONS, user_id)


class _DingtalkSeniorMode(Instance):
    """Senior mode of DingTalk: it keeps calls and messages from people in high positions.

    Beside the errors named at each function, every function can answer `Misconfigured`,
    `Unauthenticated`, `PermissionDenied`, `EgressDenied`, `RateLimited`, `QuotaExceeded`,
    `Timeout`, `Unavailable`, `BadResponse` and `Other`.
    """

    def get_senior_mode_settings(self, user_id: str) -> SeniorModeSettings:
        """Reads what senior mode keeps from a user; whether it is on tells the user's attribute
        `dingtalk.senior-mode`.

        `NotFound` if there is nobody with this identifier. Changes nothing and may be repeated.
        """
        return self._call(schema.GET_SENIOR_MODE_SETTINGS, user_id)

    def set_senior_mode(self, user_id: str, on: bool, settings: SeniorModeSettings) -> None:
        """Switches senior mode of a user on or off, and replaces its settings. It may be repeated.

        `NotFound` if there is nobody with this identifier.
        """
        return self._call(schema.SET_SENIOR_MODE, user_id, on, settings)


class _DingtalkRoleGroups(Instance):
    """The groups that DingTalk sorts roles into; every role belongs to one.

    Beside the errors named at each function, every function can answer `Misconfigured`,
    `Unauthenticated`, `PermissionDenied`, `EgressDenied`, `RateLimited`, `QuotaExceeded`,
    `Timeout`, `Unavailable`, `BadResponse` and `Other`.
    """

    def list_role_groups(self, page: PageRequest | None = None) -> RoleGroupPage:
        """Lists the role groups with their roles, page by page. Changes nothing and may be
        repeated.
        """
        return self._call(schema.LIST_ROLE_GROUPS, page)

    def get_role_group(self, id: str) -> RoleGroup:
        """Reads one role group with its roles.

        `NotFound` if there is no such group. Changes nothing and may be repeated.
        """
        return self._call(schema.GET_ROLE_GROUP, id)

    def create_role_group(self, name: str) -> str:
        """Creates a role group and answers its identifier.

        `OutcomeUnknown` if the answer was lost and a group has the name (detail `existing-id`),
        which may be an older one, or the groups cannot be listed: look in `list_role_groups` before
        repeating it.
        """
        return self._call(schema.CREATE_ROLE_GROUP, name)


class Directory(
    _Users,
    _UserQueries,
    _Departments,
    _DepartmentQueries,
    _Organisation,
    _Roles,
    _RoleMembers,
    _Diagnostics,
    _DingtalkAccounts,
    _DingtalkSeniorMode,
    _DingtalkRoleGroups,
):
    """A tenant's directory: one instance of the component, made by `Host.instantiate`.

    A method answers, or raises the `OrgbookError` of the kind that its documentation names.
    It raises `InstanceLost` when the component breaks off, and from then on.

    It takes one call at a time. Threads that call it together wait for each other; give each
    its own instance to have them work together. Use it in a `with` statement, or `close` it,
    to free its memory at once.
    """
