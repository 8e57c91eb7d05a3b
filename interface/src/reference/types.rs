//! The section of a type.

use super::link::Links;
use crate::model::{Kind, Type, TypeRef};
use crate::text::paragraphs;

/// Adds the section to the page.
pub fn definition(page: &mut String, links: &Links, ty: &Type) {
    let what = match ty.kind {
        Kind::Record(_) => "record: all of these fields",
        Kind::Variant(_) => "variant: one of these cases",
        Kind::Enum(_) => "enum: one of these names",
    };
    page.push_str(&format!("\n### `{}`\n\n", ty.name));
    page.push_str(&links.in_text(&ty.docs, ""));
    page.push_str(&format!("\n\nA {what}.\n\n").replace("A enum", "An enum"));
    let row = |name: &str, ty: Option<&TypeRef>, docs: &str| {
        let ty = ty.map_or(String::new(), |ty| links.to_type(ty));
        let docs = links.in_text(&paragraphs(docs).join(" "), "");
        format!("| `{name}` | {ty} | {docs} |\n")
    };
    match &ty.kind {
        Kind::Record(fields) => {
            page.push_str("| field | type | |\n|---|---|---|\n");
            for field in fields {
                page.push_str(&row(&field.name, Some(&field.ty), &field.docs));
            }
        }
        Kind::Variant(cases) => {
            page.push_str("| case | carries | |\n|---|---|---|\n");
            for case in cases {
                page.push_str(&row(&case.name, case.payload.as_ref(), &case.docs));
            }
        }
        Kind::Enum(members) => {
            page.push_str("| name | |\n|---|---|\n");
            for member in members {
                let docs = links.in_text(&paragraphs(&member.docs).join(" "), "");
                page.push_str(&format!("| `{}` | {docs} |\n", member.name));
            }
        }
    }
}
