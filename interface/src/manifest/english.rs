//! The English label and help of everything in the package that has a name, by WIT path.
//!
//! A path is the interface's name and, after full stops, those of what is within: `users`,
//! `users.get-user`, `users.get-user.id`, `types.user-draft.name`, `types.user-order.custom`.

use std::collections::BTreeMap;

use super::references::References;
use crate::comments;
use crate::model::{Kind, Package};
use crate::text::{capitalised, summary};

/// What stands for a path to people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// A name.
    pub label: String,
    /// The first paragraph of the comment; `None`: there is none.
    pub help: Option<String>,
}

/// The text of every path.
pub type Texts = BTreeMap<String, Text>;

/// The texts of this package.
pub fn texts(package: &Package) -> Texts {
    let references = References::read();
    let mut texts = Texts::new();
    let mut add = |path: String, name: &str, help: Option<String>| {
        let label = match references.of(&path) {
            // Alone in a form, `ID` says too little.
            Some(entity) if name == "id" => label(&format!("{entity}-id")),
            _ => label(name),
        };
        texts.insert(path, Text { label, help });
    };
    let first = |docs: &str| Some(summary(docs)).filter(|help| !help.is_empty());
    for interface in &package.interfaces {
        let at = &interface.name;
        add(at.clone(), at, first(&interface.docs));
        for function in &interface.functions {
            let at = format!("{at}.{}", function.name);
            add(at.clone(), &function.name, first(&function.docs));
            for parameter in &function.parameters {
                let help = comments::of_parameter(package, function, &parameter.name);
                add(format!("{at}.{}", parameter.name), &parameter.name, help);
            }
        }
        for ty in &interface.types {
            let at = format!("{at}.{}", ty.name);
            add(at.clone(), &ty.name, first(&ty.docs));
            for (name, docs) in members(&ty.kind) {
                add(format!("{at}.{name}"), name, first(docs));
            }
        }
    }
    texts
}

/// Names and comments of the fields, the cases or the members.
pub fn members(kind: &Kind) -> Vec<(&str, &str)> {
    match kind {
        Kind::Record(it) => it.iter().map(|it| (&*it.name, &*it.docs)).collect(),
        Kind::Variant(it) => it.iter().map(|it| (&*it.name, &*it.docs)).collect(),
        Kind::Enum(it) => it.iter().map(|it| (&*it.name, &*it.docs)).collect(),
    }
}

/// A name in words: `employee-number` is `Employee number`.
fn label(name: &str) -> String {
    let words: Vec<_> = name
        .split('-')
        .map(|word| match word {
            "dingtalk" => "DingTalk",
            "email" => "e-mail",
            "id" => "ID",
            "ids" => "IDs",
            "ms" => "(ms)",
            "ref" => "reference",
            "refs" => "references",
            "sso" => "SSO",
            "url" => "URL",
            other => other,
        })
        .collect();
    capitalised(&words.join(" "))
}
