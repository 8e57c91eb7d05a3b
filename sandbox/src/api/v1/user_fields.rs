//! What `/user/create` and `/user/update` take, in v2's words.

use serde_json::{Map, Value, json};

use super::as_text;
use crate::errors::{Code, Failure};
use crate::parameters::Parameters;

/// v1's name of a field and v2's, where the value stays as it is.
const NAMES: &[(&str, &str)] = &[
    ("userid", "userid"),
    ("name", "name"),
    ("mobile", "mobile"),
    ("tel", "telephone"),
    ("jobnumber", "job_number"),
    ("position", "title"),
    ("email", "email"),
    ("orgEmail", "org_email"),
    ("workPlace", "work_place"),
    ("remark", "remark"),
    ("isHide", "hide_mobile"),
    ("isSenior", "senior_mode"),
    ("hiredDate", "hired_date"),
    ("managerUserid", "manager_userid"),
    ("lang", "language"),
];

/// The fields that are shorter here than in v2, in characters.
const LIMITS: [(&str, usize, Code); 4] = [
    ("name", 64, Code::BAD_NAME),
    ("position", 64, Code::BAD_TITLE),
    ("workPlace", 50, Code::BAD_WORK_PLACE),
    ("remark", 1000, Code::BAD_REMARK),
];

pub(super) fn in_v2_words(parameters: &Parameters) -> Result<Parameters, Failure> {
    for (name, limit, code) in LIMITS {
        let length = parameters.text(name)?.unwrap_or_default().chars().count();
        if length > limit {
            return Err(code.into());
        }
    }
    let mut fields = parameters.renamed(NAMES);
    if let Some(departments) = parameters.value("department") {
        fields.insert(
            "dept_id_list".to_owned(),
            department_list(departments)?.into(),
        );
    }
    if let Some(extension) = parameters.value("extattr") {
        fields.insert("extension".to_owned(), as_text(extension).into());
    }
    for (name, list, field) in [
        ("orderInDepts", "dept_order_list", "order"),
        ("positionInDepts", "dept_title_list", "title"),
    ] {
        if let Some(value) = parameters.value(name) {
            let by_department = map(value).ok_or(Failure::InvalidArgument(name))?;
            let entries = by_department
                .into_iter()
                .map(|(dept_id, value)| json!({"dept_id": dept_id, field: value}));
            fields.insert(list.to_owned(), entries.collect());
        }
    }
    Ok(Parameters::from_values(fields))
}

/// Department ids with commas between them, from an array or the text of one.
fn department_list(value: &Value) -> Result<String, Code> {
    let list: Vec<Value> = match value {
        Value::Array(list) => list.clone(),
        Value::String(text) => {
            serde_json::from_str(text).map_err(|_| Code::BAD_DEPARTMENT_LIST_FORMAT)?
        }
        _ => return Err(Code::BAD_DEPARTMENT_LIST_FORMAT),
    };
    let ids: Vec<String> = list.iter().map(as_text).collect();
    Ok(ids.join(","))
}

/// A map as JSON, as its text, or as text without quotes such as `{1:10, 2:20}`, which is what v1's own
/// replies look like. `None` for what is no map.
fn map(value: &Value) -> Option<Map<String, Value>> {
    match value {
        Value::Object(map) => Some(map.clone()),
        Value::String(text) => serde_json::from_str(text)
            .ok()
            .or_else(|| unquoted_map(text)),
        _ => None,
    }
}

fn unquoted_map(text: &str) -> Option<Map<String, Value>> {
    let inner = text.trim().strip_prefix('{')?.strip_suffix('}')?;
    inner
        .split(',')
        .map(|pair| {
            let (key, value) = pair.split_once(':')?;
            Some((key.trim().to_owned(), Value::from(value.trim())))
        })
        .collect()
}
