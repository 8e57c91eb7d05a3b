//! The scenario as the Rust host carries it out.

use std::fmt::Write as _;

use orgbook_host::{Host, Instance, Tenant, to_json};
use serde_json::Value;

use crate::script::{Names, Script, Step};
use crate::servers::Servers;

/// The report, a line each step.
pub async fn report(script: &Script, host: &Host, servers: &Servers) -> String {
    let mut names = Names(servers.urls.clone());
    let mut instance = None;
    let mut report = String::new();
    for step in &script.steps {
        let value = if let Some(environment) = &step.instance {
            let environment = environment.iter();
            let tenant = Tenant::new(environment.map(|(name, text)| (name, names.fill(text))));
            instance = Some(allowed(tenant, step, &names, host).await);
            "ready".to_owned()
        } else {
            let instance = instance.as_mut().expect("the scenario makes an instance");
            let mut result = call(host, instance, step, &names).await;
            for (name, pointer) in &step.keep {
                let kept = result.pointer(pointer).and_then(Value::as_str);
                let kept = kept.unwrap_or_else(|| panic!("{}: {result}", step.step));
                names.0.insert(name.clone(), kept.to_owned());
            }
            hide(&mut result, script);
            result.to_string()
        };
        writeln!(report, "{}: {value}", step.step).expect("memory takes it");
    }
    report
}

async fn allowed(tenant: Tenant, step: &Step, names: &Names, host: &Host) -> Instance {
    let tenant = match &step.allow {
        None => tenant,
        Some(allow) => {
            let allow: Vec<_> = allow.iter().map(|url| names.fill(url)).collect();
            tenant.allow_only(allow.iter().map(String::as_str))
        }
    };
    host.instantiate(&tenant).await.expect("an instance")
}

async fn call(host: &Host, instance: &mut Instance, step: &Step, names: &Names) -> Value {
    let function = step.call.as_deref().expect("a step is one or the other");
    let arguments: Vec<_> = step.arguments.iter().map(|it| names.fill_all(it)).collect();
    let call = host.call_from_json(function, &arguments);
    let call = call.unwrap_or_else(|error| panic!("{}: {error:#}", step.step));
    let result = instance.call(&call.function, &call.arguments).await;
    to_json(&result.unwrap_or_else(|error| panic!("{}: {error:#}", step.step)))
}

fn hide(value: &mut Value, script: &Script) {
    match value {
        Value::Object(members) => {
            members.retain(|name, _| !script.omit.contains(name));
            for (name, value) in members {
                if script.hide.contains(name) {
                    *value = "(hidden)".into();
                } else {
                    hide(value, script);
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| hide(item, script)),
        _ => {}
    }
}
