//! `_schema.py`: how the values of each type and function are converted.

use super::hint::innermost;
use super::layout::listing;
use super::names::{pascal, snake, upper};
use super::{ERROR, GENERATED};
use crate::model::{Function, Interface, Kind, Package, Type, TypeRef};

/// The module.
pub fn module(package: &Package) -> String {
    let mut module = format!(
        "{GENERATED}\"\"\"The types and the functions of the interface, for the conversion of \
         their values.\"\"\"\n\n\
         from __future__ import annotations\n\n\
         from collections.abc import Mapping, Sequence\n\
         from typing import Any, Final\n\n\
         from ._convert import (\n    BOOL,\n    STRING,\n    U32,\n    Enum,\n    \
         List,\n    Option,\n    Record,\n    Variant,\n    WitType,\n)\n\
         from ._error import OrgbookError\n\
         from ._function import Function, Result\n\
         from ._types import (\n"
    );
    let mut classes: Vec<_> = package
        .types()
        .filter(|ty| ty.name != ERROR)
        .map(|ty| pascal(&ty.name))
        .collect();
    classes.sort();
    for class in classes {
        module.push_str(&format!("    {class},\n"));
    }
    module.push_str(")\nfrom .errors import error_of\n\n");

    let ordered = in_order_of_use(package);
    for ty in &ordered {
        module.push_str(&definition(ty));
    }
    let names: Vec<_> = ordered.iter().map(|ty| upper(&ty.name)).collect();
    module.push('\n');
    module.push_str(&listing(
        0,
        "TYPES: Final[Sequence[WitType[Any]]] = [",
        &names,
        "",
    ));

    let interfaces = package
        .interfaces
        .iter()
        .filter(|it| !it.functions.is_empty());
    for interface in interfaces {
        module.push_str(&format!(
            "\n{} = \"{}\"\n",
            constant(interface),
            package.full_name(&interface.name)
        ));
        for it in &interface.functions {
            module.push_str(&function(interface, it));
        }
    }

    let functions: Vec<_> = package
        .functions()
        .map(|(_, it)| format!("\"{}\": {}", it.name, upper(&it.name)))
        .collect();
    module.push('\n');
    module
        + &listing(
            0,
            "FUNCTIONS: Final[Mapping[str, Function[Any]]] = {",
            &functions,
            "",
        )
}

fn constant(interface: &Interface) -> String {
    format!("_{}", upper(&interface.name))
}

/// The types, each after those that it consists of.
fn in_order_of_use(package: &Package) -> Vec<&Type> {
    let mut ordered = Vec::new();
    for ty in package.types() {
        visit(package, ty, &mut ordered);
    }
    ordered
}

fn visit<'a>(package: &'a Package, ty: &'a Type, ordered: &mut Vec<&'a Type>) {
    // WIT has no type that contains itself, so this ends.
    let parts: Vec<&TypeRef> = match &ty.kind {
        Kind::Record(fields) => fields.iter().map(|field| &field.ty).collect(),
        Kind::Variant(cases) => cases.iter().filter_map(|it| it.payload.as_ref()).collect(),
        Kind::Enum(_) => Vec::new(),
    };
    for part in parts {
        if let Some(used) = innermost(part).and_then(|name| package.named(name)) {
            visit(package, used, ordered);
        }
    }
    if !ordered.iter().any(|it| it.name == ty.name) {
        ordered.push(ty);
    }
}

fn definition(ty: &Type) -> String {
    let (name, class) = (upper(&ty.name), pascal(&ty.name));
    match &ty.kind {
        Kind::Record(fields) => {
            let mut items = if ty.name == ERROR {
                vec!["OrgbookError".to_owned(), "error_of".to_owned()]
            } else {
                vec![class]
            };
            let fields = fields.iter();
            items.extend(fields.map(|it| format!("{}={}", snake(&it.name), expression(&it.ty))));
            listing(0, &format!("{name}: Final = Record("), &items, "")
        }
        Kind::Variant(cases) => {
            let items: Vec<_> = cases
                .iter()
                .map(|case| {
                    let payload = case.payload.as_ref().map(expression);
                    let payload = payload.unwrap_or_else(|| "None".to_owned());
                    format!("({class}.{}, {payload})", pascal(&case.name))
                })
                .collect();
            listing(
                0,
                &format!("{name}: Final[Variant[{class}.Case]] = Variant("),
                &items,
                "",
            )
        }
        Kind::Enum(_) => format!("{name}: Final = Enum({class})\n"),
    }
}

fn function(interface: &Interface, function: &Function) -> String {
    let ok = function.ok.as_ref().map(expression);
    let ok = ok.unwrap_or_else(|| "None".to_owned());
    let (result, hint) = match (&function.err, &function.ok) {
        // Nothing tells a type checker what a call answers that answers nothing.
        (Some(err), None) => (format!("Result({ok}, {})", expression(err)), "Result[None]"),
        (Some(err), Some(_)) => (format!("Result({ok}, {})", expression(err)), ""),
        (None, _) => (ok, ""),
    };
    let mut items = vec![
        constant(interface),
        format!("\"{}\"", function.name),
        match hint {
            "" => result,
            hint => result.replacen("Result", hint, 1),
        },
    ];
    let parameters = function.parameters.iter();
    items.extend(parameters.map(|it| format!("{}={}", snake(&it.name), expression(&it.ty))));
    listing(
        0,
        &format!("{}: Final = Function(", upper(&function.name)),
        &items,
        "",
    )
}

/// How the module names this type.
fn expression(ty: &TypeRef) -> String {
    match ty {
        TypeRef::String => "STRING".to_owned(),
        TypeRef::Bool => "BOOL".to_owned(),
        TypeRef::U32 => "U32".to_owned(),
        TypeRef::Option(inner) => format!("Option({})", expression(inner)),
        TypeRef::List(inner) => format!("List({})", expression(inner)),
        TypeRef::Named(name) => upper(name),
        TypeRef::Result(..) => unreachable!("a result within another type has no form in Python"),
    }
}
