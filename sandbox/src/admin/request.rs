//! A request to the administration, and what can be read from it.

use http::{Request, StatusCode};
use percent_encoding::percent_decode_str;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::Problem;
use crate::Sandbox;

/// A request to one endpoint.
pub(super) struct AdminRequest<'a> {
    pub sandbox: &'a Sandbox,
    request: &'a Request<Vec<u8>>,
    variables: Vec<String>,
}

impl<'a> AdminRequest<'a> {
    pub fn new(
        sandbox: &'a Sandbox,
        request: &'a Request<Vec<u8>>,
        variables: Vec<String>,
    ) -> Self {
        Self {
            sandbox,
            request,
            variables,
        }
    }

    /// What stands in the path where the endpoint has a part in braces.
    pub fn variable(&self) -> &str {
        self.variables.first().map_or("", String::as_str)
    }

    /// The JSON body as this type.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, Problem> {
        serde_json::from_slice(self.request.body())
            .map_err(|problem| Problem::bad_request(format!("the body: {problem}")))
    }

    /// The fields of the JSON body.
    pub fn fields(&self) -> Result<Map<String, Value>, Problem> {
        self.json()
    }

    /// The fields of the JSON body; without a body none.
    pub fn fields_or_none(&self) -> Result<Map<String, Value>, Problem> {
        match self.request.body().as_slice() {
            [] => Ok(Map::new()),
            _ => self.fields(),
        }
    }

    /// A number in the query.
    pub fn number(&self, name: &str) -> Result<Option<u64>, Problem> {
        let query = self.request.uri().query().unwrap_or_default();
        form_urlencoded::parse(query.as_bytes())
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.parse())
            .transpose()
            .map_err(|_| Problem::bad_request(format!("{name} in the query is not a number")))
    }
}

/// A value with these fields in the place of its own.
pub(super) fn merged<T: Serialize + DeserializeOwned>(
    value: &T,
    fields: Map<String, Value>,
) -> Result<T, Problem> {
    let mut all = written(value)?;
    if let Value::Object(all) = &mut all {
        all.extend(fields);
    }
    serde_json::from_value(all).map_err(|problem| Problem::bad_request(problem.to_string()))
}

/// A value as JSON, without fields that have no value.
pub(super) fn written(value: &impl Serialize) -> Result<Value, Problem> {
    serde_json::to_value(value)
        .map(without_nulls)
        .map_err(|problem| Problem::new(StatusCode::INTERNAL_SERVER_ERROR, problem.to_string()))
}

fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(fields) => fields
            .into_iter()
            .filter(|(_, value)| !value.is_null())
            .map(|(name, value)| (name, without_nulls(value)))
            .collect(),
        Value::Array(elements) => elements.into_iter().map(without_nulls).collect(),
        other => other,
    }
}

/// The parts of a path in the places of a pattern's parts in braces, decoded. `None` where they do not match.
pub(super) fn variables(pattern: &str, path: &str) -> Option<Vec<String>> {
    let mut variables = Vec::new();
    let mut parts = path.split('/');
    for expected in pattern.split('/') {
        let part = parts.next()?;
        if expected.starts_with('{') && !part.is_empty() {
            variables.push(percent_decode_str(part).decode_utf8().ok()?.into_owned());
        } else if part != expected {
            return None;
        }
    }
    parts.next().is_none().then_some(variables)
}
