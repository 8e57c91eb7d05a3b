//! The fields that create and update write (specification 2.1 and 2.4).

use std::collections::BTreeMap;

use crate::errors::{Code, Failure};
use crate::gate::Call;
use crate::organisation::{Membership, User};
use crate::parameters::{Parameters, parts, required};
use crate::rules;

/// What a request sets. `None` leaves the field as it is; the empty text means the same.
pub(super) struct UserFields {
    name: Option<String>,
    hide_mobile: Option<bool>,
    telephone: Option<String>,
    job_number: Option<String>,
    title: Option<String>,
    email: Option<String>,
    org_email: Option<String>,
    work_place: Option<String>,
    remark: Option<String>,
    extension: Option<String>,
    senior_mode: Option<bool>,
    hired_date: Option<i64>,
    manager_userid: Option<String>,
    dept_id_list: Option<String>,
    positions: Vec<Position>,
}

/// What a request sets in one department.
#[derive(Default)]
struct Position {
    dept_id: i64,
    order: Option<i64>,
    is_main: Option<bool>,
    title: Option<String>,
    work_place: Option<String>,
}

/// How the fields are applied.
#[derive(Default)]
pub(super) struct Mode {
    /// How many departments are allowed.
    pub departments: usize,
    /// Write the English variants of name, title and place of work.
    pub english: bool,
    /// Keep custom fields that are not sent.
    pub append: bool,
    /// Without a manager in the request, clear it.
    pub clear_manager: bool,
    /// Without a company mail address in the request, clear it.
    pub clear_org_email: bool,
}

impl UserFields {
    pub fn parse(parameters: &Parameters) -> Result<Self, Failure> {
        Ok(Self {
            name: parameters.non_empty_text("name")?,
            hide_mobile: parameters.boolean("hide_mobile")?,
            telephone: parameters.non_empty_text("telephone")?,
            job_number: parameters.non_empty_text("job_number")?,
            title: parameters.non_empty_text("title")?,
            email: parameters.non_empty_text("email")?,
            org_email: parameters.non_empty_text("org_email")?,
            work_place: parameters.non_empty_text("work_place")?,
            remark: parameters.non_empty_text("remark")?,
            extension: parameters.non_empty_text("extension")?,
            senior_mode: parameters.boolean("senior_mode")?,
            hired_date: parameters.integer("hired_date")?,
            manager_userid: parameters.non_empty_text("manager_userid")?,
            dept_id_list: parameters.non_empty_text("dept_id_list")?,
            positions: positions(parameters)?,
        })
    }

    /// Writes the fields. The caller checks the result as a whole.
    pub fn apply(self, user: &mut User, mode: &Mode, call: &mut Call<'_>) -> Result<(), Code> {
        if let Some(text) = &self.dept_id_list {
            let departments = department_list(text, mode.departments, call)?;
            put_into(user, &departments, call);
        }
        for position in self.positions {
            position.apply(user);
        }
        if let Some(text) = &self.extension {
            let known = &call.organisation().custom_fields;
            let mut values = custom_fields(text)?;
            values.retain(|field, _| known.contains(field));
            if !mode.append {
                user.extension.clear();
            }
            user.extension.extend(values);
        }
        match self.manager_userid {
            Some(manager) => {
                call.organisation()
                    .user(&manager)
                    .map_err(|_| Code::UNKNOWN_MANAGER)?;
                user.manager_userid = Some(manager);
            }
            None if mode.clear_manager => user.manager_userid = None,
            None => {}
        }
        if mode.english {
            set(&mut user.english.name, self.name);
            set(&mut user.english.title, self.title);
            set(&mut user.english.work_place, self.work_place);
        } else {
            user.name = self.name.unwrap_or_else(|| std::mem::take(&mut user.name));
            set(&mut user.title, self.title);
            set(&mut user.work_place, self.work_place);
        }
        if mode.clear_org_email && self.org_email.is_none() {
            user.org_email = None;
        }
        // Silently without effect unless the organisation has mailboxes.
        if call.organisation().settings.mailbox_service {
            set(&mut user.org_email, self.org_email);
        }
        set(&mut user.telephone, self.telephone);
        set(&mut user.job_number, self.job_number);
        set(&mut user.email, self.email);
        set(&mut user.remark, self.remark);
        set(&mut user.hired_date, self.hired_date);
        user.hide_mobile = self.hide_mobile.unwrap_or(user.hide_mobile);
        user.senior_mode = self.senior_mode.unwrap_or(user.senior_mode);
        Ok(())
    }
}

impl Position {
    /// Departments that the user is not in are ignored.
    fn apply(self, user: &mut User) {
        let place = user
            .departments
            .iter_mut()
            .find(|membership| membership.dept_id == self.dept_id);
        if let Some(membership) = place {
            membership.order = self.order.unwrap_or(membership.order);
            membership.is_main = self.is_main.unwrap_or(membership.is_main);
            set(&mut membership.title, self.title);
            set(&mut membership.work_place, self.work_place);
        }
    }
}

fn set<T>(field: &mut Option<T>, value: Option<T>) {
    if value.is_some() {
        *field = value;
    }
}

/// The three lists that say something per department.
fn positions(parameters: &Parameters) -> Result<Vec<Position>, Failure> {
    let mut positions = Vec::new();
    for entry in at_most(100, parameters.entries("dept_order_list")?)? {
        positions.push(Position {
            dept_id: required("dept_id", entry.integer("dept_id")?)?,
            order: Some(required("order", entry.integer("order")?)?),
            ..Position::default()
        });
    }
    for entry in at_most(100, parameters.entries("dept_title_list")?)? {
        positions.push(Position {
            dept_id: required("dept_id", entry.integer("dept_id")?)?,
            title: entry.non_empty_text("title")?,
            ..Position::default()
        });
    }
    for entry in at_most(999, parameters.entries("dept_position_list")?)? {
        positions.push(Position {
            dept_id: required("dept_id", entry.integer("dept_id")?)?,
            order: None,
            is_main: entry.boolean("is_main")?,
            title: entry.non_empty_text("title")?,
            work_place: entry.non_empty_text("work_place")?,
        });
    }
    Ok(positions)
}

fn at_most(count: usize, list: Vec<Parameters>) -> Result<Vec<Parameters>, Code> {
    rules::refuse_unless(list.len() <= count, Code::BAD_PARAMETER)?;
    Ok(list)
}

/// Reads `dept_id_list`: existing departments in the app's data range.
fn department_list(text: &str, limit: usize, call: &Call<'_>) -> Result<Vec<i64>, Code> {
    let mut departments = Vec::new();
    for part in parts(text) {
        let dept_id: i64 = part.parse().map_err(|_| Code::BAD_DEPARTMENT_LIST)?;
        if dept_id < 1 {
            return Err(Code::BAD_DEPARTMENT_ID);
        }
        if !departments.contains(&dept_id) {
            departments.push(dept_id);
        }
        if departments.len() > limit {
            return Err(Code::BAD_DEPARTMENT_LIST);
        }
    }
    let range = call.organisation().range(call.app);
    for dept_id in &departments {
        call.organisation().department(*dept_id)?;
        range.check_department(*dept_id)?;
    }
    Ok(departments)
}

/// Makes these the user's departments; places that stay keep what they hold.
fn put_into(user: &mut User, departments: &[i64], call: &mut Call<'_>) {
    let mut former = std::mem::take(&mut user.departments);
    for dept_id in departments {
        let kept = former
            .iter()
            .position(|membership| membership.dept_id == *dept_id);
        user.departments.push(match kept {
            Some(place) => former.swap_remove(place),
            None => Membership::new(*dept_id, call.state.generator.default_order()),
        });
    }
}

fn custom_fields(text: &str) -> Result<BTreeMap<String, String>, Code> {
    if text.chars().count() > rules::EXTENSION {
        return Err(Code::BAD_EXTENSION);
    }
    serde_json::from_str(text).map_err(|_| Code::BAD_EXTENSION)
}
