//! What the built component promises to hosts: its world, its documentation, its size.

use std::collections::BTreeSet;
use std::path::Path;

use orgbook_host::COMPONENT;
use wit_component::WitPrinter;
use wit_parser::{Docs, PackageId, Resolve, Stability, TypeDefKind, WorldId, WorldItem, WorldKey};

/// The most bytes that the component may have. Raise it only with a reason.
const BUDGET: usize = 485_000;

/// The package in `wit/`, with what it depends on.
fn package() -> (Resolve, PackageId) {
    let mut resolve = Resolve::default();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("wit");
    let (package, _) = resolve.push_dir(folder).expect("the WIT package");
    (resolve, package)
}

/// The world of the built component, as its bytes tell it.
fn built() -> (Resolve, WorldId) {
    match wit_component::decode(COMPONENT).expect("a component") {
        wit_component::DecodedWasm::Component(resolve, world) => (resolve, world),
        wit_component::DecodedWasm::WitPackage(..) => panic!("the component is a WIT package"),
    }
}

fn names<'a>(
    resolve: &'a Resolve,
    direction: &'a str,
    items: impl Iterator<Item = (&'a WorldKey, &'a WorldItem)>,
) -> Vec<String> {
    let mut names: Vec<_> = items
        .flat_map(|(key, item)| {
            let name = resolve.name_world_key(key);
            let functions: Vec<_> = match item {
                WorldItem::Interface { id, .. } => resolve.interfaces[*id]
                    .functions
                    .keys()
                    .map(|function| format!("{direction} {name}#{function}"))
                    .collect(),
                _ => Vec::new(),
            };
            std::iter::once(format!("{direction} {name}")).chain(functions)
        })
        .collect();
    names.sort();
    names
}

#[test]
fn imports_and_exports_are_those_of_the_golden_file() {
    let (resolve, world) = built();
    let world = &resolve.worlds[world];
    let mut lines = names(&resolve, "import", world.imports.iter());
    lines.extend(names(&resolve, "export", world.exports.iter()));
    let built = lines.join("\n") + "\n";
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/world.txt");
    if std::env::var_os("ORGBOOK_UPDATE_GOLDEN").is_some() {
        std::fs::write(&golden, &built).expect("the golden file can be written");
    }
    let expected = std::fs::read_to_string(&golden).expect("the golden file");
    assert_eq!(
        built, expected,
        "the component's world changed; if it should, run the test with ORGBOOK_UPDATE_GOLDEN=1"
    );
}

#[test]
fn nothing_of_filesystem_sockets_or_standard_streams_is_imported() {
    let (resolve, world) = built();
    for key in resolve.worlds[world].imports.keys() {
        let name = resolve.name_world_key(key);
        for unwanted in [
            "filesystem",
            "sockets",
            "cli/std",
            "cli/terminal",
            "cli/exit",
        ] {
            assert!(!name.contains(unwanted), "{name}");
        }
    }
}

#[test]
fn the_component_targets_the_world_of_http_providers() {
    let (resolve, package) = package();
    let world = resolve
        .select_world(&[package], Some("http-provider"))
        .expect("the world");
    wit_component::targets(&resolve, world, COMPONENT).expect("the component fits the world");
}

#[test]
fn the_world_of_http_providers_lists_nothing_that_is_not_imported() {
    let (resolve, package) = package();
    let world = resolve
        .select_world(&[package], Some("http-provider"))
        .expect("the world");
    let listed: BTreeSet<_> = resolve.worlds[world]
        .imports
        .keys()
        .map(|key| resolve.name_world_key(key))
        .collect();
    let (resolve, world) = built();
    let imported: BTreeSet<_> = resolve.worlds[world]
        .imports
        .keys()
        .map(|key| resolve.name_world_key(key))
        .collect();
    assert_eq!(listed, imported);
}

/// Collects what lacks documentation or a gate.
#[derive(Default)]
struct Bare(Vec<String>);

impl Bare {
    fn docs(&mut self, what: &str, docs: &Docs) {
        if docs
            .contents
            .as_deref()
            .is_none_or(|text| text.trim().is_empty())
        {
            self.0.push(format!("{what} has no documentation"));
        }
    }

    fn gate(&mut self, what: &str, stability: &Stability) {
        if !matches!(stability, Stability::Stable { .. }) {
            self.0.push(format!("{what} has no @since"));
        }
    }
}

#[test]
fn every_item_of_the_package_is_documented_and_gated() {
    let (resolve, package) = package();
    let package = &resolve.packages[package];
    let mut bare = Bare::default();
    bare.docs("the package", &package.docs);
    for (name, id) in &package.interfaces {
        let interface = &resolve.interfaces[*id];
        bare.docs(name, &interface.docs);
        bare.gate(name, &interface.stability);
        for (function, item) in &interface.functions {
            let what = format!("{name}.{function}");
            bare.docs(&what, &item.docs);
            bare.gate(&what, &item.stability);
        }
        for (type_name, id) in &interface.types {
            let item = &resolve.types[*id];
            let what = format!("{name}.{type_name}");
            bare.gate(&what, &item.stability);
            let parts: Vec<_> = match &item.kind {
                // A `use` of a type that is documented where it is defined.
                TypeDefKind::Type(_) => continue,
                TypeDefKind::Record(record) => record
                    .fields
                    .iter()
                    .map(|it| (&it.name, &it.docs))
                    .collect(),
                TypeDefKind::Variant(variant) => variant
                    .cases
                    .iter()
                    .map(|it| (&it.name, &it.docs))
                    .collect(),
                TypeDefKind::Enum(members) => members
                    .cases
                    .iter()
                    .map(|it| (&it.name, &it.docs))
                    .collect(),
                other => panic!("{what}: the test does not know {other:?}"),
            };
            bare.docs(&what, &item.docs);
            for (part, docs) in parts {
                bare.docs(&format!("{what}.{part}"), docs);
            }
        }
    }
    for (name, id) in &package.worlds {
        bare.docs(name, &resolve.worlds[*id].docs);
        bare.gate(name, &resolve.worlds[*id].stability);
    }
    assert!(bare.0.is_empty(), "{}", bare.0.join("\n"));
}

#[test]
fn function_names_are_unique_across_interfaces() {
    let (resolve, package) = package();
    let mut seen = BTreeSet::new();
    for id in resolve.packages[package].interfaces.values() {
        for function in resolve.interfaces[*id].functions.keys() {
            assert!(seen.insert(function.clone()), "{function} occurs twice");
        }
    }
}

#[test]
fn the_component_keeps_to_its_budget() {
    println!("the component has {} bytes", COMPONENT.len());
    assert!(COMPONENT.len() <= BUDGET, "{} bytes", COMPONENT.len());
}

#[test]
fn the_component_names_no_folder_of_the_machine_that_built_it() {
    let text = String::from_utf8_lossy(COMPONENT);
    let home = std::env::var("HOME").unwrap_or_default();
    for folder in [
        env!("CARGO_MANIFEST_DIR"),
        home.as_str(),
        "/.cargo/registry",
    ] {
        assert!(folder.len() < 2 || !text.contains(folder), "{folder}");
    }
}

/// The package of the last release, without comments. Until 0.1.0 is released it is the present one.
const RELEASED: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/tests/golden/orgbook-directory-0.1.0.wit"
);

/// Whether a program that was built against the world `consumer` of this text can use the present package.
fn still_serves_consumers(released: &str) -> Result<(), String> {
    let (mut resolve, present) = package();
    // Both are 0.1.0, and what is behind `+` has no order.
    let released = released.replacen("@0.1.0;", "@0.1.0+released;", 1);
    let released = resolve
        .push_str("released.wit", &released)
        .map_err(|error| format!("{error:#}"))?;
    let world = |package| {
        let world = resolve.select_world(&[package], Some("consumer"));
        world.expect("the world of consumers")
    };
    let (released, present) = (world(released), world(present));
    wit_component::semver_check(resolve, released, present).map_err(|error| format!("{error:#}"))
}

#[test]
fn programs_built_against_the_last_release_can_use_this_interface() {
    if std::env::var_os("ORGBOOK_UPDATE_GOLDEN").is_some() {
        let (resolve, package) = package();
        let mut printer = WitPrinter::default();
        let printed = printer.emit_docs(false).print(&resolve, package, &[]);
        printed.expect("the package can be printed");
        std::fs::write(RELEASED, printer.output.to_string()).expect("the file can be written");
    }
    let released = std::fs::read_to_string(RELEASED).expect("the file is there");
    still_serves_consumers(&released).expect("the present interface serves them");
}

#[test]
fn a_field_a_case_or_a_function_that_a_release_had_is_missed() {
    let released = std::fs::read_to_string(RELEASED).expect("the file is there");
    for (present, had) in [
        (
            "record user-ref {",
            "record user-ref {\n    nickname: string,",
        ),
        (
            "variant user-change {",
            "variant user-change {\n    gone(string),",
        ),
        (
            "get-user: func(",
            "get-users: func() -> result<_, error>;\n\n  get-user: func(",
        ),
        ("get-user: func(id: string)", "get-user: func(id: u32)"),
    ] {
        assert!(released.contains(present), "{present}");
        let released = released.replacen(present, had, 1);
        let missed = still_serves_consumers(&released);
        assert!(missed.is_err(), "{had}");
    }
}
