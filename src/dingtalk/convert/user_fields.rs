//! The fields of a user as they are written: names, limits and encodings that creating and
//! updating share. Source: sections 2.1 and 2.4.

use super::user::{CUSTOM, custom_key};
use crate::bindings::types::{Assignment, Attribute};
use crate::dingtalk::date;
use crate::dingtalk::failure::{Failure, Result};
use crate::dingtalk::json::{self, Json, number, object, text};
use crate::dingtalk::text::joined;
use crate::prelude::*;

/// The longest user identifier, in characters.
pub const ID_LIMIT: usize = 64;

const ASSIGNMENT_LIMIT: usize = 100;
const CUSTOM_LIMIT: usize = 2000;

/// A field with its name in the interface, DingTalk's key and the longest value in characters.
#[derive(Clone, Copy)]
pub struct TextField(pub &'static str, pub &'static str, pub usize);

/// The display name.
pub const NAME: TextField = TextField("name", "name", 80);
/// The mobile number; DingTalk checks its form.
pub const MOBILE: TextField = TextField("mobile", "mobile", 64);
/// The personal e-mail address.
pub const EMAIL: TextField = TextField("email", "email", 50);
/// The organisation's e-mail address.
pub const WORK_EMAIL: TextField = TextField("work-email", "org_email", 100);
/// The landline or extension number.
pub const TELEPHONE: TextField = TextField("telephone", "telephone", 50);
/// The employee number.
pub const EMPLOYEE_NUMBER: TextField = TextField("employee-number", "job_number", 50);
/// The position.
pub const TITLE: TextField = TextField("title", "title", 200);
/// Where the user works.
pub const WORK_PLACE: TextField = TextField("work-place", "work_place", 100);
/// The remark.
pub const REMARK: TextField = TextField("remark", "remark", 2000);
/// The direct manager.
pub const MANAGER: TextField = TextField("manager-id", "manager_userid", ID_LIMIT);

/// The parameters of a request that writes a user.
#[derive(Default)]
pub struct Parameters {
    fields: Vec<(String, Json)>,
    custom: Vec<(String, Json)>,
}

impl Parameters {
    /// Sets a text.
    pub fn text(&mut self, TextField(name, key, limit): TextField, value: &str) -> Result<()> {
        check_text(name, value, limit)?;
        self.raw(key, text(value));
        Ok(())
    }

    /// Sets the day of joining.
    pub fn hired_on(&mut self, day: &str) -> Result<()> {
        let milliseconds = date::to_milliseconds(day).ok_or_else(|| {
            Failure::invalid("hired-on", "hired-on must be a day such as 2024-07-15")
        })?;
        self.raw("hired_date", number(milliseconds));
        Ok(())
    }

    /// Sets the departments: the identifiers as one string, which replaces the membership, and
    /// order and position for those that have them.
    pub fn departments(&mut self, assignments: &[Assignment]) -> Result<()> {
        let invalid = |message: &str| Failure::invalid("departments", message);
        if assignments.is_empty() || assignments.len() > ASSIGNMENT_LIMIT {
            return Err(invalid("a user belongs to 1 to 100 departments"));
        }
        let (mut ids, mut orders, mut titles) = (Vec::new(), Vec::new(), Vec::new());
        for assignment in assignments {
            let id = department_id("departments", &assignment.department_id)?;
            if ids.contains(&id) {
                return Err(invalid("a department is named twice"));
            }
            ids.push(id);
            if let Some(key) = &assignment.sort_key {
                let order: i64 = key.parse().map_err(|_| {
                    invalid("a sort-key must be a decimal integer of up to 64 bits")
                })?;
                orders.push(object([("dept_id", number(id)), ("order", number(order))]));
            }
            if let Some(title) = &assignment.title {
                check_text("departments", title, TITLE.2)?;
                titles.push(object([("dept_id", number(id)), ("title", text(title))]));
            }
        }
        self.raw("dept_id_list", with_commas(&ids));
        for (key, list) in [("dept_order_list", orders), ("dept_title_list", titles)] {
            if !list.is_empty() {
                self.raw(key, Json::Array(list));
            }
        }
        Ok(())
    }

    /// Sets a custom field or a value that only DingTalk knows.
    pub fn attribute(&mut self, attribute: &Attribute) -> Result<()> {
        let (name, value) = (&attribute.name, &attribute.value);
        if let Some(key) = custom_key(name) {
            check_text(name, value, CUSTOM_LIMIT)?;
            self.custom.push((key.to_owned(), text(value)));
            return Ok(());
        }
        let key = match name.as_str() {
            "dingtalk.hide-mobile" => "hide_mobile",
            "dingtalk.senior-mode" => "senior_mode",
            _ => {
                let message = format!(
                    "{name} cannot be written; {CUSTOM}<key>, dingtalk.hide-mobile and \
                     dingtalk.senior-mode can"
                );
                return Err(Failure::invalid(name, message));
            }
        };
        let flag: bool = value
            .parse()
            .map_err(|_| Failure::invalid(name, format!("{name} must be true or false")))?;
        self.raw(key, Json::Bool(flag));
        Ok(())
    }

    /// Sets a parameter of the request as it stands.
    pub fn raw(&mut self, key: &str, value: Json) {
        self.fields.push((key.to_owned(), value));
    }

    /// The custom fields set so far, by their keys.
    pub fn custom(&mut self) -> &mut Vec<(String, Json)> {
        &mut self.custom
    }

    /// Sets the custom fields, as JSON in a string (section 2.1, `extension`).
    pub fn finish_custom(&mut self) -> Result<()> {
        let custom = core::mem::take(&mut self.custom);
        let encoded = json::write(&Json::Object(custom));
        if encoded.chars().count() > CUSTOM_LIMIT {
            return Err(Failure::invalid(
                "attributes",
                "the custom fields together are longer than 2000 characters of JSON",
            ));
        }
        self.raw("extension", text(encoded));
        Ok(())
    }

    /// The body of the request.
    pub fn into_body(self) -> Json {
        Json::Object(self.fields)
    }
}

/// Checks a text that is to be sent.
pub fn check_text(field: &str, value: &str, limit: usize) -> Result<()> {
    match value.chars().count() {
        0 => Err(Failure::invalid(
            field,
            format!("{field} must not be empty; leave it out or clear it"),
        )),
        length if length > limit => Err(Failure::invalid(
            field,
            format!("{field} has {length} characters; at most {limit} are allowed"),
        )),
        _ => Ok(()),
    }
}

/// Checks the identifier of a user.
pub fn check_user_id(field: &str, id: &str) -> Result<()> {
    check_text(field, id, ID_LIMIT)
}

/// Checks the identifier of a user that is sent in a list with commas.
pub fn check_listed_user_id(field: &str, id: &str) -> Result<()> {
    check_user_id(field, id)?;
    match id.contains(',') {
        true => Err(Failure::invalid(
            field,
            format!("{field}: {id} contains a comma"),
        )),
        false => Ok(()),
    }
}

/// The departments of a request that is about all of them if it names none.
pub fn department_ids(field: &str, ids: Option<&[String]>) -> Result<Option<Vec<i64>>> {
    match ids {
        Some([]) => Err(Failure::invalid(
            field,
            format!("{field}: the list is empty; leave it out for all departments"),
        )),
        Some(ids) => ids
            .iter()
            .map(|id| department_id(field, id))
            .collect::<Result<_>>()
            .map(Some),
        None => Ok(None),
    }
}

/// Department identifiers as most requests have them: in a text, with commas.
pub fn with_commas(ids: &[i64]) -> Json {
    let ids: Vec<_> = ids.iter().map(i64::to_string).collect();
    text(joined(&ids, ","))
}

/// The identifier of a department as DingTalk has it: a number from 1 up.
pub fn department_id(field: &str, id: &str) -> Result<i64> {
    let canonical = |number: &i64| *number >= 1 && number.to_string() == id;
    id.parse().ok().filter(canonical).ok_or_else(|| {
        Failure::invalid(
            field,
            format!("{field}: a department of DingTalk is a decimal number from 1 up"),
        )
    })
}
