//! Every function of the interface that calls DingTalk, as a small scenario: what is arranged, what is
//! called, and what a success has to claim, by the sandbox's own state.

use std::pin::Pin;

use orgbook::bindings::dingtalk_types::{
    AccountProfile, AccountStatus, ExceptionKind, ForeignAccount, SeniorModeException,
    SeniorModeSettings,
};
use orgbook::bindings::types::{
    Attribute, CreateOutcome, DepartmentChange, DepartmentDraft, ErrorKind, Finding, Severity,
    User, UserChange, UserDraft,
};
use orgbook::dingtalk::Directory;
use orgbook::dingtalk::convert::account::LoginAccount;
use orgbook::dingtalk::failure::{Failure, Result};
use orgbook::dingtalk::secret::Secret;
use orgbook_sandbox::{AdminLevel, Department, Role, RoleGroup, RoleMember, Sandbox};

use super::verdict::Work;
use super::verdict::Work::{BlindWrite, Diagnosis, Invitation, Read, Write};
use crate::platform::Offline;
use crate::writing::draft;

/// What a call claims once it has succeeded.
pub type Claim<'a> = Pin<Box<dyn Future<Output = Result<String>> + 'a>>;

/// A function of the interface, with the arguments of one scenario.
pub struct Operation {
    /// The function, and which use of it where there are several.
    pub name: &'static str,
    /// What it does.
    pub work: Work,
    /// What is arranged in the sandbox before.
    pub arrange: fn(&Sandbox),
    /// The call, and what it claims.
    pub call: for<'a> fn(&'a Directory<Offline>) -> Claim<'a>,
    /// What the sandbox knows to be true: what a success has to claim. `None`: it was not done.
    pub truth: fn(&Sandbox) -> Option<String>,
}

const RESEARCH: i64 = 36_948_801;
const PLATFORM: i64 = 574_367_301;
const MARKET: i64 = 36_948_802;
const STAFF: &str = "36948803";
const LI: &str = "0367512098441526";
const CHEN: &str = "014259637226893741";
const ZHAO: &str = "120955478231066";
const ZHOU: &str = "0098431275560413";
const SUN: &str = "073548196623740";
const DESK: &str = "shift-desk-1";
const ON_CALL: i64 = 4_318_702_101;
const SAFETY: i64 = 4_318_702_202;
const POSTS: &str = "4318702100";
const GALAXY: &str = "ding7b1e0000000000000000000000000000";
const NAME: &str = "Ann";
const PASSWORD: &str = "Secret-1";
const NO_PROFILE: AccountProfile = AccountProfile {
    mobile: None,
    nickname: None,
    avatar_media_id: None,
};

macro_rules! operation {
    ($name:literal, $work:expr, |$it:ident| $call:expr, |$sandbox:ident| $truth:expr) => {
        Operation {
            name: $name,
            work: $work,
            arrange: |_| {},
            call: |$it| Box::pin(async move { $call }),
            truth: |$sandbox| $truth,
        }
    };
}

/// All operations.
pub fn all() -> Vec<Operation> {
    [
        users(),
        user_queries(),
        departments(),
        organisation(),
        roles(),
        accounts(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn users() -> Vec<Operation> {
    vec![
        operation!(
            "get-user",
            Read,
            |it| it.get_user(LI).await.map(told),
            |sandbox| known(sandbox, LI)
        ),
        operation!(
            "find-user-by-mobile",
            Read,
            |it| it
                .find_user_by_mobile("13800000004")
                .await
                .map(|found| found.map_or_else(String::new, told)),
            |sandbox| known(sandbox, LI)
        ),
        operation!(
            "list-users",
            Read,
            |it| it
                .list_users("574367301", None, None)
                .await
                .map(|page| sorted(page.users.into_iter().map(told).chain(page.next))),
            |sandbox| {
                let members = members(sandbox, PLATFORM);
                Some(sorted(members.iter().filter_map(|id| known(sandbox, id))))
            }
        ),
        operation!(
            "create-user",
            Write,
            |it| it.create_user(&draft(), None).await.map(created),
            |sandbox| newcomer(sandbox)
        ),
        operation!(
            "create-user with a key",
            Write,
            |it| it.create_user(&draft(), Some("hr/4711")).await.map(created),
            |sandbox| newcomer(sandbox)
        ),
        operation!(
            "create-user with an id",
            Write,
            |it| {
                let draft = UserDraft {
                    id: Some("ann".to_owned()),
                    ..draft()
                };
                it.create_user(&draft, None).await.map(created)
            },
            |sandbox| newcomer(sandbox)
        ),
        Operation {
            arrange: |sandbox| sandbox.protect_mobile("13912345678".parse().expect("a number")),
            ..operation!(
                "create-user, who has to consent",
                Invitation,
                |it| it.create_user(&draft(), Some("hr/4711")).await.map(created),
                |sandbox| sandbox.invitations().pop().map(|user| user.userid)
            )
        },
        operation!(
            "update-user",
            Write,
            |it| it
                .update_user(LI, &[UserChange::Title("Lead".to_owned())])
                .await
                .map(done),
            |sandbox| person(sandbox, LI)?
                .title
                .filter(|title| title == "Lead")
                .map(|_| String::new())
        ),
        operation!(
            "update-user, a custom field",
            Write,
            |it| {
                let badge = Attribute {
                    name: "extension.badge".to_owned(),
                    value: "7".to_owned(),
                };
                it.update_user(LI, &[UserChange::Attribute(badge)])
                    .await
                    .map(done)
            },
            |sandbox| person(sandbox, LI)?
                .extension
                .remove("badge")
                .filter(|badge| badge == "7")
                .map(|_| String::new())
        ),
        Operation {
            arrange: |sandbox| {
                let parameters =
                    serde_json::json!({"userid": LI, "extension": r#"{"badge":"7","desk":"3"}"#});
                sandbox
                    .as_console("/topapi/v2/user/update", parameters)
                    .expect("an update");
            },
            ..operation!(
                "update-user, a custom field away",
                Write,
                |it| it
                    .update_user(
                        LI,
                        &[UserChange::RemoveAttribute("extension.badge".to_owned())]
                    )
                    .await
                    .map(done),
                |sandbox| {
                    let fields = person(sandbox, LI)?.extension;
                    (!fields.contains_key("badge") && fields.contains_key("desk")).then(String::new)
                }
            )
        },
        operation!(
            "delete-user",
            Write,
            |it| it.delete_user(LI).await.map(done),
            |sandbox| person(sandbox, LI).is_none().then(String::new)
        ),
    ]
}

fn user_queries() -> Vec<Operation> {
    vec![
        operation!(
            "find-user-by-attribute, union id",
            Read,
            |it| {
                let id = person(it.platform().sandbox(), LI)
                    .expect("somebody")
                    .unionid;
                let found = it.find_user_by_attribute("dingtalk.union-id", &id).await;
                found.map(|found| found.map_or_else(String::new, told))
            },
            |sandbox| known(sandbox, LI)
        ),
        operation!(
            "find-user-by-attribute, login id",
            Read,
            |it| {
                let found = it
                    .find_user_by_attribute("dingtalk.login-id", "desk1")
                    .await;
                found.map(|found| found.map_or_else(String::new, |user| user.id))
            },
            |sandbox| person(sandbox, DESK).map(|user| user.userid)
        ),
        operation!(
            "search-user-ids",
            Read,
            |it| it
                .search_user_ids("李雷", true, None)
                .await
                .map(|page| sorted(page.ids.into_iter().chain(page.next))),
            |_sandbox| Some(LI.to_owned())
        ),
        operation!(
            "list-user-ids",
            Read,
            |it| it
                .list_user_ids("574367301", None)
                .await
                .map(|page| sorted(page.ids.into_iter().chain(page.next))),
            |sandbox| Some(sorted(members(sandbox, PLATFORM).into_iter()))
        ),
        operation!(
            "list-user-refs",
            Read,
            |it| it
                .list_user_refs("574367301", None, None)
                .await
                .map(|page| {
                    sorted(
                        page.users
                            .into_iter()
                            .map(|user| format!("{}|{:?}", user.id, user.name))
                            .chain(page.next),
                    )
                }),
            |sandbox| Some(sorted(
                sandbox
                    .organisation()
                    .users
                    .iter()
                    .filter(|user| is_in(user, PLATFORM))
                    .map(|user| format!("{}|{:?}", user.userid, Some(&user.name)))
            ))
        ),
        operation!(
            "list-inactive-user-ids",
            Read,
            |it| it
                .list_inactive_user_ids("2026-09-01", None, None)
                .await
                .map(|page| sorted(page.ids.into_iter().chain(page.next))),
            |sandbox| {
                let question = serde_json::json!({"is_active": false, "query_date": "20260901", "offset": 0, "size": 100});
                let answer = sandbox
                    .as_console("/topapi/inactive/user/v2/get", question)
                    .ok()?;
                let ids = answer["list"]
                    .as_array()?
                    .iter()
                    .filter_map(|id| id.as_str().map(str::to_owned));
                Some(sorted(ids))
            }
        ),
        operation!(
            "list-departed-users",
            Read,
            |it| it
                .list_departed_users("2025-10-01T00:00:00Z", None, None)
                .await
                .map(|page| {
                    sorted(
                        page.users
                            .into_iter()
                            .map(|user| format!("{}|{:?}", user.id, user.name))
                            .chain(page.next),
                    )
                }),
            |sandbox| Some(sorted(
                sandbox
                    .organisation()
                    .leave_records
                    .iter()
                    .filter(|left| left.leave_time >= 1_759_276_800_000)
                    .map(|left| format!("{}|{:?}", left.userid, Some(&left.name)))
            ))
        ),
        operation!(
            "count-users",
            Read,
            |it| it.count_users(false).await.map(|count| count.to_string()),
            |sandbox| Some(sandbox.organisation().users.len().to_string())
        ),
        operation!(
            "list-administrators",
            Read,
            |it| it
                .list_administrators()
                .await
                .map(|list| sorted(list.into_iter().map(|it| it.user_id))),
            |sandbox| Some(sorted(
                sandbox
                    .organisation()
                    .users
                    .into_iter()
                    .filter(|user| user.admin != AdminLevel::None)
                    .map(|user| user.userid)
            ))
        ),
        operation!(
            "get-administrator-scope",
            Read,
            |it| it
                .get_administrator_scope(ZHOU)
                .await
                .map(|ids| sorted(ids.into_iter())),
            |sandbox| Some(sorted(
                person(sandbox, ZHOU)?
                    .admin_departments
                    .iter()
                    .map(i64::to_string)
            ))
        ),
    ]
}

fn departments() -> Vec<Operation> {
    vec![
        operation!(
            "get-department",
            Read,
            |it| it
                .get_department("36948801")
                .await
                .map(|it| format!("{}|{:?}|{:?}", it.id, it.name, it.source_identifier)),
            |sandbox| department(sandbox, |it| it.dept_id == RESEARCH).map(|it| format!(
                "{}|{:?}|{:?}",
                it.dept_id,
                Some(it.name),
                it.source_identifier
            ))
        ),
        operation!(
            "list-department-ids",
            Read,
            |it| it
                .list_department_ids("1")
                .await
                .map(|ids| sorted(ids.into_iter())),
            |sandbox| Some(sorted(
                below_root(sandbox).iter().map(|it| it.dept_id.to_string())
            ))
        ),
        operation!(
            "list-departments",
            Read,
            |it| it.list_departments("1").await.map(|list| {
                sorted(
                    list.into_iter()
                        .map(|it| format!("{}|{:?}", it.id, it.name)),
                )
            }),
            |sandbox| Some(sorted(below_root(sandbox).into_iter().map(|it| format!(
                "{}|{:?}",
                it.dept_id,
                Some(it.name)
            ))))
        ),
        operation!(
            "create-department with a source identifier",
            Write,
            |it| it
                .create_department(&department_draft(Some("hr:legal")))
                .await
                .map(|created| created.id),
            |sandbox| department(sandbox, |it| it.name == "Legal"
                && it.source_identifier.as_deref() == Some("hr:legal"))
            .map(|it| it.dept_id.to_string())
        ),
        operation!(
            "create-department",
            BlindWrite,
            |it| it
                .create_department(&department_draft(None))
                .await
                .map(|created| created.id),
            |sandbox| department(sandbox, |it| it.name == "Legal").map(|it| it.dept_id.to_string())
        ),
        operation!(
            "update-department",
            Write,
            |it| it
                .update_department(STAFF, &[DepartmentChange::Name("People".to_owned())])
                .await
                .map(done),
            |sandbox| department(sandbox, |it| it.name == "People").map(|_| String::new())
        ),
        Operation {
            arrange: |sandbox| {
                let parameters =
                    serde_json::json!({"userid": "740215863390417", "dept_id_list": "36948802"});
                for userid in ["740215863390417", "851326974401528", "sso-mori", DESK] {
                    let mut parameters = parameters.clone();
                    parameters["userid"] = userid.into();
                    sandbox
                        .as_console("/topapi/v2/user/update", parameters)
                        .expect("a move");
                }
            },
            ..operation!(
                "delete-department",
                Write,
                |it| it.delete_department("574367410").await.map(done),
                |sandbox| department(sandbox, |it| it.dept_id == 574_367_410)
                    .is_none()
                    .then(String::new)
            )
        },
        operation!(
            "get-department-path",
            Read,
            |it| it
                .get_department_path("574367301")
                .await
                .map(|ids| ids.join(" ")),
            |_sandbox| Some("574367301 36948801 1".to_owned())
        ),
        operation!(
            "list-user-department-paths",
            Read,
            |it| it.list_user_department_paths(LI).await.map(|paths| {
                paths
                    .iter()
                    .map(|path| path.join(" "))
                    .collect::<Vec<_>>()
                    .join(", ")
            }),
            |_sandbox| Some("574367301 36948801 1".to_owned())
        ),
        operation!(
            "search-department-ids",
            Read,
            |it| it
                .search_department_ids("市场部", None)
                .await
                .map(|page| sorted(page.ids.into_iter().chain(page.next))),
            |_sandbox| Some(MARKET.to_string())
        ),
    ]
}

fn organisation() -> Vec<Operation> {
    vec![
        operation!(
            "get-access-scope",
            Read,
            |it| it
                .get_access_scope()
                .await
                .map(|scope| format!("{:?}|{:?}", scope.department_ids, scope.user_ids)),
            |_sandbox| Some(r#"["1"]|[]"#.to_owned())
        ),
        operation!(
            "check-directory",
            Diagnosis,
            |it| healthy(it.check().await),
            |_sandbox| Some(String::new())
        ),
        operation!(
            "get-senior-mode-settings",
            Read,
            |it| it.get_senior_mode_settings(ZHAO).await.map(|it| format!(
                "{:?}|{}",
                it.protected_scenes,
                sorted(it.exceptions.into_iter().map(|it| it.id))
            )),
            |sandbox| {
                let settings = person(sandbox, ZHAO)?.senior_settings;
                let scenes: Vec<_> = settings
                    .protect_scenes
                    .iter()
                    .filter_map(|scene| {
                        serde_json::to_value(scene)
                            .ok()?
                            .as_str()
                            .map(str::to_owned)
                    })
                    .collect();
                let ids = settings
                    .permit_staff_ids
                    .into_iter()
                    .chain(settings.permit_dept_ids.iter().map(i64::to_string))
                    .chain(settings.permit_tag_ids.iter().map(i64::to_string));
                Some(format!("{scenes:?}|{}", sorted(ids)))
            }
        ),
        operation!(
            "set-senior-mode",
            Write,
            |it| {
                let settings = SeniorModeSettings {
                    protected_scenes: vec!["CALL".to_owned()],
                    exceptions: vec![SeniorModeException {
                        kind: ExceptionKind::User,
                        id: LI.to_owned(),
                        name: None,
                    }],
                };
                it.set_senior_mode(CHEN, true, &settings).await.map(done)
            },
            |sandbox| {
                let chen = person(sandbox, CHEN)?;
                (chen.senior_mode && chen.senior_settings.permit_staff_ids == [LI])
                    .then(String::new)
            }
        ),
    ]
}

fn roles() -> Vec<Operation> {
    vec![
        operation!(
            "list-role-groups",
            Read,
            |it| it.list_role_groups(None).await.map(|page| {
                let own = page
                    .groups
                    .into_iter()
                    .filter(|group| group.name.as_deref() != Some("默认"));
                sorted(
                    own.flat_map(|group| group.roles)
                        .map(|role| role.id)
                        .chain(page.next),
                )
            }),
            |sandbox| Some(sorted(
                groups(sandbox)
                    .into_iter()
                    .flat_map(|group| group.roles)
                    .map(|role| role.role_id.to_string())
            ))
        ),
        operation!(
            "get-role-group",
            Read,
            |it| it.get_role_group(POSTS).await.map(|group| format!(
                "{:?}|{}",
                group.name,
                sorted(group.roles.into_iter().map(|role| role.id))
            )),
            |sandbox| {
                let group = groups(sandbox)
                    .into_iter()
                    .find(|group| group.group_id.to_string() == POSTS)?;
                Some(format!(
                    "{:?}|{}",
                    Some(group.name),
                    sorted(group.roles.iter().map(|role| role.role_id.to_string()))
                ))
            }
        ),
        operation!(
            "get-role",
            Read,
            |it| it
                .get_role("4318702101")
                .await
                .map(|role| format!("{:?}|{:?}", role.name, role.group_id)),
            |sandbox| role(sandbox, ON_CALL).map(|role| format!(
                "{:?}|{:?}",
                Some(role.name),
                Some(POSTS)
            ))
        ),
        operation!(
            "create-role-group",
            BlindWrite,
            |it| it.create_role_group("Crew").await,
            |sandbox| groups(sandbox)
                .iter()
                .find(|group| group.name == "Crew")
                .map(|group| group.group_id.to_string())
        ),
        operation!(
            "create-role",
            Write,
            |it| it.create_role(POSTS, "Pilot").await,
            |sandbox| groups(sandbox)
                .into_iter()
                .flat_map(|group| group.roles)
                .find(|role| role.name == "Pilot")
                .map(|role| role.role_id.to_string())
        ),
        operation!(
            "rename-role",
            Write,
            |it| it.rename_role("4318702202", "Guard").await.map(done),
            |sandbox| role(sandbox, SAFETY)
                .filter(|role| role.name == "Guard")
                .map(|_| String::new())
        ),
        operation!(
            "delete-role",
            Write,
            |it| it.delete_role("4318702202").await.map(done),
            |sandbox| role(sandbox, SAFETY).is_none().then(String::new)
        ),
        operation!(
            "list-role-members",
            Read,
            |it| it.list_role_members("4318702102", None).await.map(|page| {
                let member = |it: orgbook::bindings::types::RoleMember| {
                    let scope = it
                        .scope
                        .map(|list| joined(list.into_iter().map(|it| it.id)));
                    let scope = scope.unwrap_or_else(|| "everybody".to_owned());
                    format!("{}|{scope}", it.user_id)
                };
                sorted(page.members.into_iter().map(member).chain(page.next))
            }),
            |sandbox| {
                let member = |it: RoleMember| {
                    let scope = match it.manage_scopes.is_empty() {
                        true => "everybody".to_owned(),
                        false => joined(it.manage_scopes.iter().map(i64::to_string)),
                    };
                    format!("{}|{scope}", it.userid)
                };
                Some(sorted(
                    role(sandbox, 4_318_702_102)?
                        .members
                        .into_iter()
                        .map(member),
                ))
            }
        ),
        operation!(
            "add-role-members",
            Write,
            |it| it
                .add_role_members("4318702202", &[LI.to_owned(), SUN.to_owned()])
                .await
                .map(done),
            |sandbox| (holders(sandbox, SAFETY)? == [LI, SUN]).then(String::new)
        ),
        operation!(
            "remove-role-members",
            Write,
            |it| it
                .remove_role_members("4318702101", &["01-tom.becker_4".to_owned()])
                .await
                .map(done),
            |sandbox| (holders(sandbox, ON_CALL)? == ["0412768835190247"]).then(String::new)
        ),
        operation!(
            "set-role-member-scope",
            Write,
            |it| it
                .set_role_member_scope("4318702101", "0412768835190247", Some(&[STAFF.to_owned()]))
                .await
                .map(done),
            |sandbox| {
                let members = role(sandbox, ON_CALL)?.members;
                members
                    .iter()
                    .any(|it| it.userid == "0412768835190247" && it.manage_scopes == [36_948_803])
                    .then(String::new)
            }
        ),
    ]
}

fn accounts() -> Vec<Operation> {
    vec![
        operation!(
            "create-sso-account",
            Write,
            |it| it
                .create_sso_account(&without_mobile(), &NO_PROFILE, None)
                .await
                .map(created),
            |sandbox| newcomer(sandbox)
        ),
        operation!(
            "create-login-account",
            Write,
            |it| {
                let account = LoginAccount {
                    login_id: "ann1",
                    password: Secret::new(PASSWORD.to_owned()),
                    send_password: false,
                    profile: &NO_PROFILE,
                };
                it.create_login_account(&without_mobile(), account, None)
                    .await
                    .map(created)
            },
            |sandbox| newcomer(sandbox)
        ),
        operation!(
            "invite-account",
            Write,
            |it| {
                let account = ForeignAccount {
                    corp_id: GALAXY.to_owned(),
                    user_id: "galaxy-01".to_owned(),
                };
                it.invite_account(&without_mobile(), &account, None)
                    .await
                    .map(created)
            },
            |sandbox| newcomer(sandbox)
        ),
        operation!(
            "permit-account-invitations",
            Write,
            |it| it
                .permit_account_invitations(GALAXY, Some(&[STAFF.to_owned()]))
                .await
                .map(done),
            |sandbox| sandbox
                .organisation()
                .other_organisations
                .iter()
                .any(|it| it.corp_id == GALAXY && it.granted_dept_ids == [36_948_803])
                .then(String::new)
        ),
        Operation {
            arrange: |sandbox| {
                let mut organisation = sandbox.organisation();
                for user in &mut organisation.users {
                    if let Some(account) = user
                        .exclusive_account
                        .as_mut()
                        .filter(|_| user.userid == DESK)
                    {
                        account.disabled = true;
                    }
                }
                // What is read out has no secrets.
                for app in &mut organisation.apps {
                    app.client_secret =
                        orgbook_sandbox::Secret::new(orgbook_sandbox::DEFAULT_CLIENT_SECRET);
                }
                sandbox
                    .replace_organisation(organisation)
                    .expect("it is valid");
            },
            ..operation!(
                "enable-account",
                Write,
                |it| it.enable_account(DESK).await.map(done),
                |sandbox| (!person(sandbox, DESK)?.exclusive_account?.disabled).then(String::new)
            )
        },
        operation!(
            "disable-account",
            Write,
            |it| it.disable_account(DESK, None).await.map(done),
            |sandbox| person(sandbox, DESK)?
                .exclusive_account?
                .disabled
                .then(String::new)
        ),
        operation!(
            "sign-out-account",
            Write,
            |it| it.sign_out_account(DESK, None).await.map(done),
            |sandbox| sandbox
                .requests()
                .iter()
                .any(|it| it.applied && it.path.ends_with("/signOut"))
                .then(String::new)
        ),
        operation!(
            "get-account-status",
            Read,
            |it| it
                .get_account_status(DESK)
                .await
                .map(|status| (status == AccountStatus::Disabled).to_string()),
            |sandbox| Some(
                person(sandbox, DESK)?
                    .exclusive_account?
                    .disabled
                    .to_string()
            )
        ),
        operation!(
            "list-account-organisations",
            Read,
            |it| it
                .list_account_organisations(DESK)
                .await
                .map(|list| sorted(list.into_iter().map(|it| it.corp_id))),
            |sandbox| Some(sorted(
                person(sandbox, DESK)?
                    .exclusive_account?
                    .owned_organizations
                    .into_iter()
            ))
        ),
    ]
}

fn done((): ()) -> String {
    String::new()
}

fn sorted(texts: impl Iterator<Item = String>) -> String {
    let mut texts: Vec<_> = texts.collect();
    texts.sort();
    texts.join(", ")
}

fn joined(texts: impl Iterator<Item = String>) -> String {
    let mut texts: Vec<_> = texts.collect();
    texts.sort();
    texts.join(" ")
}

// As `Debug` shows it.
fn untold() -> String {
    "None".to_owned()
}

fn created(outcome: CreateOutcome) -> String {
    match outcome {
        CreateOutcome::Created(user) => user.id,
        CreateOutcome::Pending(user) => user.requested_id,
    }
}

/// What `check-directory` found out: that nothing is amiss, or what keeps it from looking. It may not blame
/// what is in order here: settings, permissions, the data range, the address.
fn healthy(findings: Vec<Finding>) -> Result<String> {
    let of_the_server = ["access-token", "contacts-api", "new-api"];
    let amiss: Vec<_> = findings
        .into_iter()
        .filter(|it| it.severity != Severity::Ok)
        .collect();
    let blames =
        |it: &Finding| it.severity != Severity::Unknown && !of_the_server.contains(&it.id.as_str());
    let kind = match amiss.iter().any(blames) {
        true => "false findings",
        false => "findings",
    };
    match amiss.is_empty() {
        true => Ok(String::new()),
        false => Err(Failure::new(
            ErrorKind::Other(kind.to_owned()),
            format!("{amiss:#?}"),
        )),
    }
}

fn told(user: User) -> String {
    let departments = user.memberships.map(|list| {
        let ids = list.into_iter().map(|it| it.department_id);
        joined(ids)
    });
    format!(
        "{}|{:?}|{:?}|{}",
        user.id,
        user.name,
        user.mobile.map(|it| digits(&it)),
        departments.unwrap_or_else(untold)
    )
}

fn known(sandbox: &Sandbox, userid: &str) -> Option<String> {
    let user = person(sandbox, userid)?;
    let departments = user.departments.iter().map(|it| it.dept_id.to_string());
    let mobile = user.mobile.map(|it| digits(&it.to_string()));
    Some(format!(
        "{}|{:?}|{:?}|{}",
        user.userid,
        Some(user.name),
        mobile,
        joined(departments)
    ))
}

// With or without the code of the mainland.
fn digits(number: &str) -> String {
    number.strip_prefix("+86-").unwrap_or(number).to_owned()
}

fn person(sandbox: &Sandbox, userid: &str) -> Option<orgbook_sandbox::User> {
    sandbox
        .organisation()
        .users
        .into_iter()
        .find(|user| user.userid == userid)
}

fn newcomer(sandbox: &Sandbox) -> Option<String> {
    sandbox
        .organisation()
        .users
        .into_iter()
        .find(|user| user.name == NAME)
        .map(|user| user.userid)
}

fn is_in(user: &orgbook_sandbox::User, department: i64) -> bool {
    user.departments.iter().any(|it| it.dept_id == department)
}

fn members(sandbox: &Sandbox, department: i64) -> Vec<String> {
    let users = sandbox.organisation().users.into_iter();
    users
        .filter(|user| is_in(user, department))
        .map(|user| user.userid)
        .collect()
}

fn department(sandbox: &Sandbox, is: impl Fn(&Department) -> bool) -> Option<Department> {
    sandbox.organisation().departments.into_iter().find(is)
}

// The special departments are not told.
fn below_root(sandbox: &Sandbox) -> Vec<Department> {
    let departments = sandbox.organisation().departments.into_iter();
    departments
        .filter(|it| it.parent_id == Some(1) && it.dept_id > 0)
        .collect()
}

fn groups(sandbox: &Sandbox) -> Vec<RoleGroup> {
    sandbox.organisation().role_groups
}

fn role(sandbox: &Sandbox, id: i64) -> Option<Role> {
    let mut roles = groups(sandbox).into_iter().flat_map(|group| group.roles);
    roles.find(|role| role.role_id == id)
}

fn holders(sandbox: &Sandbox, id: i64) -> Option<Vec<String>> {
    role(sandbox, id).map(|role| role.members.into_iter().map(|it| it.userid).collect())
}

fn department_draft(source_identifier: Option<&str>) -> DepartmentDraft {
    DepartmentDraft {
        name: "Legal".to_owned(),
        parent_id: "1".to_owned(),
        sort_key: None,
        source_identifier: source_identifier.map(str::to_owned),
        attributes: Vec::new(),
    }
}

fn without_mobile() -> UserDraft {
    UserDraft {
        mobile: None,
        ..draft()
    }
}
