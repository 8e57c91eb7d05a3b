//! Department endpoints D1 to D9 (specification 3).

mod fields;
mod view;

pub(crate) use view::summary;

use std::iter;

use serde_json::{Value, json};

use crate::api::search::Search;
use crate::api::users::{english, existing_user};
use crate::directory::ROOT;
use crate::envelope::Answer;
use crate::errors::{Code, Failure};
use crate::gate::Call;
use crate::parameters::required;
use crate::tree::DepartmentFields;

/// D1 (specification 3.2): the app may change the department above.
pub(crate) fn create(call: &mut Call<'_>) -> Answer {
    required("name", call.parameters.text("name")?)?;
    required("parent_id", call.parameters.integer("parent_id")?)?;
    let fields = fields::of_both(call.parameters)?;
    check_parent(call, &fields)?;
    let dept_id = call.state.create_department(fields)?;
    Ok(Some(json!({"dept_id": dept_id})))
}

/// D2 (specification 3.3): what is absent or empty stays as it is. The app may change the department that it
/// comes below, too.
pub(crate) fn update(call: &mut Call<'_>) -> Answer {
    let dept_id = required("dept_id", call.parameters.integer("dept_id")?)?;
    let fields = fields::of_update(call.parameters, english(call)?)?;
    if dept_id < ROOT {
        return Err(Code::BAD_DEPARTMENT_ID.into());
    }
    check_range(call, dept_id)?;
    check_parent(call, &fields)?;
    call.state.update_department(dept_id, fields)?;
    Ok(None)
}

/// D3 (specification 3.4).
pub(crate) fn delete(call: &mut Call<'_>) -> Answer {
    let dept_id = required("dept_id", call.parameters.integer("dept_id")?)?;
    check_range(call, dept_id)?;
    call.state.delete_department(dept_id)?;
    Ok(None)
}

/// Refuses a department that is unknown or outside the app's data range.
pub(crate) fn check_range(call: &Call<'_>, dept_id: i64) -> Result<(), Code> {
    call.organisation().department(dept_id)?;
    call.organisation()
        .range(call.app)
        .check_department(dept_id)
}

fn check_parent(call: &Call<'_>, fields: &DepartmentFields) -> Result<(), Code> {
    match fields.parent_id {
        Some(parent_id) => check_range(call, parent_id).map_err(|code| match code {
            Code::DEPARTMENT_NOT_FOUND => Code::PARENT_NOT_FOUND,
            code => code,
        }),
        None => Ok(()),
    }
}

/// D4 (specification 3.5).
pub(crate) fn get(call: &mut Call<'_>) -> Answer {
    let dept_id = required("dept_id", call.parameters.integer("dept_id")?)?;
    if dept_id < ROOT {
        return Err(Failure::SpecialDepartment);
    }
    let english = english(call)?;
    check_range(call, dept_id)?;
    let organisation = call.organisation();
    let department = organisation.department(dept_id)?;
    Ok(Some(view::details(department, organisation, english)))
}

/// D5 (specification 3.6): the departments directly below, as a bare array.
pub(crate) fn list_sub(call: &mut Call<'_>) -> Answer {
    let dept_id = call.parameters.integer("dept_id")?.unwrap_or(ROOT);
    let english = english(call)?;
    check_range(call, dept_id)?;
    let children = call.organisation().children(dept_id).into_iter();
    Ok(Some(
        children
            .map(|child| view::summary(child, english))
            .collect(),
    ))
}

/// D6 (specification 3.6). The data range does not apply.
pub(crate) fn list_sub_id(call: &mut Call<'_>) -> Answer {
    let dept_id = existing_department(call)?;
    let children = call.organisation().children(dept_id);
    let ids: Vec<i64> = children.iter().map(|child| child.dept_id).collect();
    Ok(Some(json!({"dept_id_list": ids})))
}

/// D7 (specification 3.6). The data range does not apply.
pub(crate) fn list_parent_by_dept(call: &mut Call<'_>) -> Answer {
    let dept_id = existing_department(call)?;
    Ok(Some(
        json!({"parent_id_list": call.organisation().path_to_root(dept_id)}),
    ))
}

/// D8 (specification 3.6): one path per department of the user. The data range does not apply.
pub(crate) fn list_parent_by_user(call: &mut Call<'_>) -> Answer {
    let organisation = call.organisation();
    let paths: Vec<Value> = existing_user(call)?
        .dept_ids()
        .map(|dept_id| json!({"parent_dept_id_list": organisation.path_to_root(dept_id)}))
        .collect();
    Ok(Some(json!({"parent_list": paths})))
}

/// D9 (specification 3.6): ids of the departments whose name or English name matches. Pinyin is not looked
/// at. The data range does not apply, and special departments are not found.
pub(crate) fn search(call: &mut Call<'_>) -> Answer {
    let search = Search::parse(call.parameters)?;
    let found = call
        .organisation()
        .departments
        .iter()
        .filter(|department| department.dept_id >= ROOT)
        .filter(|department| {
            let mut names = iter::once(&department.name).chain(&department.english_name);
            names.any(|name| search.is_in(name))
        })
        .map(|department| department.dept_id.into());
    search.page(found)
}

fn existing_department(call: &Call<'_>) -> Result<i64, Failure> {
    let dept_id = required("dept_id", call.parameters.integer("dept_id")?)?;
    call.organisation().department(dept_id)?;
    Ok(dept_id)
}
