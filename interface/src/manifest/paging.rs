//! Recognises the functions that answer page by page, by their types.

use super::form::Paging;
use crate::model::{Function, Kind, Package, TypeRef};

/// How the function pages: it takes a `page-request`, and answers a record with a list and `next`.
pub fn paging(package: &Package, function: &Function) -> Option<Paging> {
    let page = function.parameters.iter().find(|parameter| {
        let request = TypeRef::Named("page-request".into());
        parameter.ty.optional().0 == &request
    })?;
    let Some(TypeRef::Named(answer)) = &function.ok else {
        return None;
    };
    let Kind::Record(fields) = &package.named(answer)?.kind else {
        return None;
    };
    let items = fields
        .iter()
        .find(|field| matches!(field.ty, TypeRef::List(_)))?;
    let next = fields.iter().find(|field| field.name == "next")?;
    Some(Paging {
        cursor: format!("{}.cursor", page.name),
        limit: format!("{}.limit", page.name),
        items: items.name.clone(),
        next: next.name.clone(),
    })
}
