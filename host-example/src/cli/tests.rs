//! What holds for all commands.

use std::collections::BTreeSet;

use super::*;

/// A file that `--password-file` can name.
const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");

/// One command line for each function.
const COMMANDS: &[&str] = &[
    "user create --name Ada --mobile 13900000001",
    "user get u1",
    "user find --mobile 13900000001",
    "user find --union-id x",
    "user search Ada --exact",
    "user list",
    "user list-names --order custom --limit 10",
    "user list-ids",
    "user inactive --day 2026-03-02 --department 7",
    "user departed --since 2026-01-01T00:00:00Z",
    "user department-paths u1",
    "user update u1 --title Engineer",
    "user delete u1",
    "department create --name Labs",
    "department get 7",
    "department search Labs",
    "department list",
    "department list-ids",
    "department path 7",
    "department update 7 --clear managers",
    "department delete 7",
    "role list",
    "role list-groups",
    "role get 91",
    "role get-group 9",
    "role create --group 9 --name Interviewer",
    "role create-group --name Posts",
    "role rename 91 --name Interviewer",
    "role delete 91",
    "role members 91 --limit 10",
    "role add 91 u1 u2",
    "role remove 91 u1 u2",
    "role set-scope 91 u1 --everywhere",
    "organisation count --active-only",
    "organisation administrators",
    "organisation administrator-scope u1",
    "organisation access-scope",
    "account create-sso --name Ada",
    "account create-login --name Ada --login-id ada --password-file FILE",
    "account invite --name Ada --corp-id ding1 --user-id u7",
    "account permit ding1 --department 7",
    "account enable u1",
    "account disable u1",
    "account sign-out u1 --reason lost",
    "account status u1",
    "account organisations u1",
    "senior-mode get u1",
    "senior-mode set u1 on --scene CALL --except-role 91",
    "check",
    "describe",
];

fn call(line: &str) -> Call {
    let words = line
        .split(' ')
        .map(|word| if word == "FILE" { FILE } else { word });
    let cli = Cli::try_parse_from(["orgbook"].into_iter().chain(words))
        .unwrap_or_else(|error| panic!("{line}: {error}"));
    let Command::Ask(ask) = cli.command else {
        panic!("{line} is no single call")
    };
    match ask.request(|call| panic!("{call} is invoked")) {
        Ok(request) => request.call,
        Err(failure) => panic!("{line}: {failure}"),
    }
}

#[test]
fn every_function_of_the_component_has_a_command() {
    let world = include_str!("../../../tests/golden/world.txt");
    let functions: BTreeSet<_> = world
        .lines()
        .filter_map(|line| line.strip_prefix("export "))
        .filter_map(|line| Some(line.split_once('#')?.1.to_owned()))
        .collect();
    let reached: BTreeSet<_> = COMMANDS.iter().map(|line| call(line).function).collect();
    assert_eq!(reached, functions);
}

#[test]
fn help_lists_every_command_of_every_resource() {
    let help = help::long();
    for line in COMMANDS {
        let mut words = line.split(' ');
        let (Some(resource), Some(command)) = (words.next(), words.next()) else {
            continue;
        };
        let (_, listed) = help
            .split_once(&format!("Commands of `orgbook {resource}`:\n"))
            .unwrap_or_else(|| panic!("{resource} is missing in {help}"));
        let mut listed = listed.lines().take_while(|line| line.starts_with("  "));
        assert!(
            listed.any(|line| line.split_whitespace().next() == Some(command)),
            "{line} is missing in {help}"
        );
    }
}

#[test]
fn a_scope_is_never_all_by_omission() {
    for line in [
        "orgbook role set-scope 91 u1",
        "orgbook account permit ding1",
        "orgbook role set-scope 91 u1 --everywhere --department 7",
    ] {
        assert!(Cli::try_parse_from(line.split(' ')).is_err(), "{line}");
    }
    let some = call("role set-scope 91 u1 --department 7 --department 8");
    assert!(
        some.to_string().ends_with("some([\"7\", \"8\"]))"),
        "{some}"
    );
    let all = call("role set-scope 91 u1 --everywhere");
    assert!(all.to_string().ends_with("none)"), "{all}");
}

#[test]
fn a_password_is_the_first_line_of_its_file_and_is_not_shown() {
    let call = call("account create-login --name Ada --login-id ada --password-file FILE");
    assert_eq!(call.arguments[2], values::text("[package]"));
    assert!(!call.to_string().contains("[package]"), "{call}");
}

#[test]
fn an_unlimited_page_is_not_asked_for() {
    assert!(call("role list").to_string().ends_with("(none)"));
    let limited = call("role list --limit 5").to_string();
    assert!(limited.contains("limit: some(5)"), "{limited}");
}

#[test]
fn the_commands_that_the_page_of_what_is_covered_names_are_these() {
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/coverage.md");
    let page = std::fs::read_to_string(page).expect("the page");
    let own = page.split("## Other clients").next().expect("a table");
    let named: BTreeSet<&str> = own
        .lines()
        .filter_map(|line| line.split('|').nth(4))
        .flat_map(|cell| cell.split('`').skip(1).step_by(2))
        .filter(|text| *text != "orgbook")
        .collect();
    let commands: BTreeSet<String> = COMMANDS
        .iter()
        .filter_map(|line| {
            let mut words = line.split(' ');
            Some(format!("{} {}", words.next()?, words.next()?))
        })
        .collect();
    assert_eq!(named, commands.iter().map(String::as_str).collect());
}
