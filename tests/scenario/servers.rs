//! The servers that the scenario names, each on a port of its own.

use std::collections::BTreeMap;

use leaks::Watched;
use orgbook_sandbox::{Clock, Organisation, Sandbox, Server};
use serde::Deserialize;
use serde_json::{Value, from_value, json};

use crate::peer::{self, Fate, Peer};

/// 2026-09-21T14:13:20Z, so that no report tells another time.
const NOW: std::time::Duration = std::time::Duration::from_secs(1_790_000_000);

/// Where a crowd is.
const CROWDED: i64 = 900_000_001;
/// How many characters each of a crowd has in the remark and in a custom field: a hundred people make an answer of more
/// than a megabyte.
const LONG: usize = 1_900;

/// A server as the scenario describes it: a sandbox with the default organisation, and what is different about it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Description {
    /// Settings of the organisation, as in a file of the sandbox.
    #[serde(default)]
    settings: Value,
    /// Permissions that the app does not have.
    #[serde(default)]
    without_permissions: Vec<String>,
    /// How many people there are in a department of their own, with long texts.
    #[serde(default)]
    crowd: usize,
    /// Fault rules.
    #[serde(default)]
    faults: Vec<String>,
    /// What everything is answered with, in the sandbox's place.
    answer: Option<Value>,
}

/// Running servers; they stop when this is dropped.
pub struct Servers {
    /// The URL of each, by name.
    pub urls: BTreeMap<String, String>,
    _running: Vec<Running>,
}

enum Running {
    Sandbox { _server: Server, _sandbox: Watched },
    Peer { _peer: Peer },
}

impl Servers {
    pub async fn start(descriptions: &BTreeMap<String, Description>) -> Self {
        let mut urls = BTreeMap::new();
        let mut running = Vec::new();
        for (name, description) in descriptions {
            let sandbox = Watched::new(description.sandbox());
            if let Some(answer) = &description.answer {
                let answer = peer::json(answer);
                let peer = Peer::before(&sandbox, move |_| Fate::Said(answer.clone())).await;
                urls.insert(name.clone(), peer.url());
                running.push(Running::Peer { _peer: peer });
            } else {
                let server = sandbox.serve(([127, 0, 0, 1], 0)).await.expect("a port");
                urls.insert(name.clone(), server.url());
                running.push(Running::Sandbox {
                    _server: server,
                    _sandbox: sandbox,
                });
            }
        }
        Self {
            urls,
            _running: running,
        }
    }
}

impl Description {
    fn sandbox(&self) -> Sandbox {
        let mut organisation = Organisation::default();
        if self.settings.is_object() {
            organisation.settings =
                from_value(self.settings.clone()).expect("settings of an organisation");
        }
        for app in &mut organisation.apps {
            let missing = &self.without_permissions;
            app.permissions.retain(|it| !missing.contains(it));
        }
        if self.crowd > 0 {
            let department = json!({ "dept_id": CROWDED, "name": "众人", "parent_id": 1 });
            let department = from_value(department).expect("a department");
            organisation.departments.push(department);
            let users = (1..=self.crowd).map(one_of_many);
            organisation
                .users
                .extend(users.map(|user| from_value(user).expect("a user")));
        }
        let builder = Sandbox::builder().organisation(organisation);
        let sandbox = builder.clock(Clock::frozen_at(NOW)).build();
        let sandbox = sandbox.expect("the organisation is valid");
        for rule in &self.faults {
            sandbox
                .inject(rule.parse().expect("a fault rule"))
                .expect("a fault rule");
        }
        sandbox
    }
}

fn one_of_many(number: usize) -> Value {
    let long = "长".repeat(LONG);
    json!({
        "userid": format!("crowd-{number:03}"),
        "name": format!("众人 {number:03} 🙂"),
        "mobile": format!("139{number:08}"),
        "remark": long,
        "extension": { "badge": long },
        "departments": [{ "dept_id": CROWDED }],
    })
}
