//! From JSON, by the type that is wanted.

use std::fmt;

use serde_json::{Map, Value};
use wasmtime::component::{
    Type, Val,
    types::{Record, Variant},
};

/// Why a JSON value is none of the type that is wanted. It tells the place and never the value,
/// which may be a password.
#[derive(Debug, PartialEq)]
pub(crate) struct Misfit {
    /// From the value that was to be read: `.departments[0].title`.
    place: String,
    problem: String,
}

impl Misfit {
    fn new(problem: impl Into<String>) -> Self {
        Self {
            place: String::new(),
            problem: problem.into(),
        }
    }

    /// The same, seen from the value around it.
    pub(crate) fn within(mut self, place: impl fmt::Display) -> Self {
        self.place = format!("{place}{}", self.place);
        self
    }
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.problem)
    }
}

impl std::error::Error for Misfit {}

/// A JSON value as one of this type, in the form that [`to_json`](super::to_json) writes; a field
/// that is an option may be `null` too.
pub(crate) fn from_json(value: &Value, ty: &Type) -> Result<Val, Misfit> {
    match ty {
        Type::Bool => value.as_bool().map(Val::Bool).ok_or("true or false"),
        Type::U8 => whole(value).map(Val::U8).ok_or("a whole number of 8 bits"),
        Type::U16 => whole(value)
            .map(Val::U16)
            .ok_or("a whole number of 16 bits"),
        Type::U32 => whole(value)
            .map(Val::U32)
            .ok_or("a whole number of 32 bits"),
        Type::U64 => whole(value)
            .map(Val::U64)
            .ok_or("a whole number of 64 bits"),
        Type::String => text(value).map(Val::String).ok_or("a text"),
        Type::List(list) => return items(value, &list.ty()).map(Val::List),
        Type::Record(record) => return fields(value, record).map(Val::Record),
        Type::Variant(variant) => return case(value, variant),
        Type::Enum(names) => {
            let name = text(value).filter(|name| names.names().any(|known| known == name));
            return name
                .map(Val::Enum)
                .ok_or_else(|| Misfit::new(format!("one of {} is wanted", list(names.names()))));
        }
        Type::Option(_) if value.is_null() => return Ok(Val::Option(None)),
        Type::Option(option) => {
            return from_json(value, &option.ty()).map(|value| Val::Option(Some(value.into())));
        }
        _ => return Err(Misfit::new("JSON holds no value of this type")),
    }
    .map_err(|wanted| Misfit::new(format!("{wanted} is wanted")))
}

fn whole<N: TryFrom<u64>>(value: &Value) -> Option<N> {
    N::try_from(value.as_u64()?).ok()
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

fn items(value: &Value, ty: &Type) -> Result<Vec<Val>, Misfit> {
    let items = value
        .as_array()
        .ok_or_else(|| Misfit::new("an array is wanted"))?;
    let read = |(place, item)| {
        from_json(item, ty).map_err(|misfit: Misfit| misfit.within(format_args!("[{place}]")))
    };
    items.iter().enumerate().map(read).collect()
}

fn fields(value: &Value, record: &Record) -> Result<Vec<(String, Val)>, Misfit> {
    let object = object(value)?;
    if let Some(name) = object
        .keys()
        .find(|name| record.fields().all(|field| field.name != *name))
    {
        let known = list(record.fields().map(|field| field.name));
        return Err(
            Misfit::new(format!("there is no such field; there are {known}"))
                .within(format_args!(".{name}")),
        );
    }
    record
        .fields()
        .map(|field| {
            let value = match (object.get(field.name), &field.ty) {
                (Some(value), ty) => from_json(value, ty),
                (None, Type::Option(_)) => Ok(Val::Option(None)),
                (None, _) => Err(Misfit::new("this field is wanted")),
            };
            let value = value.map_err(|misfit| misfit.within(format_args!(".{}", field.name)))?;
            Ok((field.name.to_owned(), value))
        })
        .collect()
}

fn case(value: &Value, variant: &Variant) -> Result<Val, Misfit> {
    let object = object(value)?;
    let name = object.get("tag").and_then(Value::as_str);
    let Some(case) = variant.cases().find(|case| Some(case.name) == name) else {
        let known = list(variant.cases().map(|case| case.name));
        return Err(Misfit::new(format!("one of {known} is wanted")).within(".tag"));
    };
    let payload = match (object.get("val"), &case.ty) {
        (Some(value), Some(ty)) => Some(from_json(value, ty)),
        (None, None) => None,
        (Some(_), None) => Some(Err(Misfit::new("this case has no payload"))),
        (None, Some(_)) => Some(Err(Misfit::new("this case has a payload"))),
    };
    let payload = payload
        .transpose()
        .map_err(|misfit| misfit.within(".val"))?;
    Ok(Val::Variant(case.name.to_owned(), payload.map(Box::new)))
}

fn object(value: &Value) -> Result<&Map<String, Value>, Misfit> {
    value
        .as_object()
        .ok_or_else(|| Misfit::new("an object is wanted"))
}

fn list<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.collect::<Vec<_>>().join(", ")
}
