//! The fields of a department as they are written. Source: sections 3.2 and 3.3.

use super::user_fields::{TextField, check_listed_user_id, check_text, department_id};
use crate::bindings::types::{Attribute, DepartmentChange, DepartmentDraft, DepartmentField};
use crate::dingtalk::failure::{Failure, Result};
use crate::dingtalk::json::{Json, number, text};
use crate::dingtalk::text::joined;
use crate::prelude::*;

/// The name; DingTalk checks its characters.
pub const NAME: TextField = TextField("name", "name", 64);
// Undocumented; far above what is used.
const SOURCE_IDENTIFIER: TextField = TextField("source-identifier", "source_identifier", 200);

/// How an attribute is written.
#[derive(Clone, Copy)]
enum Shape {
    Flag,
    Text(usize),
    Departments,
    Users,
}

// Each attribute with DingTalk's key, and whether it can be set already when creating.
const ATTRIBUTES: &[(&str, &str, Shape, bool)] = &[
    ("dingtalk.hide-dept", "hide_dept", Shape::Flag, true),
    (
        "dingtalk.dept-permits",
        "dept_permits",
        Shape::Departments,
        true,
    ),
    ("dingtalk.user-permits", "user_permits", Shape::Users, true),
    ("dingtalk.outer-dept", "outer_dept", Shape::Flag, true),
    (
        "dingtalk.outer-dept-only-self",
        "outer_dept_only_self",
        Shape::Flag,
        true,
    ),
    (
        "dingtalk.outer-permit-depts",
        "outer_permit_depts",
        Shape::Departments,
        true,
    ),
    (
        "dingtalk.outer-permit-users",
        "outer_permit_users",
        Shape::Users,
        true,
    ),
    (
        "dingtalk.create-dept-group",
        "create_dept_group",
        Shape::Flag,
        true,
    ),
    (
        "dingtalk.auto-approve-apply",
        "auto_approve_apply",
        Shape::Flag,
        true,
    ),
    ("dingtalk.brief", "brief", Shape::Text(255), true),
    ("dingtalk.telephone", "telephone", Shape::Text(50), true),
    (
        "dingtalk.auto-add-user",
        "auto_add_user",
        Shape::Flag,
        false,
    ),
    (
        "dingtalk.group-contain-sub-dept",
        "group_contain_sub_dept",
        Shape::Flag,
        false,
    ),
    (
        "dingtalk.group-contain-outer-dept",
        "group_contain_outer_dept",
        Shape::Flag,
        false,
    ),
    (
        "dingtalk.group-contain-hidden-dept",
        "group_contain_hidden_dept",
        Shape::Flag,
        false,
    ),
    (
        "dingtalk.org-dept-owner",
        "org_dept_owner",
        Shape::Text(64),
        false,
    ),
    ("dingtalk.code", "code", Shape::Text(30), false),
];

/// The body of `department/create`.
pub fn draft_to_wire(draft: &DepartmentDraft) -> Result<Json> {
    let mut body = Body::default();
    body.text(NAME, &draft.name)?;
    let parent = department_id("parent-id", &draft.parent_id)?;
    body.raw("parent_id", number(parent));
    if let Some(key) = &draft.sort_key {
        body.sort_key(key)?;
    }
    if let Some(identifier) = &draft.source_identifier {
        body.text(SOURCE_IDENTIFIER, identifier)?;
    }
    for attribute in &draft.attributes {
        body.attribute(attribute, true)?;
    }
    Ok(Json::Object(body.0))
}

/// The body of `department/update`.
pub fn changes_to_wire(id: &str, changes: &[DepartmentChange]) -> Result<Json> {
    if changes.is_empty() {
        return Err(Failure::invalid("changes", "the list of changes is empty"));
    }
    let mut body = Body::default();
    body.raw("dept_id", number(department_id("id", id)?));
    for change in changes {
        match change {
            DepartmentChange::Name(name) => body.text(NAME, name)?,
            DepartmentChange::Parent(id) => {
                let parent = department_id("parent-id", id)?;
                body.once("parent-id", "parent_id", number(parent))?;
            }
            DepartmentChange::SortKey(key) => body.sort_key(key)?,
            DepartmentChange::SourceIdentifier(identifier) => {
                body.text(SOURCE_IDENTIFIER, identifier)?;
            }
            DepartmentChange::Managers(ids) => body.managers(ids)?,
            DepartmentChange::Attribute(attribute) => body.attribute(attribute, false)?,
            DepartmentChange::Clear(DepartmentField::SortKey) => {
                return Err(Failure::not_clearable("sort-key"));
            }
            DepartmentChange::Clear(DepartmentField::SourceIdentifier) => {
                return Err(Failure::not_clearable(SOURCE_IDENTIFIER.0));
            }
            DepartmentChange::RemoveAttribute(name) => {
                let message = format!("DingTalk has no documented way to remove {name}");
                return Err(Failure::unsupported(name, message));
            }
        }
    }
    Ok(Json::Object(body.0))
}

#[derive(Default)]
struct Body(Vec<(String, Json)>);

impl Body {
    fn raw(&mut self, key: &str, value: Json) {
        self.0.push((key.to_owned(), value));
    }

    // Naming a thing twice is a mistake of the caller's.
    fn once(&mut self, name: &str, key: &str, value: Json) -> Result<()> {
        if self.0.iter().any(|(other, _)| other == key) {
            return Err(Failure::invalid(name, format!("{name} is named twice")));
        }
        self.raw(key, value);
        Ok(())
    }

    fn text(&mut self, TextField(name, key, limit): TextField, value: &str) -> Result<()> {
        check_text(name, value, limit)?;
        self.once(name, key, text(value))
    }

    fn sort_key(&mut self, key: &str) -> Result<()> {
        let order: i64 = key.parse().map_err(|_| {
            let message = "a sort-key must be a decimal integer of up to 64 bits";
            Failure::invalid("sort-key", message)
        })?;
        self.once("sort-key", "order", number(order))
    }

    fn managers(&mut self, ids: &[String]) -> Result<()> {
        const KEY: &str = "dept_manager_userid_list";
        for id in ids {
            check_listed_user_id("manager-ids", id)?;
        }
        self.once("manager-ids", KEY, text(joined(ids, ",")))?;
        // Without this an empty list is no change (section 3.3).
        if ids.is_empty() {
            self.raw("force_update_fields", text(KEY));
        }
        Ok(())
    }

    fn attribute(&mut self, attribute: &Attribute, creating: bool) -> Result<()> {
        let (name, value) = (attribute.name.as_str(), attribute.value.as_str());
        let mut writable = ATTRIBUTES
            .iter()
            .filter(|(_, _, _, at_once)| *at_once || !creating);
        let Some((_, key, shape, _)) = writable.find(|(known, ..)| *known == name) else {
            let message = match creating {
                true => format!("{name} cannot be written when creating a department"),
                false => format!("{name} cannot be written"),
            };
            return Err(Failure::invalid(name, message));
        };
        let value =
            match shape {
                Shape::Flag => Json::Bool(value.parse().map_err(|_| {
                    Failure::invalid(name, format!("{name} must be true or false"))
                })?),
                Shape::Text(limit) => {
                    check_text(name, value, *limit)?;
                    text(value)
                }
                Shape::Departments => {
                    for id in value.split(',') {
                        department_id(name, id)?;
                    }
                    text(value)
                }
                Shape::Users => {
                    for id in value.split(',') {
                        check_listed_user_id(name, id)?;
                    }
                    text(value)
                }
            };
        self.once(name, key, value)
    }
}
