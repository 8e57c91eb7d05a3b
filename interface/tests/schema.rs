//! The manifest has the form that `manifest/manifest.schema.json` describes.

use boon::{Compiler, Draft, SchemaIndex, Schemas};
use orgbook_interface::{manifest, read, root};
use serde_json::Value;

fn schema() -> (Schemas, SchemaIndex) {
    let text = std::fs::read_to_string(root().join("manifest/manifest.schema.json"));
    let schema: Value = serde_json::from_str(&text.expect("the schema")).expect("JSON");
    let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
    compiler.set_default_draft(Draft::V2020_12);
    let url = "schema:manifest";
    compiler.add_resource(url, schema).expect("one resource");
    let index = compiler
        .compile(url, &mut schemas)
        .expect("a schema of 2020-12");
    (schemas, index)
}

fn manifest() -> Value {
    let package = read().expect("the WIT package");
    serde_json::from_str(&manifest::json(&package)).expect("JSON")
}

#[test]
fn the_manifest_fits_its_schema() {
    let (schemas, index) = schema();
    if let Err(error) = schemas.validate(&manifest(), index) {
        panic!("{error:#}");
    }
}

#[test]
fn what_the_schema_does_not_know_or_misses_does_not_fit() {
    let (schemas, index) = schema();
    let unfit = |change: fn(&mut Value)| {
        let mut manifest = manifest();
        change(&mut manifest["functions"][0]);
        schemas.validate(&manifest, index).is_err()
    };
    assert!(!unfit(|_| {}));
    assert!(unfit(|function| function["new"] = true.into()));
    assert!(unfit(|function| function["fields"][0]["new"] = true.into()));
    assert!(unfit(
        |function| function["fields"][0]["type"] = "slider".into()
    ));
    assert!(unfit(
        |function| function["fields"][0]["type"] = "list".into()
    ));
    assert!(unfit(
        |function| function["fields"][0]["minItems"] = 1.into()
    ));
    assert!(unfit(|function| function["label"] = Value::Null));
}
