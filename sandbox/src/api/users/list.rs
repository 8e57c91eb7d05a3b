//! The direct members of one department: U5 to U7 (specification 2.6 and 2.7).

use serde_json::{Value, json};

use super::view;
use super::view::View;
use crate::api::object::Object;
use crate::envelope::Answer;
use crate::errors::Code;
use crate::gate::Call;
use crate::organisation::{Membership, User};
use crate::parameters::required;

/// How a listing refuses its arguments.
pub(crate) struct Refusals {
    pub cursor: Code,
    pub size: Code,
    pub order: Code,
}

/// Which part of a listing is wanted.
pub(crate) enum Part {
    /// What `cursor` and `size` say.
    Page,
    /// Everybody at once.
    Whole,
}

/// U5 (specification 2.6).
pub(crate) fn list(call: &mut Call<'_>) -> Answer {
    let refusals = Refusals {
        cursor: Code::ILLEGAL_PARAMETER,
        size: Code::ILLEGAL_PARAMETER,
        order: Code::ILLEGAL_PARAMETER,
    };
    records(call, &refusals, &Part::Page)
}

/// U6 (specification 2.7).
pub(crate) fn list_simple(call: &mut Call<'_>) -> Answer {
    let refusals = Refusals {
        cursor: Code::BAD_OFFSET,
        size: Code::BAD_PAGE_SIZE,
        order: Code::BAD_PARAMETER,
    };
    names(call, &refusals, &Part::Page)
}

/// Whole records.
pub(crate) fn records(call: &Call<'_>, refusals: &Refusals, part: &Part) -> Answer {
    members(call, refusals, part, |view, user, membership| {
        view.member(user, membership)
    })
}

/// Ids and names.
pub(crate) fn names(call: &Call<'_>, refusals: &Refusals, part: &Part) -> Answer {
    members(call, refusals, part, |view, user, _| view.name(user))
}

/// U7 (specification 2.7): all ids at once. The data range does not apply.
pub(crate) fn list_id(call: &mut Call<'_>) -> Answer {
    let dept_id = required("dept_id", call.parameters.integer("dept_id")?)?;
    let organisation = call.organisation();
    organisation.department(dept_id)?;
    let ids: Value = organisation
        .members(dept_id)
        .map(|(user, _)| user.userid.clone())
        .collect();
    Ok(Some(json!({"userid_list": ids})))
}

fn members(
    call: &Call<'_>,
    refusals: &Refusals,
    part: &Part,
    show: impl Fn(&View<'_>, &User, &Membership) -> Value,
) -> Answer {
    let parameters = call.parameters;
    let dept_id = required("dept_id", parameters.integer("dept_id")?)?;
    let place = match part {
        Part::Page => Some((
            required("cursor", parameters.integer("cursor")?)?,
            required("size", parameters.integer("size")?)?,
        )),
        Part::Whole => None,
    };
    let order = parameters.non_empty_text("order_field")?;
    parameters.boolean("contain_access_limit")?;
    let view = view(call)?;

    let (from, size) = match place {
        Some((cursor, size)) => (
            usize::try_from(cursor).map_err(|_| refusals.cursor)?,
            usize::try_from(size)
                .ok()
                .filter(|size| (1..=100).contains(size))
                .ok_or(refusals.size)?,
        ),
        None => (0, usize::MAX),
    };
    let organisation = call.organisation();
    organisation.department(dept_id)?;
    organisation.range(call.app).check_department(dept_id)?;
    let mut members: Vec<_> = organisation.members(dept_id).collect();
    sort(&mut members, order.as_deref().unwrap_or("custom")).ok_or(refusals.order)?;

    Ok(Some(paged(&members, from, size, |(user, membership)| {
        show(&view, user, membership)
    })))
}

/// One page of a list, as the gateway writes it: without `next_cursor` it is the last.
pub(super) fn paged<T>(all: &[T], from: usize, size: usize, show: impl Fn(&T) -> Value) -> Value {
    let next = from.saturating_add(size);
    let has_more = next < all.len();
    let mut result = Object::default();
    result.put("has_more", has_more);
    result.put_some("next_cursor", has_more.then_some(next));
    let page = all.iter().skip(from).take(size);
    result.put("list", page.map(show).collect::<Value>());
    result.into()
}

/// Sorts members, who come in the order of entry. A larger order is nearer to the top; equal ones go by
/// name. `None` for an unknown order.
fn sort(members: &mut [(&User, &Membership)], order: &str) -> Option<()> {
    match order {
        "entry_asc" | "entry_desc" => members.sort_by_key(|(user, _)| user.create_time),
        "modify_asc" | "modify_desc" => {
            members.sort_by_key(|(user, _)| user.modify_time.or(user.create_time));
        }
        "custom" => members.sort_by(|(one, its), (other, others)| {
            (others.order, &one.name, &one.userid).cmp(&(its.order, &other.name, &other.userid))
        }),
        _ => return None,
    }
    if order.ends_with("_desc") {
        members.reverse();
    }
    Some(())
}
