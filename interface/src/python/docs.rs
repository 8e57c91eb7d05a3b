//! Docstrings: the comments of the WIT with the names that things have in Python.

use std::collections::BTreeSet;

use super::layout::{WIDTH, wrapped};
use super::names::{pascal, snake};
use crate::model::{Case, Kind, Package, Type};
use crate::text::{code, paragraphs};

/// Writes docstrings.
pub struct Docs<'a> {
    package: &'a Package,
    /// The names of fields and parameters.
    values: BTreeSet<&'a str>,
    /// The names of the facts about an error, which are values and no names in Python.
    details: BTreeSet<&'a str>,
}

impl<'a> Docs<'a> {
    pub fn new(package: &'a Package) -> Self {
        let fields = package.types().filter_map(|ty| match &ty.kind {
            Kind::Record(fields) => Some(fields.iter().map(|field| field.name.as_str())),
            _ => None,
        });
        let parameters = package.functions().flat_map(|(_, it)| &it.parameters);
        let detail = package.named("detail").map_or("", |ty| ty.docs.as_str());
        Self {
            package,
            values: fields
                .flatten()
                .chain(parameters.map(|it| it.name.as_str()))
                .collect(),
            details: code(detail).collect(),
        }
    }

    /// A docstring with its indent.
    pub fn string(&self, indent: usize, docs: &str) -> String {
        let margin = " ".repeat(indent);
        let mut lines = Vec::new();
        for paragraph in paragraphs(docs) {
            let paragraph = self.renamed(&paragraph);
            if !lines.is_empty() {
                lines.push(String::new());
            }
            // The first line stands behind the quotes.
            let first = if lines.is_empty() { "\"\"\"" } else { "" };
            lines.extend(wrapped(indent, &format!("{first}{paragraph}")));
        }
        let closes = |line: &String| indent + line.chars().count() + 3 <= WIDTH;
        match lines.as_mut_slice() {
            [only] if closes(only) => only.push_str("\"\"\""),
            _ => lines.push("\"\"\"".to_owned()),
        }
        let lines = lines.iter().map(|line| match line.as_str() {
            "" => "\n".to_owned(),
            line => format!("{margin}{line}\n"),
        });
        lines.collect()
    }

    /// The text with each name that is set as code in Python's style.
    fn renamed(&self, text: &str) -> String {
        let parts = text.split('`').enumerate().map(|(i, part)| {
            if i % 2 == 0 {
                part.replace('\\', "\\\\").replace("\"\"\"", "'''")
            } else {
                format!("`{}`", self.name(part))
            }
        });
        parts.collect()
    }

    fn name(&self, code: &str) -> String {
        match code {
            "none" | "ok(none)" => return "None".to_owned(),
            "true" => return "True".to_owned(),
            "false" => return "False".to_owned(),
            _ => {}
        }
        let named = self.package.named(code);
        if self.package.functions().any(|(_, it)| it.name == code) {
            snake(code)
        } else if self.is_error_kind(code) || named.is_some() && !self.details.contains(code) {
            pascal(code)
        } else if let Some(variant) = self.variant_of(code) {
            format!("{}.{}", pascal(variant), pascal(code))
        } else if self.is_value(code) {
            code.split('.').map(snake).collect::<Vec<_>>().join(".")
        } else {
            code.to_owned()
        }
    }

    /// Whether this is a field, a parameter, or a field of a parameter.
    fn is_value(&self, code: &str) -> bool {
        code.split('.').all(|part| self.values.contains(part))
    }

    /// The only variant that has this case, unless something else is called so too.
    fn variant_of(&self, code: &str) -> Option<&str> {
        let mut variants = self
            .package
            .types()
            .filter(|ty| cases(ty).iter().any(|case| case.name == code));
        let (only, another) = (variants.next()?, variants.next());
        (another.is_none() && !self.is_value(code)).then_some(&only.name)
    }

    fn is_error_kind(&self, code: &str) -> bool {
        let kinds = self.package.named("error-kind").map_or(&[][..], cases);
        kinds.iter().any(|case| case.name == code)
    }
}

/// The cases of a variant; none of other types.
fn cases(ty: &Type) -> &[Case] {
    match &ty.kind {
        Kind::Variant(cases) => cases,
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_comments_are_those_of_python() {
        let package = crate::read().expect("the WIT package");
        let docs = Docs::new(&package);
        for (wit, python) in [
            ("none", "None"),
            ("get-user", "get_user"),
            ("user-draft", "UserDraft"),
            ("not-found", "NotFound"),
            ("created", "CreateOutcome.Created"),
            ("retry-after-ms", "retry_after_ms"),
            ("draft.source-identifier", "draft.source_identifier"),
            // What stands in data stays as it is.
            ("existing-id", "existing-id"),
            ("setting", "setting"),
            ("dingtalk.create-time", "dingtalk.create-time"),
            ("users.get-user", "users.get-user"),
        ] {
            assert_eq!(docs.name(wit), python);
        }
    }

    #[test]
    fn a_docstring_closes_on_its_line_if_it_is_the_only_one() {
        let package = crate::read().expect("the WIT package");
        let docs = Docs::new(&package);
        assert_eq!(docs.string(4, "One\nline."), "    \"\"\"One line.\"\"\"\n");
        assert_eq!(
            docs.string(4, "One.\n\nTwo."),
            "    \"\"\"One.\n\n    Two.\n    \"\"\"\n"
        );
    }
}
