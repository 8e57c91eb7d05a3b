//! The section of a function.

use super::link::Links;
use crate::comments::{errors, only_reads, own_errors};
use crate::examples::{self, Example};
use crate::model::{Function, Interface, Package};

/// Adds the section to the page.
pub fn function(
    page: &mut String,
    package: &Package,
    links: &Links,
    interface: &Interface,
    function: &Function,
) {
    let name = &function.name;
    page.push_str(&format!(
        "\n### `{name}`\n\n```wit\n{}\n```\n\n",
        signature(function)
    ));
    page.push_str(&links.in_text(&function.docs, name));
    page.push('\n');
    page.push_str("\n| | |\n|---|---|\n");
    for parameter in &function.parameters {
        let ty = links.to_type(&parameter.ty);
        page.push_str(&format!("| takes `{}` | {ty} |\n", parameter.name));
    }
    if let Some(ok) = &function.ok {
        page.push_str(&format!("| answers | {} |\n", links.to_type(ok)));
    }
    page.push_str(&format!(
        "| errors | {} |\n",
        fails(package, interface, function)
    ));
    let changes = if only_reads(interface, function) {
        "nothing"
    } else {
        "the directory"
    };
    page.push_str(&format!("| changes | {changes} |\n"));
    for example in examples::all() {
        if example.function() == name {
            show(page, &example);
        }
    }
}

fn show(page: &mut String, example: &Example) {
    let shows = example.shows.trim_end_matches('.');
    let answer = match &example.error {
        Some(kind) => format!(": the answer is `{kind}`"),
        None => String::new(),
    };
    page.push_str(&format!(
        "\n{shows}{answer}:\n\n```wave\n{}\n```\n",
        example.call
    ));
}

/// The errors that are this function's own, and whether those of the interface join them.
fn fails(package: &Package, interface: &Interface, function: &Function) -> String {
    if function.err.is_none() {
        return "none: it always answers".into();
    }
    let own: Vec<_> = own_errors(package, function)
        .into_iter()
        .map(|kind| format!("`{kind}`"))
        .collect();
    let common = errors(package, &interface.docs);
    let common = format!(
        "{} that hold for the whole [interface](#interface-{})",
        common.len(),
        interface.name
    );
    if own.is_empty() {
        return format!("the {common}");
    }
    format!("{}, and the {common}", own.join(", "))
}

/// The function in WIT: on one line if it is short, else with a parameter on each.
pub fn signature(function: &Function) -> String {
    let parameters: Vec<_> = function
        .parameters
        .iter()
        .map(|parameter| format!("{}: {}", parameter.name, parameter.ty))
        .collect();
    let answer = match (&function.ok, &function.err) {
        (ok, Some(err)) => {
            let ok = ok.as_ref().map_or("_".into(), ToString::to_string);
            format!(" -> result<{ok}, {err}>")
        }
        (Some(ok), None) => format!(" -> {ok}"),
        (None, None) => String::new(),
    };
    let name = &function.name;
    let line = format!("{name}: func({}){answer};", parameters.join(", "));
    if line.chars().count() <= 100 {
        return line;
    }
    let listed: String = parameters.iter().map(|it| format!("  {it},\n")).collect();
    format!("{name}: func(\n{listed}){answer};")
}
