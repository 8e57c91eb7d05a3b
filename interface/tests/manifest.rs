//! The manifest is complete, its data files are true to the WIT, and it has the form that its
//! schema describes.

use std::collections::BTreeSet;

use orgbook_interface::{
    manifest::{
        self, chinese,
        constraints::{self, Constraints},
        english::{Texts, texts},
        references::References,
    },
    model::{Package, TypeRef},
    read,
};
use serde_json::Value;

fn package() -> Package {
    read().expect("the WIT package")
}

/// The comment of every path; a parameter's is that of its function.
fn comments(package: &Package) -> Vec<(String, String)> {
    let mut comments = Vec::new();
    for interface in &package.interfaces {
        comments.push((interface.name.clone(), interface.docs.clone()));
        for function in &interface.functions {
            let at = format!("{}.{}", interface.name, function.name);
            comments.push((at.clone(), function.docs.clone()));
            for parameter in &function.parameters {
                comments.push((format!("{at}.{}", parameter.name), function.docs.clone()));
            }
        }
        for ty in &interface.types {
            let at = format!("{}.{}", interface.name, ty.name);
            comments.push((at.clone(), ty.docs.clone()));
            for (name, docs) in manifest::english::members(&ty.kind) {
                comments.push((format!("{at}.{name}"), docs.to_owned()));
            }
        }
    }
    let on_one_line = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    comments
        .into_iter()
        .map(|(path, docs)| (path, on_one_line(docs)))
        .collect()
}

#[test]
fn every_path_is_translated_from_today_s_text() {
    let texts: Texts = texts(&package());
    let faults = chinese::faults(&texts, &chinese::read());
    assert!(faults.is_empty(), "manifest/zh.json\n{}", faults.join("\n"));
}

#[test]
fn every_constraint_is_what_a_comment_says() {
    let comments = comments(&package());
    let comment = |path: &str| {
        comments
            .iter()
            .find(|(it, _)| it == path)
            .map(|(_, docs)| docs)
    };
    for (path, entry) in &Constraints::read().0 {
        let own = comment(path).unwrap_or_else(|| panic!("constraints.json: no path {path}"));
        let around = path
            .rsplit_once('.')
            .and_then(|(around, _)| comment(around));
        let says = own.contains(&entry.says) || around.is_some_and(|it| it.contains(&entry.says));
        assert!(
            says,
            "constraints.json, {path}: the comment does not say {:?}: {own}",
            entry.says
        );
        if let Some(other) = &entry.same_as {
            assert!(
                comment(other).is_some(),
                "constraints.json, {path}: no path {other}"
            );
        }
    }
}

#[test]
fn every_comment_that_states_a_limit_has_a_constraint() {
    let constraints = Constraints::read();
    // What is said of names and texts that go nowhere as a value of their own.
    let elsewhere = ["types.attribute"];
    let package = package();
    let parameters: BTreeSet<_> = package
        .functions()
        .flat_map(|(interface, function)| {
            let at = format!("{}.{}", interface.name, function.name);
            function
                .parameters
                .iter()
                .map(move |it| format!("{at}.{}", it.name))
        })
        .collect();
    for (path, comment) in comments(&package) {
        let limit = [
            "characters",
            " bytes",
            "RFC 3339",
            "decimal integer",
            "at most",
            "from 1 up",
        ]
        .iter()
        .any(|words| comment.contains(words));
        if !limit || elsewhere.contains(&path.as_str()) || parameters.contains(&path) {
            continue;
        }
        // The comment of a function tells of its parameters.
        let begins = format!("{path}.");
        let within = constraints
            .0
            .keys()
            .any(|key| key.starts_with(&begins) && parameters.contains(key));
        assert!(
            constraints.of(&path).is_some() || within,
            "{path}: {comment}"
        );
    }
}

#[test]
fn the_constraints_have_no_word_that_is_not_understood() {
    let file: Value = serde_json::from_str(constraints::FILE).expect("JSON");
    assert_eq!(
        file,
        serde_json::to_value(&Constraints::read().0).expect("JSON")
    );
}

#[test]
fn every_identifier_that_goes_in_says_what_it_leads_to() {
    let package = package();
    let references = References::read();
    let texts = texts(&package);
    for path in references.0.values().flat_map(|reference| &reference.paths) {
        assert!(texts.contains_key(path), "references.json: no path {path}");
    }
    // Identifiers of nothing that a function of this package reads.
    let others = [
        "dingtalk-accounts.create-login-account.login-id",
        "dingtalk-accounts.permit-account-invitations.corp-id",
        "dingtalk-types.account-profile.avatar-media-id",
        "dingtalk-types.foreign-account.corp-id",
        "dingtalk-types.foreign-account.user-id",
        "dingtalk-types.organisation-ref.corp-id",
        // Of a user, a department or a role, as its `kind` says.
        "dingtalk-types.senior-mode-exception.id",
        "types.backend-error.request-id",
        // Of nobody any more, or yet.
        "types.departed-user.id",
        "types.finding.id",
        "types.pending-user.requested-id",
        "types.user-draft.id",
    ];
    for path in texts.keys() {
        let name = path.rsplit('.').next().unwrap_or_default();
        let identifier =
            ["id", "ids"].contains(&name) || name.ends_with("-id") || name.ends_with("-ids");
        let function = package
            .functions()
            .any(|(interface, it)| *path == format!("{}.{}", interface.name, it.name));
        if identifier && !function && path != "types.id-page.ids" {
            let known = references.of(path).is_some() || others.contains(&path.as_str());
            assert!(
                known,
                "manifest/references.json does not say what {path} leads to"
            );
        }
    }
}

#[test]
fn references_are_read_chosen_and_found_by_functions_that_exist() {
    let package = package();
    let function = |name: &str| {
        let found = package
            .functions()
            .find(|(_, function)| function.name == name);
        found
            .unwrap_or_else(|| panic!("references.json: no function {name}"))
            .1
    };
    let takes = |name: &str, parameter: &str| {
        let known = function(name)
            .parameters
            .iter()
            .any(|it| it.name == parameter);
        assert!(known, "references.json: {name} has no {parameter}");
    };
    let answers = |name: &str, field: &str| {
        let Some(TypeRef::Named(answer)) = &function(name).ok else {
            panic!("references.json: {name} answers no record");
        };
        let answer = package.named(answer).expect("the type");
        assert!(
            answer.kind.names().any(|it| it == field),
            "references.json: {name}, {field}"
        );
    };
    let references = References::read().0;
    for reference in references.values() {
        takes(&reference.read.function, &reference.read.argument);
        answers(&reference.choose.function, &reference.choose.items);
        if let Some(within) = &reference.choose.within {
            takes(&reference.choose.function, &within.argument);
            assert!(references.contains_key(&within.reference));
        }
        if let Some(search) = &reference.search {
            takes(&search.function, &search.argument);
            answers(&search.function, &search.items);
        }
    }
}

fn manifest() -> Value {
    serde_json::from_str(&manifest::json(&package())).expect("JSON")
}

#[test]
fn functions_that_take_a_page_page_and_no_others() {
    let mut paged = 0;
    for function in manifest()["functions"].as_array().expect("functions") {
        let fields = function["fields"].as_array().expect("fields");
        let page = fields.iter().any(|field| field["name"] == "page");
        assert_eq!(page, function["paging"].is_object(), "{}", function["name"]);
        paged += usize::from(page);
    }
    assert!(paged > 0);
}

#[test]
fn what_reads_and_what_writes_is_told_by_the_verb_too() {
    let reading = [
        "check", "count", "describe", "find", "get", "list", "search",
    ];
    for function in manifest()["functions"].as_array().expect("functions") {
        let name = function["name"].as_str().expect("a name");
        let verb = name.split('-').next().unwrap_or_default();
        assert_eq!(
            reading.contains(&verb),
            function["effect"] == "read",
            "{name}"
        );
    }
}

#[test]
fn every_function_has_an_example_and_what_can_fail_names_its_errors() {
    let mut names = BTreeSet::new();
    for function in manifest()["functions"].as_array().expect("functions") {
        assert!(function["example"].is_string(), "{}", function["name"]);
        let fails = !function["errors"].as_array().expect("errors").is_empty();
        assert_eq!(
            fails,
            function["group"] != "diagnostics",
            "{}",
            function["name"]
        );
        assert!(names.insert(function["name"].to_string()));
    }
}
