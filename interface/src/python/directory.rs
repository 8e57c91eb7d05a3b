//! `_directory.py`: a typed method for each function.

use super::docs::Docs;
use super::hint::{answer, hint, innermost};
use super::layout::listing;
use super::names::{pascal, snake, upper};
use super::{ERROR, GENERATED};
use crate::model::{Function, Interface, Package, Parameter, TypeRef};

/// The module.
pub fn module(package: &Package) -> String {
    let docs = Docs::new(package);
    let interfaces: Vec<_> = package
        .interfaces
        .iter()
        .filter(|it| !it.functions.is_empty())
        .collect();
    let mut module = format!(
        "{GENERATED}\"\"\"The functions of the interface as methods, in a class for each \
         interface.\"\"\"\n\n\
         from __future__ import annotations\n\n\
         from collections.abc import Sequence\n\n\
         from . import _schema as schema\n\
         from ._instance import Instance\n\
         from ._types import (\n"
    );
    for class in classes(package, &interfaces) {
        module.push_str(&format!("    {class},\n"));
    }
    module.push_str(")\n");
    for interface in &interfaces {
        module.push_str(&format!(
            "\n\nclass {}(Instance):\n{}",
            class(interface),
            docs.string(4, &interface.docs)
        ));
        for function in &interface.functions {
            module.push('\n');
            module.push_str(&method(package, &docs, function));
        }
    }
    module.push_str("\n\n");
    let bases: Vec<_> = interfaces.iter().map(|it| class(it)).collect();
    module.push_str(&listing(0, "class Directory(", &bases, ":"));
    module.push_str(
        "    \"\"\"A tenant's directory: one instance of the component, made by \
         `Host.instantiate`.\n\n    \
         A method answers, or raises the `OrgbookError` of the kind that its documentation names.\n    \
         It raises `InstanceLost` when the component breaks off, and from then on.\n\n    \
         It takes one call at a time. Threads that call it together wait for each other; give each\n    \
         its own instance to have them work together. Use it in a `with` statement, or `close` it,\n    \
         to free its memory at once.\n    \"\"\"\n",
    );
    module
}

fn class(interface: &Interface) -> String {
    format!("_{}", pascal(&interface.name))
}

/// The classes that the hints name, sorted.
fn classes(package: &Package, interfaces: &[&Interface]) -> Vec<String> {
    let functions = || interfaces.iter().flat_map(|it| &it.functions);
    let used = |name: &str| {
        functions().any(|it| {
            let parameters = it.parameters.iter().map(|it| &it.ty);
            parameters
                .chain(&it.ok)
                .any(|ty| innermost(ty) == Some(name))
        })
    };
    let mut classes: Vec<_> = package
        .types()
        .filter(|ty| ty.name != ERROR && used(&ty.name))
        .map(|ty| pascal(&ty.name))
        .collect();
    classes.sort();
    classes
}

fn method(package: &Package, docs: &Docs, function: &Function) -> String {
    let mut parameters = vec!["self".to_owned()];
    for (i, parameter) in function.parameters.iter().enumerate() {
        // As in WAVE, options at the end may be left out.
        let optional = function.parameters[i..].iter().all(is_option);
        parameters.push(format!(
            "{}: {}{}",
            snake(&parameter.name),
            hint(package, &parameter.ty),
            if optional { " = None" } else { "" }
        ));
    }
    let head = format!("def {}(", snake(&function.name));
    let tail = format!(" -> {}:", answer(package, function.ok.as_ref()));
    let arguments = function.parameters.iter().map(|it| snake(&it.name));
    let arguments: Vec<_> = [format!("schema.{}", upper(&function.name))]
        .into_iter()
        .chain(arguments)
        .collect();
    listing(4, &head, &parameters, &tail)
        + &docs.string(8, &function.docs)
        + &listing(8, "return self._call(", &arguments, "")
}

fn is_option(parameter: &Parameter) -> bool {
    matches!(parameter.ty, TypeRef::Option(_))
}
