//! U17 (specification 2.8): who left, when and how.

use serde_json::{Value, json};

use crate::api::object::Object;
use crate::calendar::{moment, parse_moment};
use crate::clock::milliseconds;
use crate::envelope::Answer;
use crate::errors::{Failure, NewApiError};
use crate::gate::Call;
use crate::organisation::LeaveRecord;

/// The longest span that may be asked for.
const YEAR: i64 = 365 * 24 * 60 * 60 * 1000;
/// The largest page.
const LARGEST_PAGE: usize = 50;

/// The records of a span of time, its ends included. Without an end it reaches until now.
pub(crate) fn leave_records(call: &mut Call<'_>) -> Answer {
    let parameters = call.parameters;
    let text = |name| parameters.non_empty_text(name).map_err(|_| bad(name));
    let from = text("startTime")?;
    let until = text("endTime")?;
    let token = text("nextToken")?;
    let most = parameters.integer("maxResults");

    let from = from.as_deref().and_then(parse_moment);
    let from = from.ok_or_else(|| bad("startTime"))?;
    let until = match until {
        Some(text) => parse_moment(&text).ok_or_else(|| bad("endTime"))?,
        None => milliseconds(call.now),
    };
    if until < from {
        return Err(bad("endTime"));
    }
    if until.saturating_sub(from) > YEAR {
        return Err(bad("startTime"));
    }
    let skipped: usize = token
        .map_or(Ok(0), |token| token.parse())
        .map_err(|_| bad("nextToken"))?;
    let most = most
        .ok()
        .flatten()
        .and_then(|most| usize::try_from(most).ok())
        .filter(|most| (1..=LARGEST_PAGE).contains(most))
        .ok_or_else(|| bad("maxResults"))?;

    let mut records: Vec<&LeaveRecord> = call
        .organisation()
        .leave_records
        .iter()
        .filter(|record| (from..=until).contains(&record.leave_time))
        .collect();
    records.sort_by_key(|record| record.leave_time);
    let next = skipped.saturating_add(most);
    let more = next < records.len();
    let page = records.into_iter().skip(skipped).take(most);
    let mut reply = Object::default();
    reply.put_some("nextToken", more.then(|| next.to_string()));
    reply.put("records", page.map(view).collect::<Value>());
    Ok(Some(reply.into()))
}

fn view(record: &LeaveRecord) -> Value {
    let mut fields = Object::default();
    fields.put("userId", record.userid.clone());
    fields.put("name", record.name.clone());
    if let Some(mobile) = &record.mobile {
        fields.put("stateCode", mobile.country_code());
        fields.put("mobile", mobile.number());
    }
    fields.put_some("leaveTime", moment(record.leave_time));
    fields.put("leaveReason", json!(record.leave_reason));
    fields.into()
}

fn bad(name: &str) -> Failure {
    NewApiError::bad_request(
        "invalidParameter.param.invalid",
        &format!("入参错误：{name}"),
    )
    .into()
}
