import type * as departmentQueries from '../generated/types/interfaces/orgbook-directory-department-queries.js';
import type * as departments from '../generated/types/interfaces/orgbook-directory-departments.js';
import type * as diagnostics from '../generated/types/interfaces/orgbook-directory-diagnostics.js';
import type * as dingtalkAccounts from '../generated/types/interfaces/orgbook-directory-dingtalk-accounts.js';
import type * as dingtalkRoleGroups from '../generated/types/interfaces/orgbook-directory-dingtalk-role-groups.js';
import type * as dingtalkSeniorMode from '../generated/types/interfaces/orgbook-directory-dingtalk-senior-mode.js';
import type * as organisation from '../generated/types/interfaces/orgbook-directory-organisation.js';
import type * as roleMembers from '../generated/types/interfaces/orgbook-directory-role-members.js';
import type * as roles from '../generated/types/interfaces/orgbook-directory-roles.js';
import type * as userQueries from '../generated/types/interfaces/orgbook-directory-user-queries.js';
import type * as users from '../generated/types/interfaces/orgbook-directory-users.js';

export type * from '../generated/types/interfaces/orgbook-directory-types.js';
export type * from '../generated/types/interfaces/orgbook-directory-dingtalk-types.js';
export type { Role } from '../generated/types/interfaces/orgbook-directory-types.js'; // both have it

type Users = typeof users & typeof userQueries;
type Departments = typeof departments & typeof departmentQueries;
type Roles = typeof roles & typeof roleMembers;
type Organisation = typeof organisation & typeof diagnostics;
type DingTalkOnly = typeof dingtalkAccounts & typeof dingtalkRoleGroups & typeof dingtalkSeniorMode;

/**
 * One tenant's directory: the functions that every component has which is a directory.
 *
 * Each call blocks until the directory has answered. What it answers as an error is thrown as an
 * `OrgbookError`; what is lost with the instance, as an `InstanceLostError`.
 */
export interface Directory extends Users, Departments, Roles, Organisation {}

/** A directory on DingTalk, with what only DingTalk has. */
export interface DingTalkDirectory extends Directory, DingTalkOnly {}
