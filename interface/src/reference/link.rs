//! Links between the sections of the page.

use std::collections::BTreeSet;

use crate::model::{Package, TypeRef};

/// The names that have a section, whose anchor is the name.
pub struct Links {
    /// Functions: their names are not words, and linked wherever they are named.
    functions: BTreeSet<String>,
}

impl Links {
    /// Of all functions; types are linked where they are types.
    pub fn of(package: &Package) -> Self {
        let functions = package
            .functions()
            .map(|(_, function)| function.name.clone());
        Self {
            functions: functions.collect(),
        }
    }

    /// The text of a comment, with links to the functions that it names but for `own`.
    pub fn in_text(&self, docs: &str, own: &str) -> String {
        let mut text = String::new();
        for (place, part) in docs.split('`').enumerate() {
            let code = place % 2 == 1;
            if code && part != own && self.functions.contains(part) {
                text.push_str(&format!("[`{part}`](#{part})"));
            } else if code {
                text.push_str(&format!("`{part}`"));
            } else {
                text.push_str(part);
            }
        }
        text
    }

    /// A type, as code, with a link to the definition of the named type in it.
    pub fn to_type(&self, ty: &TypeRef) -> String {
        let text = ty.to_string().replace("<", "\\<");
        match named(ty) {
            Some(name) => text.replace(name, &format!("[`{name}`](#{name})")),
            None => format!("`{ty}`"),
        }
    }
}

fn named(ty: &TypeRef) -> Option<&str> {
    match ty {
        TypeRef::Named(name) => Some(name),
        TypeRef::Option(inner) | TypeRef::List(inner) => named(inner),
        _ => None,
    }
}
