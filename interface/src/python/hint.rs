//! Type hints.

use super::names::pascal;
use crate::model::{Kind, Package, TypeRef};

/// The hint for values of this type, `Sequence[UserChange.Case]`.
pub fn hint(package: &Package, ty: &TypeRef) -> String {
    match ty {
        TypeRef::String => "str".to_owned(),
        TypeRef::Bool => "bool".to_owned(),
        TypeRef::U32 => "int".to_owned(),
        TypeRef::Option(inner) => format!("{} | None", hint(package, inner)),
        TypeRef::List(inner) => format!("Sequence[{}]", hint(package, inner)),
        TypeRef::Named(name) => {
            let class = pascal(name);
            match package.named(name).map(|ty| &ty.kind) {
                Some(Kind::Variant(_)) => class + ".Case",
                _ => class,
            }
        }
        // The answers of functions are told apart from their errors; no other place has results.
        TypeRef::Result(..) => unreachable!("a result within another type has no form in Python"),
    }
}

/// The hint of what a function answers.
pub fn answer(package: &Package, ok: Option<&TypeRef>) -> String {
    ok.map_or_else(|| "None".to_owned(), |ty| hint(package, ty))
}

/// The named type that values of this one consist of, if there is one.
pub fn innermost(ty: &TypeRef) -> Option<&str> {
    match ty {
        TypeRef::Named(name) => Some(name),
        TypeRef::Option(inner) | TypeRef::List(inner) => innermost(inner),
        _ => None,
    }
}
