//! `errors.py`: an exception for each kind of error.

use super::GENERATED;
use super::docs::Docs;
use super::layout::listing;
use super::names::pascal;
use crate::model::{Kind, Package};

/// The module.
pub fn module(package: &Package) -> String {
    let docs = Docs::new(package);
    let cases = match package.named("error-kind").map(|ty| &ty.kind) {
        Some(Kind::Variant(cases)) => cases.as_slice(),
        _ => &[],
    };
    let mut module = format!(
        "{GENERATED}\"\"\"An exception for each kind of error.\"\"\"\n\n\
         from __future__ import annotations\n\n\
         from collections.abc import Mapping\n\
         from typing import Any, Final\n\n\
         from ._error import OrgbookError\n\
         from ._types import ErrorKind\n\n"
    );
    let names = cases.iter().map(|case| pascal(&case.name));
    let quoted: Vec<_> = names.clone().map(|name| format!("\"{name}\"")).collect();
    module.push_str(&listing(0, "__all__ = [", &quoted, ""));
    for case in cases {
        let name = pascal(&case.name);
        module.push_str(&format!("\n\nclass {name}(OrgbookError):\n"));
        module.push_str(&docs.string(4, &case.docs));
        module.push_str(&format!("\n    kind: ErrorKind.{name}\n"));
    }
    module.push_str("\n\n_BY_KIND: Final[Mapping[str, type[OrgbookError]]] = {\n");
    for name in names {
        module.push_str(&format!("    ErrorKind.{name}.tag: {name},\n"));
    }
    module
        + "}\n\n\n\
           def error_of(kind: ErrorKind.Case, **fields: Any) -> OrgbookError:\n    \
           \"\"\"The exception for an error of this kind.\"\"\"\n    \
           return _BY_KIND[kind.tag](kind=kind, **fields)\n"
}
