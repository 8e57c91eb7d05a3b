//! `docs/coverage.md` says what the code does: every endpoint, every function, and where they are
//! tested.

use std::collections::BTreeSet;
use std::fs;
use std::net::{IpAddr, Ipv4Addr};
use std::path::{Path, PathBuf};

use orgbook_sandbox::Sandbox;
use wit_parser::Resolve;

/// One row of the table.
struct Row {
    method: String,
    path: String,
    functions: Vec<String>,
    tests: Vec<String>,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: impl AsRef<Path>) -> String {
    let path = root().join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The texts in a cell that are set as code.
fn code(cell: &str) -> Vec<String> {
    cell.split('`')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

fn table() -> Vec<Row> {
    let page = read("docs/coverage.md");
    let own = page.split("## Other clients").next().expect("a page");
    let rows = own.lines().filter(|line| line.starts_with("| "));
    rows.filter_map(|line| {
        let cells: Vec<_> = line.split('|').map(str::trim).collect();
        let [_, _, endpoint, functions, _, sandbox, tests, _] = cells[..] else {
            panic!("a row has six cells: {line}");
        };
        let endpoint = code(endpoint);
        let (method, path) = endpoint.first()?.split_once(' ')?;
        assert_eq!(sandbox, "yes", "{line}");
        Some(Row {
            method: method.to_owned(),
            path: path.to_owned(),
            functions: code(functions),
            tests: code(tests),
        })
    })
    .collect()
}

/// The paths that the provider has, by its own source.
fn called() -> BTreeSet<String> {
    let source = read("src/dingtalk/api.rs");
    let texts = source.split('"').skip(1).step_by(2);
    texts
        .filter(|text| text.starts_with('/'))
        .map(|path| path.replace("{corp_id}", "{corpId}"))
        .collect()
}

#[test]
fn every_endpoint_that_the_provider_calls_is_in_the_table_and_no_other() {
    let listed: BTreeSet<_> = table().into_iter().map(|row| row.path).collect();
    assert_eq!(listed, called());
}

#[test]
fn every_function_of_the_interface_is_in_the_table() {
    let mut resolve = Resolve::default();
    let (package, _) = resolve.push_dir(root().join("wit")).expect("the WIT");
    let functions: BTreeSet<_> = resolve.packages[package]
        .interfaces
        .iter()
        .filter(|(name, _)| *name != "diagnostics")
        .flat_map(|(_, id)| resolve.interfaces[*id].functions.keys().cloned())
        .collect();
    let listed: BTreeSet<_> = table()
        .into_iter()
        .flat_map(|row| row.functions)
        .filter(|name| !name.starts_with("DINGTALK_"))
        .collect();
    assert_eq!(listed, functions);
}

#[test]
fn the_sandbox_answers_every_endpoint_of_the_table() {
    let sandbox = Sandbox::new();
    for row in table() {
        let path = row.path.replace("{corpId}", "ding1");
        let request = http::Request::builder()
            .method(row.method.as_str())
            .uri(&path)
            .body(Vec::new())
            .expect("a request");
        let answer = sandbox.handle(request, IpAddr::V4(Ipv4Addr::LOCALHOST));
        let text = String::from_utf8_lossy(answer.body()).into_owned();
        // What no endpoint answers to (specification 1.4 and 1.5), and to another method.
        for unknown in [
            "\"errcode\":22,",
            "\"errcode\":404,",
            "\"errcode\":43001,",
            "\"errcode\":43002,",
            "InvalidAction.NotFound",
        ] {
            assert!(!text.contains(unknown), "{} {path}: {text}", row.method);
        }
    }
}

#[test]
fn every_endpoint_has_tests_that_name_one_of_its_functions() {
    for row in table() {
        let sources: String = row.tests.iter().map(|file| sources(file)).collect();
        let named = row.functions.iter().any(|function| {
            sources.contains(&function.replace('-', "_")) || sources.contains(function)
        });
        assert!(named || row.path.contains("oauth2"), "{}", row.path);
    }
}

/// The source of a test file.
fn sources(file: &str) -> String {
    read(PathBuf::from("tests").join(file))
}
