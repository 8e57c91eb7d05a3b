//! Looking at roles (specification 4). Names of arguments and fields are mixed as DingTalk mixes them.

mod changes;

use serde_json::{Value, json};

pub(crate) use changes::{
    add_role, add_role_group, add_roles_for_emps, delete_role, remove_roles_for_emps, update_role,
    update_scope,
};

use crate::api::object::Object;
use crate::envelope::Answer;
use crate::errors::{Code, Failure};
use crate::gate::Call;
use crate::organisation::{Organisation, RoleMember};
use crate::parameters::{Parameters, required};

/// The size of a page where none is asked for.
const USUAL_PAGE: usize = 20;
const MOST_GROUPS: usize = 200;
const MOST_MEMBERS: usize = 100;

/// The groups with their roles, the default one first. A page counts groups.
pub(crate) fn list(call: &mut Call<'_>) -> Answer {
    let parameters = call.parameters;
    if parameters.integer("size")?.is_some() != parameters.integer("offset")?.is_some() {
        return Err(Code::SIZE_WITHOUT_OFFSET.into());
    }
    let page = Page::parse(parameters, MOST_GROUPS)?;
    let groups = call.organisation().all_role_groups();
    let reply = page.of(&groups, |group| {
        let roles = group.roles.iter();
        let roles = roles.map(|role| json!({"id": role.role_id, "name": role.name}));
        Ok(json!({
            "groupId": group.group_id,
            "name": group.name,
            "roles": roles.collect::<Value>(),
        }))
    })?;
    Ok(Some(reply.into()))
}

/// A role's name and the id of its group.
pub(crate) fn get_role(call: &mut Call<'_>) -> Answer {
    let role_id = required("roleId", call.parameters.integer("roleId")?)?;
    let (group_id, role) = call.organisation().role(role_id)?;
    Ok(Some(
        json!({"role": {"groupId": group_id, "name": role.name}}),
    ))
}

/// A group's name and its roles.
pub(crate) fn get_role_group(call: &mut Call<'_>) -> Answer {
    let group_id = required("group_id", call.parameters.integer("group_id")?)?;
    let groups = call.organisation().all_role_groups();
    let group = groups
        .iter()
        .find(|group| group.group_id == group_id)
        .ok_or(Code::BAD_PARAMETER)?;
    let roles: Value = group
        .roles
        .iter()
        .map(|role| json!({"role_id": role.role_id, "role_name": role.name}))
        .collect();
    Ok(Some(
        json!({"role_group": {"group_name": group.name, "roles": roles}}),
    ))
}

/// The people who have a role, page by page.
pub(crate) fn simple_list(call: &mut Call<'_>) -> Answer {
    let role_id = required("role_id", call.parameters.integer("role_id")?)?;
    let page = Page::parse(call.parameters, MOST_MEMBERS)?;
    let organisation = call.organisation();
    let (_, role) = organisation.role(role_id)?;
    let mut result = page.of(&role.members, |held| member(held, organisation))?;
    result.put_some("nextCursor", page.next(role.members.len()));
    Ok(Some(result.into()))
}

fn member(held: &RoleMember, organisation: &Organisation) -> Result<Value, Code> {
    let user = organisation.user(&held.userid)?;
    let scopes = held
        .manage_scopes
        .iter()
        .map(|dept_id| {
            let department = organisation.department(*dept_id)?;
            Ok(json!({"dept_id": dept_id, "name": department.name}))
        })
        .collect::<Result<Vec<Value>, Code>>()?;
    let mut fields = Object::default();
    fields.put("userid", user.userid.clone());
    fields.put("name", user.name.clone());
    fields.put_some("manageScopes", (!scopes.is_empty()).then_some(scopes));
    Ok(fields.into())
}

/// The part of a list that is wanted.
struct Page {
    offset: usize,
    size: usize,
}

impl Page {
    fn parse(parameters: &Parameters, largest: usize) -> Result<Self, Failure> {
        let size = match parameters.integer("size")? {
            None => USUAL_PAGE,
            Some(size) => usize::try_from(size)
                .ok()
                .filter(|size| (1..=largest).contains(size))
                .ok_or(Code::BAD_PAGE_SIZE)?,
        };
        let offset = parameters.integer("offset")?.unwrap_or_default();
        let offset = usize::try_from(offset).map_err(|_| Code::BAD_OFFSET)?;
        Ok(Self { offset, size })
    }

    /// The offset of the page after this one, unless this is the last.
    fn next(&self, length: usize) -> Option<usize> {
        let next = self.offset.saturating_add(self.size);
        (next < length).then_some(next)
    }

    fn of<T>(&self, whole: &[T], show: impl Fn(&T) -> Result<Value, Code>) -> Result<Object, Code> {
        let page = whole.iter().skip(self.offset).take(self.size);
        let mut result = Object::default();
        result.put("hasMore", self.next(whole.len()).is_some());
        result.put("list", page.map(show).collect::<Result<Value, Code>>()?);
        Ok(result)
    }
}
