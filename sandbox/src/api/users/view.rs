//! A user as replies show one: which fields are there, which are `""`, which are absent (specification 2.2, 2.6, 2.9).

use serde_json::{Value, json};

use crate::api::object::Object;
use crate::calendar::moment_with_milliseconds;
use crate::organisation::{AdminLevel, App, ExclusiveAccount, Membership, Organisation, User};
use crate::rules;

/// The right to see `mobile` and `state_code`.
pub(crate) const FIELD_MOBILE: &str = "fieldMobile";
/// The right to see personal information.
pub(crate) const FIELD_EMAIL: &str = "fieldEmail";

/// What an app sees of users.
///
/// A text without a value is `""` for an app that may see personal information and absent for others: both
/// are in live replies. `avatar` is always `""`. Lists, dates and ids without a value are absent.
pub(super) struct View<'a> {
    organisation: &'a Organisation,
    mobile: bool,
    personal: bool,
    mailboxes: bool,
    english: bool,
}

impl<'a> View<'a> {
    pub fn new(app: &App, organisation: &'a Organisation, english: bool) -> Self {
        Self {
            organisation,
            mobile: app.permissions.contains(FIELD_MOBILE),
            personal: app.permissions.contains(FIELD_EMAIL),
            mailboxes: organisation.settings.mailbox_service,
            english,
        }
    }

    /// A user in `user/get`.
    pub fn details(&self, user: &User) -> Value {
        let mut fields = self.common(user);
        if let Some(account) = own_account(user) {
            fields.put_some("nickname", account.nickname.clone());
            fields.put("disable_status", account.disabled);
        }
        let mut memberships: Vec<&Membership> = user.departments.iter().collect();
        memberships.sort_by_key(|membership| membership.dept_id);
        let orders = |membership: &Membership| json!({"dept_id": membership.dept_id, "order": membership.order});
        let leads = |membership: &&Membership| json!({"dept_id": membership.dept_id, "leader": membership.leader});
        fields.put(
            "dept_order_list",
            user.departments.iter().map(orders).collect::<Value>(),
        );
        fields.put(
            "leader_in_dept",
            memberships.iter().map(leads).collect::<Value>(),
        );
        fields.put("real_authed", user.real_authed);
        fields.put("senior", user.senior_mode);
        fields.put("union_emp_ext", json!({}));
        fields.put_some("dept_position_list", positions(user));
        fields.put_some("role_list", roles(user, self.organisation));
        fields.put_some("manager_userid", user.manager_userid.clone());
        fields.put_some(
            "create_time",
            user.create_time.and_then(moment_with_milliseconds),
        );
        if self.mailboxes {
            fields.put_some("org_email", user.org_email.clone());
        }
        fields.into()
    }

    /// A user in the listing of one department.
    pub fn member(&self, user: &User, membership: &Membership) -> Value {
        let mut fields = self.common(user);
        fields.put("dept_order", membership.order);
        fields.put("leader", membership.leader);
        if self.mailboxes && self.personal {
            fields.put_some("org_email", user.org_email.clone());
        }
        fields.into()
    }

    /// A user with id and name only.
    pub fn name(&self, user: &User) -> Value {
        let name = if self.english {
            user.english.name.as_ref()
        } else {
            Some(&user.name)
        };
        let mut fields = Object::default();
        fields.put("userid", user.userid.clone());
        fields.put_some("name", name.cloned());
        fields.into()
    }

    fn common(&self, user: &User) -> Object {
        let mut fields = Object::default();
        fields.put("userid", user.userid.clone());
        fields.put("unionid", user.unionid.clone());
        fields.put("avatar", "");
        fields.put("hide_mobile", user.hide_mobile);
        fields.put("dept_id_list", user.dept_ids().collect::<Value>());
        fields.put("active", user.active);
        fields.put("admin", user.admin != AdminLevel::None);
        fields.put("boss", user.boss);
        self.put_account(&mut fields, user);
        fields.put_some("hired_date", user.hired_date);
        self.put_text(&mut fields, "telephone", &user.telephone);
        self.put_text(&mut fields, "job_number", &user.job_number);
        self.put_language(&mut fields, user);
        if let Some(mobile) = user.mobile.as_ref().filter(|_| self.mobile) {
            fields.put("mobile", mobile.number());
            fields.put("state_code", mobile.country_code());
        }
        if self.personal {
            self.put_text(&mut fields, "email", &user.email);
            self.put_text(&mut fields, "remark", &user.remark);
            let extension =
                (!user.extension.is_empty()).then(|| rules::extension_text(&user.extension));
            fields.put_some("extension", extension);
        }
        fields
    }

    /// The enterprise account and who owns it (specification 2.3).
    fn put_account(&self, fields: &mut Object, user: &User) {
        fields.put("exclusive_account", user.exclusive_account.is_some());
        let Some(account) = &user.exclusive_account else {
            return;
        };
        let organisation = self.organisation;
        let (corp_id, name) = match &account.outer {
            None => (&organisation.corp_id, Some(organisation.name())),
            Some(outer) => {
                let owner = organisation.other_organisation(&outer.exclusive_corpid);
                (
                    &outer.exclusive_corpid,
                    owner.map(|owner| owner.name.as_str()),
                )
            }
        };
        fields.put(
            "exclusive_account_type",
            json!(account.exclusive_account_type),
        );
        fields.put("exclusive_account_corp_id", corp_id.clone());
        fields.put_some("exclusive_account_corp_name", name);
        fields.put_some("login_id", account.login_id.clone());
    }

    /// The fields that exist in two languages. In English a missing variant is a missing field.
    fn put_language(&self, fields: &mut Object, user: &User) {
        if self.english {
            fields.put_some("name", user.english.name.clone());
            fields.put_some("title", user.english.title.clone());
            if self.personal {
                fields.put_some("work_place", user.english.work_place.clone());
            }
        } else {
            fields.put("name", user.name.clone());
            self.put_text(fields, "title", &user.title);
            if self.personal {
                self.put_text(fields, "work_place", &user.work_place);
            }
        }
    }

    fn put_text(&self, fields: &mut Object, name: &str, value: &Option<String>) {
        let unset = self.personal.then(String::new);
        fields.put_some(name, value.clone().or(unset));
    }
}

/// The enterprise account of a user, if this organisation owns it.
fn own_account(user: &User) -> Option<&ExclusiveAccount> {
    let account = user.exclusive_account.as_ref()?;
    account.outer.is_none().then_some(account)
}

/// Positions per department, when there is any.
fn positions(user: &User) -> Option<Value> {
    let held: Vec<Value> = user
        .departments
        .iter()
        .filter(|membership| {
            membership.is_main || membership.title.is_some() || membership.work_place.is_some()
        })
        .map(|membership| {
            let mut fields = Object::default();
            fields.put("dept_id", membership.dept_id);
            fields.put("is_main", membership.is_main);
            fields.put_some("title", membership.title.clone());
            fields.put_some("work_place", membership.work_place.clone());
            fields.into()
        })
        .collect();
    (!held.is_empty()).then_some(Value::Array(held))
}

/// The roles of a person, when there is any.
fn roles(user: &User, organisation: &Organisation) -> Option<Value> {
    let held: Vec<Value> = organisation
        .roles_of(user)
        .into_iter()
        .map(|role| json!({"group_name": role.group_name, "id": role.role_id, "name": role.name}))
        .collect();
    (!held.is_empty()).then_some(Value::Array(held))
}
