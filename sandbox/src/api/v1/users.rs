//! The user paths of v1 (specification 9).

use serde_json::{Map, Value};

use super::{fields, in_v1_words, objects, user_fields, user_view};
use crate::api::object::Object;
use crate::api::users::{self, Part, Refusals};
use crate::envelope::Answer;
use crate::errors::{Code, Failure};
use crate::gate::Call;
use crate::parameters::{Parameters, required};

/// How v1 refuses what v2's listings refuse.
const REFUSALS: Refusals = Refusals {
    cursor: Code::BAD_OFFSET,
    size: Code::BAD_PAGE_SIZE,
    order: Code::BAD_ORDER,
};

/// `POST /user/create`, around U1.
pub(crate) fn create(call: &mut Call<'_>) -> Answer {
    for name in ["name", "mobile", "department"] {
        required(name, call.parameters.value(name))?;
    }
    let parameters = user_fields::in_v2_words(call.parameters)?;
    users::create(&mut call.with(&parameters))
}

/// `POST /user/update`, around U2: custom fields that are not sent are cleared.
pub(crate) fn update(call: &mut Call<'_>) -> Answer {
    let parameters = user_fields::in_v2_words(call.parameters)?;
    users::update(&mut call.with(&parameters)).map_err(|failure| match failure {
        Failure::MissingArgument("dept_id_list") => Failure::MissingArgument("department"),
        failure => failure,
    })
}

/// `GET /user/get`, around U4.
pub(crate) fn get(call: &mut Call<'_>) -> Answer {
    let renamed = call
        .parameters
        .renamed(&[("userid", "userid"), ("lang", "language")]);
    let parameters = Parameters::from_values(renamed);
    let user = users::get(&mut call.with(&parameters))?;
    Ok(Some(user_view::details(&fields(user))))
}

/// `GET /user/list`, around U5.
pub(crate) fn list(call: &mut Call<'_>) -> Answer {
    members(call, users::records, user_view::member)
}

/// `GET /user/simplelist`, around U6, which has the same names.
pub(crate) fn simple_list(call: &mut Call<'_>) -> Answer {
    members(call, users::names, |user| Value::Object(user.clone()))
}

/// `GET /user/getDeptMember`, around U7.
pub(crate) fn dept_member(call: &mut Call<'_>) -> Answer {
    required("deptId", call.parameters.integer("deptId")?)?;
    let parameters = Parameters::from_values(call.parameters.renamed(&[("deptId", "dept_id")]));
    let ids = fields(users::list_id(&mut call.with(&parameters))?);
    Ok(Some(
        in_v1_words(&ids, &[("userid_list", "userIds")]).into(),
    ))
}

/// The direct members of a department: a page of them where `offset` and `size` are given, else everybody.
fn members(
    call: &mut Call<'_>,
    v2: fn(&Call<'_>, &Refusals, &Part) -> Answer,
    show: fn(&Map<String, Value>) -> Value,
) -> Answer {
    required("department_id", call.parameters.integer("department_id")?)?;
    let request = call.parameters.renamed(&[
        ("department_id", "dept_id"),
        ("offset", "cursor"),
        ("size", "size"),
        ("order", "order_field"),
        ("lang", "language"),
    ]);
    let offset = call.parameters.integer("offset")?;
    let paged = offset.is_some() && call.parameters.integer("size")?.is_some();
    let part = if paged { Part::Page } else { Part::Whole };
    let parameters = Parameters::from_values(request);
    let told = fields(v2(&call.with(&parameters), &REFUSALS, &part)?);
    let people = told.get("list").into_iter().flat_map(objects);
    let mut reply = Object::default();
    reply.put_some("hasMore", told.get("has_more").cloned().filter(|_| paged));
    reply.put("userlist", people.map(show).collect::<Value>());
    Ok(Some(reply.into()))
}
