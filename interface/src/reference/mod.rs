//! `docs/reference.md`: every function and every type, for a person.

mod function;
mod link;
mod types;

use crate::model::{Interface, Package};
use function::function;
use link::Links;
use types::definition;

const HEAD: &str = "\
# Reference

Every function of the package and every type, as the [WIT](../wit/) says it; this page is generated
from there. The signatures are WIT, the examples [WAVE](https://docs.rs/wasm-wave): each is carried
out by a test against the [sandbox](../sandbox/README.md), where `cargo orgbook --sandbox invoke
'<call>'` does the same. In another language the names are written as is usual there.
";

/// The page.
pub fn page(package: &Package) -> String {
    let links = Links::of(package);
    let mut page = HEAD.to_owned();
    page.push_str(&format!("\n`{}@{}`\n\n", package.name, package.version));
    page.push_str(&links.in_text(&package.docs, ""));
    page.push_str("\n\n");
    contents(&mut page, package);
    for interface in with_functions(package) {
        head(&mut page, package, &links, interface);
        for it in &interface.functions {
            function(&mut page, package, &links, interface, it);
        }
    }
    for interface in package.interfaces.iter().filter(|it| !it.types.is_empty()) {
        head(&mut page, package, &links, interface);
        for ty in &interface.types {
            definition(&mut page, &links, ty);
        }
    }
    worlds(&mut page, package);
    page
}

fn with_functions(package: &Package) -> impl Iterator<Item = &Interface> {
    let all = package.interfaces.iter();
    all.filter(|interface| !interface.functions.is_empty())
}

fn contents(page: &mut String, package: &Package) {
    page.push_str("| interface | functions |\n|---|---|\n");
    for interface in with_functions(package) {
        let functions = interface.functions.iter();
        let functions: Vec<_> = functions
            .map(|function| format!("[`{0}`](#{0})", function.name))
            .collect();
        let name = &interface.name;
        page.push_str(&format!(
            "| [`{name}`](#interface-{name}) | {} |\n",
            functions.join(", ")
        ));
    }
}

fn head(page: &mut String, package: &Package, links: &Links, interface: &Interface) {
    page.push_str(&format!("\n## Interface `{}`\n\n", interface.name));
    page.push_str(&links.in_text(&interface.docs, ""));
    let name = package.full_name(&interface.name);
    page.push_str(&format!("\n\nFull name: `{name}`."));
    if !interface.functions.is_empty() && !interface.exported_by.iter().any(|it| it == "provider") {
        page.push_str(
            " Not every directory has it: only the world `dingtalk-provider` exports it.",
        );
    }
    page.push('\n');
}

fn worlds(page: &mut String, package: &Package) {
    page.push_str("\n## Worlds\n\n");
    for world in &package.worlds {
        let docs = crate::text::summary(&world.docs);
        page.push_str(&format!("- `{}`: {docs}\n", world.name));
    }
}
