//! What the component tells about itself, as text.

use serde_json::Value;

use super::{items, plain, several, shown, table};

pub fn findings(findings: &Value) -> String {
    let mut text = String::new();
    for finding in items(findings) {
        let severity = shown(&finding["severity"]);
        text.push_str(&format!("{severity:<8} {}\n", shown(&finding["subject"])));
        for (label, field) in [("", "observed"), ("do: ", "action"), ("see: ", "url")] {
            if let Some(value) = finding[field].as_str() {
                text.push_str(&format!("{:8} {label}{}\n", "", plain(value)));
            }
        }
    }
    text
}

pub fn description(description: &Value) -> String {
    let settings = items(&description["settings"])
        .iter()
        .map(|setting| ["name", "value", "source", "problem"].map(|field| shown(&setting[field])));
    let mut text = format!(
        "Provider {} {}, root department {}\n\n{}\n",
        shown(&description["provider"]),
        shown(&description["version"]),
        shown(&description["root-department-id"]),
        table(["Setting", "Value", "From", "Problem"], settings),
    );
    for requirement in items(&description["requirements"]) {
        text.push_str(&format!(
            "{}: {}\n  {}\n",
            shown(&requirement["permission"]),
            shown(&requirement["purpose"]),
            several(&requirement["functions"], shown).replace('\n', ", "),
        ));
    }
    text
}
