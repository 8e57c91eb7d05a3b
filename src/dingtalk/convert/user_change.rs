//! Changes to a user. Source: section 2.4.

use super::user::{CUSTOM, custom_key};
use super::user_fields::{
    EMAIL, EMPLOYEE_NUMBER, MANAGER, NAME, Parameters, REMARK, TELEPHONE, TITLE, TextField,
    WORK_EMAIL, WORK_PLACE,
};
use crate::bindings::types::{UserChange, UserField};
use crate::dingtalk::failure::{Failure, Result};
use crate::dingtalk::json::{Json, number, text};
use crate::dingtalk::text::joined;
use crate::prelude::*;

/// An update, checked and ready to be sent but for the custom fields.
pub struct Update {
    parameters: Parameters,
    cleared: Vec<&'static str>,
    /// The keys of the custom fields to be removed.
    pub removed: Vec<String>,
    /// The e-mail address of the organisation, if it is set, or the empty text, if it is cleared:
    /// DingTalk may ignore both.
    pub work_email: Option<String>,
    /// A field that only exclusive accounts allow to change, if one is changed.
    pub of_exclusive_accounts: Option<String>,
    /// Whether the departments are named.
    pub departments: bool,
}

impl Update {
    /// Checks the changes; nothing is sent if one of them cannot be made.
    pub fn new(id: &str, changes: &[UserChange]) -> Result<Self> {
        if changes.is_empty() {
            return Err(Failure::invalid("changes", "the list of changes is empty"));
        }
        let mut update = Self {
            parameters: Parameters::default(),
            cleared: Vec::new(),
            removed: Vec::new(),
            work_email: None,
            of_exclusive_accounts: None,
            departments: false,
        };
        update.parameters.raw("userid", text(id));
        let mut seen = Vec::new();
        for change in changes {
            let subject = subject(change);
            if seen.contains(&subject) {
                return Err(Failure::invalid(
                    &subject,
                    format!("{subject} is changed twice"),
                ));
            }
            seen.push(subject);
            update.add(change)?;
        }
        Ok(update)
    }

    /// The keys of the custom fields that are set.
    pub fn custom_keys(&mut self) -> Vec<String> {
        self.parameters
            .custom()
            .iter()
            .map(|(key, _)| key.clone())
            .collect()
    }

    fn account_text(&mut self, field: TextField, value: &str) -> Result<()> {
        self.of_exclusive_accounts = Some(field.0.to_owned());
        self.parameters.text(field, value)
    }

    // Without being named among these fields, an empty value is no change (section 2.4).
    fn clear(&mut self, key: &'static str) {
        self.parameters.raw(key, text(""));
        self.cleared.push(key);
    }

    /// The body of `user/update`. `all_custom` are the custom fields that the user has now, and is
    /// given when one is to be removed: the rest of them is written back. Otherwise those that are
    /// set are merged into what the user has.
    pub fn into_body(mut self, all_custom: Option<Vec<(String, Json)>>) -> Result<Json> {
        let overwrite = all_custom.is_some();
        for (key, value) in all_custom.into_iter().flatten() {
            let custom = self.parameters.custom();
            let set = custom.iter().any(|(other, _)| *other == key);
            if !set && !self.removed.contains(&key) {
                custom.push((key, value));
            }
        }
        if overwrite || !self.parameters.custom().is_empty() {
            self.parameters.finish_custom()?;
        }
        if !self.cleared.is_empty() {
            let fields = text(joined(&self.cleared, ","));
            self.parameters.raw("force_update_fields", fields);
        }
        let mode = if overwrite { 0 } else { 1 };
        self.parameters.raw("ext_attrs_update_mode", number(mode));
        Ok(self.parameters.into_body())
    }

    fn add(&mut self, change: &UserChange) -> Result<()> {
        let parameters = &mut self.parameters;
        match change {
            UserChange::Name(value) => parameters.text(NAME, value),
            UserChange::Mobile(_) => Err(Failure::unsupported(
                "mobile",
                "DingTalk does not change mobile numbers; delete the user and create it again \
                 with the new number",
            )),
            UserChange::Email(value) => parameters.text(EMAIL, value),
            UserChange::WorkEmail(value) => {
                self.work_email = Some(value.clone());
                parameters.text(WORK_EMAIL, value)
            }
            UserChange::Telephone(value) => parameters.text(TELEPHONE, value),
            UserChange::EmployeeNumber(value) => parameters.text(EMPLOYEE_NUMBER, value),
            UserChange::Title(value) => parameters.text(TITLE, value),
            UserChange::WorkPlace(value) => parameters.text(WORK_PLACE, value),
            UserChange::Remark(value) => parameters.text(REMARK, value),
            UserChange::Manager(value) => parameters.text(MANAGER, value),
            UserChange::HiredOn(day) => parameters.hired_on(day),
            UserChange::Departments(assignments) => {
                self.departments = true;
                parameters.departments(assignments)
            }
            UserChange::Attribute(attribute) => match attribute.name.as_str() {
                "dingtalk.login-id" => self.account_text(LOGIN_ID, &attribute.value),
                "dingtalk.nickname" => self.account_text(NICKNAME, &attribute.value),
                _ => parameters.attribute(attribute),
            },
            UserChange::Clear(UserField::Manager) => {
                self.clear(MANAGER.1);
                Ok(())
            }
            UserChange::Clear(UserField::WorkEmail) => {
                self.of_exclusive_accounts = Some(WORK_EMAIL.0.to_owned());
                self.work_email = Some(String::new());
                self.clear(WORK_EMAIL.1);
                Ok(())
            }
            UserChange::Clear(field) => Err(Failure::not_clearable(field_name(*field))),
            UserChange::RemoveAttribute(name) => {
                let key = custom_key(name).ok_or_else(|| {
                    let message = format!("only custom fields, {CUSTOM}<key>, can be removed");
                    Failure::invalid(name, message)
                })?;
                self.removed.push(key.to_owned());
                Ok(())
            }
        }
    }
}

// Spelt here alone with a capital letter (section 11, Q18).
const LOGIN_ID: TextField = TextField("dingtalk.login-id", "loginId", 64);
const NICKNAME: TextField = TextField("dingtalk.nickname", "nickname", 80);

// What a change is about; setting and clearing are about the same thing.
fn subject(change: &UserChange) -> String {
    let name = match change {
        UserChange::Name(_) => "name",
        UserChange::Mobile(_) => "mobile",
        UserChange::Email(_) => "email",
        UserChange::WorkEmail(_) => "work-email",
        UserChange::Telephone(_) => "telephone",
        UserChange::EmployeeNumber(_) => "employee-number",
        UserChange::Title(_) => "title",
        UserChange::WorkPlace(_) => "work-place",
        UserChange::Remark(_) => "remark",
        UserChange::Manager(_) => "manager",
        UserChange::HiredOn(_) => "hired-on",
        UserChange::Departments(_) => "departments",
        UserChange::Attribute(attribute) => &attribute.name,
        UserChange::Clear(field) => field_name(*field),
        UserChange::RemoveAttribute(name) => name,
    };
    name.to_owned()
}

fn field_name(field: UserField) -> &'static str {
    match field {
        UserField::Email => "email",
        UserField::WorkEmail => "work-email",
        UserField::Telephone => "telephone",
        UserField::EmployeeNumber => "employee-number",
        UserField::Title => "title",
        UserField::WorkPlace => "work-place",
        UserField::Remark => "remark",
        UserField::Manager => "manager",
        UserField::HiredOn => "hired-on",
    }
}
