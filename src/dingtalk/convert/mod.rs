//! Between DingTalk's JSON and the types of the interface, one file per resource and direction.

pub mod account;
pub mod department;
pub mod department_fields;
pub mod user;
pub mod user_change;
pub mod user_draft;
pub mod user_fields;

use super::json::Json;
use super::text::joined;
use super::wire;
use crate::bindings::types::Attribute;
use crate::prelude::*;

/// How a value that only DingTalk knows is told.
#[derive(Clone, Copy)]
enum Shape {
    Text,
    Flag,
    /// Whatever it is; its type is not documented.
    Any,
    /// Identifiers in a list, separated by commas.
    Ids,
}

/// The attributes of an object, in the order of `names`: each with DingTalk's keys for it.
fn attributes(object: &Json, names: &[(&str, &[&str], Shape)]) -> Vec<Attribute> {
    let value = |key: &&str, shape| match shape {
        Shape::Text => wire::text(object, key),
        Shape::Flag => wire::boolean(object, key).map(|flag| flag.to_string()),
        Shape::Any => wire::get(object, key).map(wire::as_text),
        // An empty list and none are the same (section 3.5).
        Shape::Ids => wire::texts(object, key)
            .filter(|ids| !ids.is_empty())
            .map(|ids| joined(&ids, ",")),
    };
    names
        .iter()
        .filter_map(|(name, keys, shape)| {
            let value = keys.iter().find_map(|key| value(key, *shape))?;
            Some(Attribute {
                name: (*name).to_owned(),
                value,
            })
        })
        .collect()
}
