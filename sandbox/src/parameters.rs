//! Request parameters: queries, JSON or form bodies, with the gateway's tolerance for types.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::errors::Failure;

/// How parameters were written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Encoding {
    Json,
    Form,
    /// Nothing was sent.
    Empty,
    /// Neither a JSON object nor a form.
    Unreadable,
}

/// The parameters in a body or a query. Numbers and booleans may be written as text, lists of objects as JSON text
/// (specification 11, Q29). `null` means absent.
#[derive(Clone)]
pub(crate) struct Parameters {
    pub encoding: Encoding,
    values: Map<String, Value>,
}

type Parsed<T> = Result<T, Failure>;

impl Parameters {
    pub fn from_body(content_type: &str, body: &[u8]) -> Self {
        if body.is_empty() {
            return Self::new(Encoding::Empty, Map::new());
        }
        if content_type
            .to_ascii_lowercase()
            .contains("x-www-form-urlencoded")
        {
            return Self::from_form(body);
        }
        match serde_json::from_slice(body) {
            Ok(Value::Object(values)) => Self::new(Encoding::Json, values),
            _ => Self::new(Encoding::Unreadable, Map::new()),
        }
    }

    /// The parameters of a form, or of a query, which is written the same way.
    pub fn from_form(text: &[u8]) -> Self {
        let fields = form_urlencoded::parse(text)
            .map(|(name, value)| (name.into_owned(), Value::String(value.into_owned())))
            .collect();
        Self::new(Encoding::Form, fields)
    }

    /// The fields of a JSON object; anything else has none.
    pub fn from_json(value: Value) -> Self {
        match value {
            Value::Object(values) => Self::new(Encoding::Json, values),
            _ => Self::new(Encoding::Unreadable, Map::new()),
        }
    }

    fn new(encoding: Encoding, values: Map<String, Value>) -> Self {
        Self { encoding, values }
    }

    /// Parameters that were put together here.
    pub fn from_values(values: Map<String, Value>) -> Self {
        Self::new(Encoding::Json, values)
    }

    /// The values under other names, given as pairs of the name here and the new one; others are left out.
    pub fn renamed(&self, names: &[(&str, &str)]) -> Map<String, Value> {
        names
            .iter()
            .filter_map(|(name, new)| Some(((*new).to_owned(), self.value(name)?.clone())))
            .collect()
    }

    /// The value as it was sent.
    pub fn value(&self, name: &str) -> Option<&Value> {
        self.values.get(name).filter(|value| !value.is_null())
    }

    pub fn text(&self, name: &'static str) -> Parsed<Option<String>> {
        match self.value(name) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.clone())),
            Some(Value::Number(number)) => Ok(Some(number.to_string())),
            Some(_) => Err(Failure::InvalidArgument(name)),
        }
    }

    /// What was written as text, borrowed. The empty text counts as absent.
    pub fn non_empty_str(&self, name: &str) -> Option<&str> {
        self.value(name)?.as_str().filter(|text| !text.is_empty())
    }

    /// The password of an enterprise account, where one is set.
    pub fn password(&self) -> Option<&str> {
        self.non_empty_str("init_password")
    }

    /// Text where the empty one means the same as an absent one.
    pub fn non_empty_text(&self, name: &'static str) -> Parsed<Option<String>> {
        Ok(self.text(name)?.filter(|text| !text.is_empty()))
    }

    /// An integer that fits 64 bits.
    pub fn integer(&self, name: &'static str) -> Parsed<Option<i64>> {
        let number = match self.value(name) {
            None => return Ok(None),
            Some(Value::String(text)) if text.trim().is_empty() => return Ok(None),
            Some(Value::String(text)) => text.trim().parse().ok(),
            Some(value) => value.as_i64(),
        };
        number.map(Some).ok_or(Failure::InvalidArgument(name))
    }

    /// A boolean. As text it may have capital letters, as a client in Python writes it.
    pub fn boolean(&self, name: &'static str) -> Parsed<Option<bool>> {
        match self.value(name) {
            None => Ok(None),
            Some(Value::Bool(flag)) => Ok(Some(*flag)),
            Some(Value::String(text)) => match text.trim().to_ascii_lowercase().as_str() {
                "" => Ok(None),
                "true" => Ok(Some(true)),
                "false" => Ok(Some(false)),
                _ => Err(Failure::InvalidArgument(name)),
            },
            Some(_) => Err(Failure::InvalidArgument(name)),
        }
    }

    /// A list as the new API takes it: an array. Absent and empty are the same.
    pub fn list<T: DeserializeOwned>(&self, name: &'static str) -> Parsed<Vec<T>> {
        let list = self.value(name).cloned();
        list.map_or(Ok(Vec::new()), serde_json::from_value)
            .map_err(|_| Failure::InvalidArgument(name))
    }

    /// A list of objects, or the same as JSON text. Absent and empty are the same.
    pub fn entries(&self, name: &'static str) -> Parsed<Vec<Self>> {
        let list = match self.value(name) {
            None => return Ok(Vec::new()),
            Some(Value::String(text)) if text.trim().is_empty() => return Ok(Vec::new()),
            Some(Value::String(text)) => serde_json::from_str(text).ok(),
            Some(value) => Some(value.clone()),
        };
        let Some(Value::Array(list)) = list else {
            return Err(Failure::InvalidArgument(name));
        };
        list.into_iter()
            .map(|element| match element {
                Value::Object(values) => Ok(Self::new(Encoding::Json, values)),
                _ => Err(Failure::InvalidArgument(name)),
            })
            .collect()
    }
}

/// The parts of a list that is written as text with commas.
pub(crate) fn parts(list: &str) -> impl Iterator<Item = &str> {
    list.split(',').map(str::trim)
}

/// Turns an absent argument into the gateway's refusal.
pub(crate) fn required<T>(name: &'static str, value: Option<T>) -> Parsed<T> {
    value.ok_or(Failure::MissingArgument(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(body: &str) -> Parameters {
        Parameters::from_body("application/json", body.as_bytes())
    }

    #[test]
    fn a_number_may_be_written_as_text() {
        assert_eq!(json(r#"{"n":"123"}"#).integer("n"), Ok(Some(123)));
        assert_eq!(json(r#"{"n":123}"#).integer("n"), Ok(Some(123)));
    }

    #[test]
    fn a_number_that_is_no_64_bit_integer_is_refused() {
        for body in [
            r#"{"n":1.5}"#,
            r#"{"n":"x"}"#,
            r#"{"n":true}"#,
            r#"{"n":9223372036854775808}"#,
            r#"{"n":[1]}"#,
        ] {
            assert_eq!(
                json(body).integer("n"),
                Err(Failure::InvalidArgument("n")),
                "{body}"
            );
        }
    }

    #[test]
    fn a_boolean_may_be_written_as_text() {
        assert_eq!(json(r#"{"b":"true"}"#).boolean("b"), Ok(Some(true)));
        assert_eq!(json(r#"{"b":"False"}"#).boolean("b"), Ok(Some(false)));
        assert_eq!(json(r#"{"b":false}"#).boolean("b"), Ok(Some(false)));
        assert_eq!(
            json(r#"{"b":"yes"}"#).boolean("b"),
            Err(Failure::InvalidArgument("b"))
        );
    }

    #[test]
    fn a_json_boolean_is_no_text() {
        assert_eq!(
            json(r#"{"t":true}"#).text("t"),
            Err(Failure::InvalidArgument("t"))
        );
    }

    #[test]
    fn a_list_of_objects_may_be_written_as_text() {
        let list = json(r#"{"l":"[{\"dept_id\":1}]"}"#).entries("l").unwrap();
        assert_eq!(list[0].integer("dept_id"), Ok(Some(1)));
        assert!(json(r#"{"l":"[1]"}"#).entries("l").is_err());
        assert!(json(r#"{"l":"{}"}"#).entries("l").is_err());
    }

    #[test]
    fn null_means_absent() {
        assert_eq!(json(r#"{"t":null}"#).text("t"), Ok(None));
    }

    #[test]
    fn form_fields_are_decoded() {
        let form = Parameters::from_body(
            "application/x-www-form-urlencoded; charset=utf-8",
            b"name=%E5%BC%A0+San&n=2",
        );
        assert_eq!(form.text("name"), Ok(Some("张 San".to_owned())));
        assert_eq!(form.integer("n"), Ok(Some(2)));
    }

    #[test]
    fn a_body_that_is_no_object_is_unreadable() {
        for body in ["[]", "{", "text", "\"text\"", "\u{0}"] {
            assert_eq!(json(body).encoding, Encoding::Unreadable, "{body}");
        }
        assert_eq!(
            Parameters::from_body("", &[0xff, 0xfe]).encoding,
            Encoding::Unreadable
        );
        assert_eq!(json(&"[".repeat(100_000)).encoding, Encoding::Unreadable);
    }
}
