//! What the comment of a function says about a parameter and about errors. WIT has no comments on
//! parameters; by the custom of this package a sentence ``` `name`: … ``` tells of one.

use crate::model::{Function, Interface, Kind, Package, TypeRef};
use crate::text::{capitalised, code, paragraphs, sentences};

/// What the function's comment says of this parameter; else what the comment of its type says.
pub fn of_parameter(package: &Package, function: &Function, name: &str) -> Option<String> {
    let told = paragraphs(&function.docs).iter().find_map(|paragraph| {
        let mut sentences = sentences(paragraph).into_iter();
        sentences.find_map(|sentence| about(sentence, name))
    });
    told.or_else(|| {
        let parameter = function.parameters.iter().find(|it| it.name == name)?;
        let named = package.named(innermost(&parameter.ty)?)?;
        paragraphs(&named.docs).into_iter().next()
    })
}

/// What a sentence such as ``` `since`, `until`: dates. ``` says of this parameter.
fn about(sentence: &str, name: &str) -> Option<String> {
    let (names, says) = sentence.split_once(": ")?;
    let listed = names
        .split(", ")
        .all(|it| it.starts_with('`') && it.ends_with('`'));
    let named = names.split(", ").any(|it| it.trim_matches('`') == name);
    (listed && named).then(|| capitalised(says))
}

fn innermost(ty: &TypeRef) -> Option<&str> {
    match ty {
        TypeRef::Named(name) => Some(name),
        TypeRef::Option(inner) | TypeRef::List(inner) => innermost(inner),
        _ => None,
    }
}

/// The kinds of error that this text names, in the order of the WIT.
pub fn errors(package: &Package, text: &str) -> Vec<String> {
    let Some(Kind::Variant(kinds)) = package.named("error-kind").map(|ty| &ty.kind) else {
        return Vec::new();
    };
    let names = kinds.iter().map(|kind| &kind.name);
    names
        .filter(|name| code(text).any(|it| it == *name))
        .cloned()
        .collect()
}

/// The kinds of error that a function's comment names, and those of the function that it refers to
/// with "as `create-user`".
pub fn own_errors(package: &Package, function: &Function) -> Vec<String> {
    let mut text = function.docs.clone();
    for (_, other) in package.functions() {
        if ["As", "as"]
            .iter()
            .any(|word| function.docs.contains(&format!("{word} `{}`", other.name)))
        {
            text.push_str(&other.docs);
        }
    }
    errors(package, &text)
}

/// Whether a call changes nothing in the directory, as the comments say.
pub fn only_reads(interface: &Interface, function: &Function) -> bool {
    let says = |docs: &str, words: &str| paragraphs(docs).iter().any(|it| it.contains(words));
    says(&interface.docs, "All functions here only read")
        || ["hanges nothing", "Sends nothing"]
            .iter()
            .any(|words| says(&function.docs, words))
}
