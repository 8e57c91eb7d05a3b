//! The seven faults in which other clients were measured, under the same conditions: each occurs twice, then
//! the server is well.

use orgbook::dingtalk::Directory;
use orgbook_sandbox::{Fault, FaultRule, Stage};

use crate::platform::{Offline, run};
use crate::writing::draft;

const READ: &str = "/topapi/v2/user/get";
const CREATE: &str = "/topapi/v2/user/create";

/// Our row of the table.
pub fn row() -> String {
    let cells = [
        read(Fault::AppThrottled),
        read(Fault::SystemBusy),
        read(Fault::IpBan),
        read(Fault::TokenInvalid),
        read(Fault::Http503),
        read(Fault::ConnectionReset),
        creation(),
    ];
    format!("| **Orgbook**, defaults | {} |", cells.join(" | "))
}

fn world(rule: FaultRule) -> Directory<Offline> {
    let directory = Directory::new(Offline::new_world().sending_again());
    let sandbox = directory.platform().sandbox();
    sandbox.inject(rule.times(2)).expect("a rule that can be");
    directory
}

fn read(fault: Fault) -> String {
    let directory = world(FaultRule::new(fault).on(READ));
    let platform = directory.platform();
    match run(platform, directory.get_user("manager4220")) {
        Ok(user) if user.name.as_deref() == Some("林海") => "Y".to_owned(),
        Ok(_) => "!".to_owned(),
        Err(failure) => {
            let kind = crate::expect::kind_name(&failure.error.kind);
            let wait = failure.error.retry_after_ms;
            let wait = wait.map(|wait| format!(", to be repeated after {} s", wait / 1000));
            format!("x `{kind}`{}", wait.unwrap_or_default())
        }
    }
}

fn creation() -> String {
    let reset = FaultRule::new(Fault::ConnectionReset);
    let directory = world(reset.at(Stage::After).on(CREATE));
    let platform = directory.platform();
    let outcome = run(platform, directory.create_user(&draft(), None));
    let sandbox = platform.sandbox();
    let people = sandbox.organisation().users.into_iter();
    let created = people.filter(|user| user.name == draft().name).count();
    let sent = platform
        .paths()
        .iter()
        .filter(|path| *path == CREATE)
        .count();
    match (outcome, created) {
        (Ok(_), 1) => match sent {
            1 => "Y, sent once".to_owned(),
            _ => format!("Y, sent {sent} times"),
        },
        (Err(failure), 0 | 1) => {
            format!("x `{}`", crate::expect::kind_name(&failure.error.kind))
        }
        _ => "!".to_owned(),
    }
}
