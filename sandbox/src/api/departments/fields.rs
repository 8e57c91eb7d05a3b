//! The fields that create and update write (specification 3.2 and 3.3).

use crate::errors::{Code, Failure};
use crate::parameters::{Parameters, parts};
use crate::tree::DepartmentFields;

/// What both create and update set. The empty text means the same as an absent one.
pub(super) fn of_both(parameters: &Parameters) -> Result<DepartmentFields, Failure> {
    Ok(DepartmentFields {
        name: parameters.non_empty_text("name")?,
        parent_id: parameters.integer("parent_id")?,
        order: parameters.integer("order")?,
        source_identifier: parameters.non_empty_text("source_identifier")?,
        brief: parameters.non_empty_text("brief")?,
        telephone: parameters.non_empty_text("telephone")?,
        extension: parameters.non_empty_text("extension")?,
        create_dept_group: parameters.boolean("create_dept_group")?,
        auto_approve_apply: parameters.boolean("auto_approve_apply")?,
        hide_dept: parameters.boolean("hide_dept")?,
        dept_permits: dept_ids(parameters, "dept_permits")?,
        user_permits: userids(parameters, "user_permits")?,
        outer_dept: parameters.boolean("outer_dept")?,
        outer_dept_only_self: parameters.boolean("outer_dept_only_self")?,
        outer_permit_depts: dept_ids(parameters, "outer_permit_depts")?,
        outer_permit_users: userids(parameters, "outer_permit_users")?,
        ..DepartmentFields::default()
    })
}

/// What update sets; `english` says which variant of the name is written.
pub(super) fn of_update(
    parameters: &Parameters,
    english: bool,
) -> Result<DepartmentFields, Failure> {
    let mut fields = of_both(parameters)?;
    if english {
        fields.english_name = fields.name.take();
    }
    fields.code = parameters.non_empty_text("code")?;
    fields.auto_add_user = parameters.boolean("auto_add_user")?;
    fields.group_contain_sub_dept = parameters.boolean("group_contain_sub_dept")?;
    fields.group_contain_outer_dept = parameters.boolean("group_contain_outer_dept")?;
    fields.group_contain_hidden_dept = parameters.boolean("group_contain_hidden_dept")?;
    fields.org_dept_owner = parameters.non_empty_text("org_dept_owner")?;
    const MANAGERS: &str = "dept_manager_userid_list";
    let forced = parameters
        .non_empty_text("force_update_fields")?
        .is_some_and(|names| parts(&names).any(|name| name == MANAGERS));
    fields.managers = userids(parameters, MANAGERS)?.or_else(|| forced.then(Vec::new));
    Ok(fields)
}

fn userids(parameters: &Parameters, name: &'static str) -> Result<Option<Vec<String>>, Failure> {
    let list = parameters.non_empty_text(name)?;
    Ok(list.map(|list| parts(&list).map(str::to_owned).collect()))
}

fn dept_ids(parameters: &Parameters, name: &'static str) -> Result<Option<Vec<i64>>, Failure> {
    parameters
        .non_empty_text(name)?
        .map(|list| {
            parts(&list)
                .map(|part| part.parse().map_err(|_| Code::BAD_VISIBLE_LIST.into()))
                .collect()
        })
        .transpose()
}
