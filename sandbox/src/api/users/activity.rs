//! U13 (specification 2.7): who used DingTalk on a day, and who did not.

use super::list::paged;
use crate::calendar::Day;
use crate::clock::milliseconds;
use crate::envelope::Answer;
use crate::errors::{Code, Failure};
use crate::gate::Call;
use crate::organisation::User;
use crate::parameters::{parts, required};

/// How far back a day may lie.
const DAYS: i64 = 30;
/// The data of a day are ready at nine in the morning of the next one, in China.
const READY: i64 = 9 * 60 * 60 * 1000;

/// Ids of the people directly in the departments, or of everybody, who were or were not active on the day.
pub(crate) fn inactive(call: &mut Call<'_>) -> Answer {
    let parameters = call.parameters;
    let is_active = required("is_active", parameters.boolean("is_active")?)?;
    let departments = parameters.non_empty_text("dept_ids")?;
    let offset = required("offset", parameters.integer("offset")?)?;
    let size = required("size", parameters.integer("size")?)?;
    let day = required("query_date", parameters.text("query_date")?)?;

    let offset = usize::try_from(offset).map_err(|_| Code::BAD_OFFSET)?;
    let size = usize::try_from(size)
        .ok()
        .filter(|size| (1..=100).contains(size))
        .ok_or(Code::BAD_PAGE_SIZE)?;
    let day: Day = day.parse().map_err(|_| Code::BAD_PARAMETER)?;
    check_ready(day, milliseconds(call.now))?;
    let departments = match departments {
        None => None,
        Some(list) => Some(department_ids(&list, call)?),
    };

    let organisation = call.organisation();
    let is_meant = |user: &&User| match &departments {
        None => true,
        Some(departments) => user.dept_ids().any(|id| departments.contains(&id)),
    };
    let range = organisation.range(call.app);
    let found: Vec<&User> = organisation
        .users
        .iter()
        .filter(is_meant)
        .filter(|user| range.covers(user))
        .filter(|user| user.was_active(day) == Some(is_active))
        .collect();
    Ok(Some(paged(&found, offset, size, |user| {
        user.userid.clone().into()
    })))
}

fn check_ready(day: Day, now: i64) -> Result<(), Code> {
    let age = |today: Day| today.since(day);
    let ready = Day::of(now.saturating_sub(READY)).is_some_and(|day| age(day) >= 1);
    let recent = Day::of(now).is_some_and(|today| age(today) <= DAYS);
    if ready && recent {
        Ok(())
    } else {
        Err(Code::BAD_PARAMETER)
    }
}

fn department_ids(list: &str, call: &Call<'_>) -> Result<Vec<i64>, Failure> {
    parts(list)
        .map(|part| {
            let dept_id = part.parse().map_err(|_| Code::BAD_PARAMETER)?;
            call.organisation().department(dept_id)?;
            Ok(dept_id)
        })
        .collect()
}

impl User {
    /// Whether the person used DingTalk on a day. `None` for a day before the person joined.
    fn was_active(&self, day: Day) -> Option<bool> {
        let joined = self.create_time.and_then(Day::of);
        let here = joined.is_none_or(|joined| joined <= day);
        here.then(|| self.active && self.last_login_date.is_none_or(|last| day <= last))
    }
}
