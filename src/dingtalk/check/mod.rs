//! The function `check-directory`: tries what the functions need and reports each thing.
//!
//! The server looks at permissions before it looks at arguments (section 13), so a request
//! without its argument tells whether the right is there, and changes nothing.

mod credentials;
mod report;
mod scope;

use super::api::{self, Api};
use super::call::Call;
use super::failure::Failure;
use super::json::{number, object};
use super::permissions;
use super::settings::Settings;
use super::{Directory, wire};
use crate::bindings::types::{ErrorKind, Finding, Severity};
use crate::platform::Platform;
use crate::prelude::*;
use report::{ADDRESS_REFUSED, OUT_OF_RANGE, Obstacle, Report, is_permission_missing};

// Without a user identifier nothing is written, so a lost answer leaves nothing open.
const UPDATE_PROBE: Api = api::USER_UPDATE.probe();

impl<P: Platform> Directory<P> {
    /// `check-directory`
    pub async fn check(&self) -> Vec<Finding> {
        let (read, settings) = Settings::inspect(self.platform());
        let mut report = Report::new(read.as_ref());
        for setting in &settings {
            report.setting(setting);
        }
        match self.call() {
            Ok(call) => {
                report.good("settings", "settings", "all of them can be used");
                check_access(&call, &mut report).await;
            }
            Err(_) => report.untried("access-token", "access token"),
        }
        report.into_findings()
    }
}

/// Whether calls get through at all; what they may do comes after that.
async fn check_access<P: Platform>(call: &Call<'_, P>, report: &mut Report) {
    let lent = call.settings.token_source.lent.is_some();
    if let Err(failure) = call.token().await {
        let obstacle = match obstacle(&failure) {
            Some(Obstacle::App) => Obstacle::App,
            _ => Obstacle::Token,
        };
        let diagnosis = match failure.error.kind {
            ErrorKind::Unauthenticated => credentials::diagnose(call).await,
            _ => None,
        };
        return match diagnosis {
            Some(diagnosis) if diagnosis.explains() => report.explained(&diagnosis),
            diagnosis => {
                report.obstacle(obstacle, &failure);
                if let Some(diagnosis) = diagnosis {
                    report.diagnosis(&diagnosis);
                }
            }
        };
    }
    let question = object([("dept_id", number(1))]);
    let children = call.request(api::DEPARTMENT_LIST_SUB_ID, &question).await;
    let obstacle = children
        .as_ref()
        .err()
        .and_then(|failure| obstacle(failure));
    if !lent && obstacle != Some(Obstacle::App) {
        report.permission(&permissions::BASE, Severity::Error, None);
    }
    // A lent token is first tried by a call that needs it; addresses are looked at after tokens.
    let accepted = match obstacle {
        None | Some(Obstacle::Address) => true,
        Some(Obstacle::Server) => !lent,
        Some(Obstacle::Token | Obstacle::App) => false,
    };
    if accepted {
        let observed = match lent {
            true => "DingTalk accepts the token that the host lends, or has issued another one",
            false => "DingTalk accepts the client id and secret, and has issued a token",
        };
        report.good("access-token", "access token", observed);
    }
    if let (Some(obstacle), Err(failure)) = (obstacle, &children) {
        return report.obstacle(obstacle, failure);
    }
    report.good("contacts-api", "Contacts API", "calls get through");
    let observed = "DingTalk takes calls from the address that they come from";
    report.good("caller-ip", "IP allow list", observed);
    let failure = children.as_ref().err().map(Box::as_ref);
    report.permission(&permissions::DEPARTMENT_LIST, Severity::Error, failure);
    check_permissions(call, report).await;
    let below = children
        .ok()
        .and_then(|answer| wire::department_ids(wire::result(&answer), "dept_id_list"));
    scope::check(call, report, below.unwrap_or_default()).await;
}

/// What keeps every call from getting through, if that is why this one failed.
fn obstacle(failure: &Failure) -> Option<Obstacle> {
    if failure
        .details("permission")
        .contains(&permissions::BASE.code)
    {
        return Some(Obstacle::App);
    }
    if failure.has_code(ADDRESS_REFUSED) {
        return Some(Obstacle::Address);
    }
    if failure.error.kind == ErrorKind::Unauthenticated {
        return Some(Obstacle::Token);
    }
    let passed = is_permission_missing(failure) || failure.has_code(OUT_OF_RANGE);
    (!passed).then_some(Obstacle::Server)
}

async fn check_permissions<P: Platform>(call: &Call<'_, P>, report: &mut Report) {
    for (permission, severity, api) in [
        (&permissions::MANAGE, Severity::Error, UPDATE_PROBE),
        (&permissions::MEMBER, Severity::Error, api::USER_GET),
        (
            &permissions::MEMBER_BY_MOBILE,
            Severity::Warning,
            api::USER_GET_BY_MOBILE,
        ),
        (
            &permissions::DEPARTMENT_MEMBER,
            Severity::Warning,
            api::USER_LIST,
        ),
        (
            &permissions::LIVENESS,
            Severity::Warning,
            api::USER_INACTIVE,
        ),
    ] {
        let outcome = call.request(api, &object([])).await;
        report.permission(
            permission,
            severity,
            outcome.as_ref().err().map(Box::as_ref),
        );
    }
    check_new_family(call, report).await;
}

/// The permissions of the new family, whose server may be out of reach where the host lends a token:
/// then nothing was asked of it before.
async fn check_new_family<P: Platform>(call: &Call<'_, P>, report: &mut Report) {
    const UNREACHED: &[ErrorKind] = &[
        ErrorKind::EgressDenied,
        ErrorKind::Unavailable,
        ErrorKind::Timeout,
        ErrorKind::BadResponse,
    ];
    let mut reached = true;
    for (permission, api) in [
        (&permissions::SEARCH, api::USER_SEARCH),
        (&permissions::COMMON_READ, api::LEAVE_RECORDS),
        (&permissions::ACCOUNTS, api::ACCOUNT_STATUS),
    ] {
        if !reached {
            report.untried_permission(permission);
            continue;
        }
        let failure = call.request(api, &object([])).await.err();
        match &failure {
            Some(failure) if UNREACHED.contains(&failure.error.kind) => {
                reached = false;
                report.failed("new-api", "new API", Severity::Error, failure);
                report.untried_permission(permission);
            }
            failure => report.permission(permission, Severity::Warning, failure.as_deref()),
        }
    }
}
