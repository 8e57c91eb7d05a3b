//! Faults on demand, and bans.

use std::net::IpAddr;

use serde::Deserialize;
use serde_json::{Value, json};

use super::request::written;
use super::{AdminRequest, Outcome, Problem, Reply};
use crate::{Fault, FaultRule};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Banned {
    address: IpAddr,
}

pub(super) fn rules(request: &AdminRequest<'_>) -> Outcome {
    let rules = request.sandbox.fault_rules();
    Ok(Reply::Json(json!({"rules": written(&rules)?})))
}

pub(super) fn kinds(_: &AdminRequest<'_>) -> Outcome {
    let kinds: Vec<_> = Fault::ALL
        .iter()
        .map(|fault| {
            json!({
                "fault": fault.name(),
                "stages": fault.stages().iter().map(|stage| stage.name()).collect::<Vec<_>>(),
                "has_duration": fault.default_duration().is_some(),
                "does": fault.meaning(),
            })
        })
        .collect();
    Ok(Reply::Json(json!({"faults": kinds})))
}

pub(super) fn inject(request: &AdminRequest<'_>) -> Outcome {
    let rule: FaultRule = request.json()?;
    let number = request.sandbox.inject(rule);
    let number = number.map_err(|problem| Problem::bad_request(problem.to_string()))?;
    Ok(Reply::Json(json!({"number": number})))
}

pub(super) fn clear_all(request: &AdminRequest<'_>) -> Outcome {
    request.sandbox.clear_faults();
    Ok(Reply::Done)
}

pub(super) fn clear(request: &AdminRequest<'_>) -> Outcome {
    let number = request.variable().parse().ok();
    match number.is_some_and(|number| request.sandbox.clear_fault(number)) {
        true => Ok(Reply::Done),
        false => Err(Problem::not_found("no rule has this number")),
    }
}

pub(super) fn bans(request: &AdminRequest<'_>) -> Outcome {
    let bans = request.sandbox.bans();
    let bans: Vec<Value> = bans
        .iter()
        .map(|(address, left)| json!({"address": address, "seconds_left": left.as_secs()}))
        .collect();
    Ok(Reply::Json(json!({"bans": bans})))
}

pub(super) fn ban(request: &AdminRequest<'_>) -> Outcome {
    let Banned { address } = request.json()?;
    request.sandbox.ban(address);
    Ok(Reply::Done)
}

pub(super) fn unban(request: &AdminRequest<'_>) -> Outcome {
    let address = request.variable().parse().ok();
    match address.is_some_and(|address| request.sandbox.unban(address)) {
        true => Ok(Reply::Done),
        false => Err(Problem::not_found("this address is not banned")),
    }
}
