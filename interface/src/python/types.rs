//! `_types.py`: dataclasses for records and cases, and enums.

use super::docs::Docs;
use super::hint::hint;
use super::layout::{WIDTH, listing};
use super::names::{pascal, snake, upper};
use super::{ERROR, GENERATED};
use crate::model::{Case, Field, Kind, Member, Package, TypeRef};

/// The module.
pub fn module(package: &Package) -> String {
    let docs = Docs::new(package);
    let types = || package.types().filter(|ty| ty.name != ERROR);
    let mut module = format!(
        "{GENERATED}\"\"\"The types of the interface: frozen dataclasses and enums.\n\n\
         A variant is a class with a class for each case, and `Case`, the union of them, for type\n\
         hints: `match` on `UserChange.Title(title)`, write `def f(change: UserChange.Case)`.\n\"\"\"\n\n\
         from __future__ import annotations\n\n\
         from collections.abc import Sequence\n\
         from dataclasses import dataclass\n\
         from enum import StrEnum\n\
         from typing import ClassVar, Literal, TypeAlias\n\n"
    );
    let names: Vec<_> = types()
        .map(|ty| format!("\"{}\"", pascal(&ty.name)))
        .collect();
    module.push_str(&listing(0, "__all__ = [", &names, ""));
    for ty in types() {
        let class = pascal(&ty.name);
        module.push_str("\n\n");
        module.push_str(&match &ty.kind {
            Kind::Record(fields) => record(package, &docs, &class, &ty.docs, fields),
            Kind::Variant(cases) => variant(package, &docs, &class, &ty.docs, cases),
            Kind::Enum(members) => enumeration(&docs, &class, &ty.docs, members),
        });
    }
    module
}

fn record(package: &Package, docs: &Docs, class: &str, about: &str, fields: &[Field]) -> String {
    let mut text = format!("@dataclass(frozen=True, slots=True, kw_only=True)\nclass {class}:\n");
    text.push_str(&docs.string(4, about));
    for (i, field) in fields.iter().enumerate() {
        if i == 0 {
            text.push('\n');
        }
        text.push_str(&format!(
            "    {}: {}{}\n",
            snake(&field.name),
            hint(package, &field.ty),
            default(&field.ty)
        ));
        text.push_str(&docs.string(4, &field.docs));
    }
    text
}

/// What may be left out when a record is written: options, and lists of further facts.
fn default(ty: &TypeRef) -> &'static str {
    match ty {
        TypeRef::Option(_) => " = None",
        TypeRef::List(of) => match of.as_ref() {
            TypeRef::Named(name) if name == "attribute" || name == "detail" => " = ()",
            _ => "",
        },
        _ => "",
    }
}

fn variant(package: &Package, docs: &Docs, class: &str, about: &str, cases: &[Case]) -> String {
    let mut text = format!("class {class}:\n{}", docs.string(4, about));
    for case in cases {
        text.push_str("\n    @dataclass(frozen=True, slots=True)\n");
        text.push_str(&format!("    class {}:\n", pascal(&case.name)));
        text.push_str(&docs.string(8, &case.docs));
        text.push_str(&format!(
            "\n        tag: ClassVar[Literal[\"{0}\"]] = \"{0}\"\n",
            case.name
        ));
        if let Some(payload) = &case.payload {
            text.push_str(&format!("        value: {}\n", hint(package, payload)));
        }
    }
    let names: Vec<_> = cases.iter().map(|case| pascal(&case.name)).collect();
    text + "\n" + &union(&names)
}

/// The union of the cases: on one line, within brackets, or with a line for each.
fn union(names: &[String]) -> String {
    let line = names.join(" | ");
    let fits = |indent: usize, around: usize| indent + around + line.len() <= WIDTH;
    if fits(4, "Case: TypeAlias = ".len()) {
        return format!("    Case: TypeAlias = {line}\n");
    }
    let lines = if fits(8, 0) {
        line
    } else {
        names.join("\n        | ")
    };
    format!("    Case: TypeAlias = (\n        {lines}\n    )\n")
}

fn enumeration(docs: &Docs, class: &str, about: &str, members: &[Member]) -> String {
    let mut text = format!("class {class}(StrEnum):\n{}", docs.string(4, about));
    for (i, member) in members.iter().enumerate() {
        if i == 0 {
            text.push('\n');
        }
        text.push_str(&format!(
            "    {} = \"{}\"\n",
            upper(&member.name),
            member.name
        ));
        text.push_str(&docs.string(4, &member.docs));
    }
    text
}
