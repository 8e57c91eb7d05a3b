//! The department paths of v1 (specification 9).

use serde_json::{Value, json};

use super::{Names, as_text, fields, in_v1_words};
use crate::api::departments;
use crate::api::users::english;
use crate::directory::ROOT;
use crate::envelope::Answer;
use crate::errors::Failure;
use crate::gate::Call;
use crate::parameters::{Parameters, required};

/// v1's name of what a request holds and v2's, where the value stays as it is.
const REQUEST: &[(&str, &str)] = &[
    ("id", "dept_id"),
    ("name", "name"),
    ("parentid", "parent_id"),
    ("order", "order"),
    ("sourceIdentifier", "source_identifier"),
    ("ext", "extension"),
    ("createDeptGroup", "create_dept_group"),
    ("autoAddUser", "auto_add_user"),
    ("autoApproveApply", "auto_approve_apply"),
    ("groupContainSubDept", "group_contain_sub_dept"),
    ("groupContainOuterDept", "group_contain_outer_dept"),
    ("groupContainHiddenDept", "group_contain_hidden_dept"),
    ("orgDeptOwner", "org_dept_owner"),
    ("deptHiding", "hide_dept"),
    ("outerDept", "outer_dept"),
    ("outerDeptOnlySelf", "outer_dept_only_self"),
    ("lang", "language"),
];

/// v2's name of what a reply holds and v1's, where the value stays as it is.
const REPLY: Names = &[
    ("dept_id", "id"),
    ("name", "name"),
    ("parent_id", "parentid"),
    ("order", "order"),
    ("source_identifier", "sourceIdentifier"),
    ("create_dept_group", "createDeptGroup"),
    ("auto_add_user", "autoAddUser"),
    ("auto_approve_apply", "autoApproveApply"),
    ("group_contain_sub_dept", "groupContainSubDept"),
    ("org_dept_owner", "orgDeptOwner"),
    ("dept_group_chat_id", "deptGroupChatId"),
    ("hide_dept", "deptHiding"),
    ("outer_dept", "outerDept"),
    ("ext", "ext"),
];

/// v1's name of a list and v2's. v1 writes `a|b`.
const LISTS: [(&str, &str); 5] = [
    ("deptManagerUseridList", "dept_manager_userid_list"),
    ("deptPermits", "dept_permits"),
    ("userPermits", "user_permits"),
    ("outerPermitDepts", "outer_permit_depts"),
    ("outerPermitUsers", "outer_permit_users"),
];

/// `POST /department/create`, around D1.
pub(crate) fn create(call: &mut Call<'_>) -> Answer {
    for name in ["name", "parentid"] {
        required(name, call.parameters.value(name))?;
    }
    let parameters = in_v2_words(call.parameters)?;
    let created = departments::create(&mut call.with(&parameters))?;
    Ok(Some(in_v1_words(&fields(created), REPLY).into()))
}

/// `POST /department/update`, around D2.
pub(crate) fn update(call: &mut Call<'_>) -> Answer {
    let id = id(call)?;
    let parameters = in_v2_words(call.parameters)?;
    departments::update(&mut call.with(&parameters))?;
    Ok(Some(json!({"id": id})))
}

/// `GET /department/delete`, around D3.
pub(crate) fn delete(call: &mut Call<'_>) -> Answer {
    id(call)?;
    let parameters = in_v2_words(call.parameters)?;
    departments::delete(&mut call.with(&parameters))
}

/// `GET /department/get`, around D4.
pub(crate) fn get(call: &mut Call<'_>) -> Answer {
    id(call)?;
    let parameters = in_v2_words(call.parameters)?;
    let department = fields(departments::get(&mut call.with(&parameters))?);
    let mut shown = in_v1_words(&department, REPLY);
    for (v1, v2) in LISTS {
        shown.put(v1, with_bars(department.get(v2)));
    }
    Ok(Some(shown.into()))
}

/// `GET /department/list`: the departments below one by their order, all of them at once unless `fetch_child`
/// says no. Without `id` it is the root, and the root is shown too.
pub(crate) fn list(call: &mut Call<'_>) -> Answer {
    let id = call.parameters.integer("id")?;
    let everything = call.parameters.boolean("fetch_child")?.unwrap_or(true);
    let parameters = in_v2_words(call.parameters)?;
    let call = call.with(&parameters);
    let english = english(&call)?;
    let top = id.unwrap_or(ROOT);
    departments::check_range(&call, top)?;

    let organisation = call.organisation();
    let mut below = if everything {
        organisation.descendants(top)
    } else {
        organisation.children(top)
    };
    if id.is_none() {
        below.insert(0, organisation.department(ROOT)?);
    }
    let shown: Value = below
        .into_iter()
        .map(|department| {
            let summary = departments::summary(department, english);
            Value::from(in_v1_words(&fields(Some(summary)), REPLY))
        })
        .collect();
    Ok(Some(json!({"department": shown})))
}

/// `GET /department/list_ids`, around D6.
pub(crate) fn list_ids(call: &mut Call<'_>) -> Answer {
    id(call)?;
    let parameters = in_v2_words(call.parameters)?;
    let ids = fields(departments::list_sub_id(&mut call.with(&parameters))?);
    let names = &[("dept_id_list", "sub_dept_id_list")];
    Ok(Some(in_v1_words(&ids, names).into()))
}

fn id(call: &Call<'_>) -> Result<i64, Failure> {
    required("id", call.parameters.integer("id")?)
}

fn in_v2_words(parameters: &Parameters) -> Result<Parameters, Failure> {
    let mut fields = parameters.renamed(REQUEST);
    for (v1, v2) in LISTS {
        if let Some(list) = parameters.text(v1)? {
            fields.insert(v2.to_owned(), list.replace('|', ",").into());
        }
    }
    Ok(Parameters::from_values(fields))
}

fn with_bars(list: Option<&Value>) -> String {
    let parts = list.and_then(Value::as_array).into_iter().flatten();
    let parts: Vec<String> = parts.map(as_text).collect();
    parts.join("|")
}
