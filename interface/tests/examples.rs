//! The example calls fit the functions, as the WIT types them.

use std::collections::{BTreeMap, BTreeSet};

use orgbook_interface::{examples, root};
use wasm_wave::{
    untyped::UntypedFuncCall,
    value::{FuncType, Value, resolve_wit_func_type},
    wasm::WasmFunc,
};
use wit_parser_of_wave::Resolve;

/// The types of all functions, by bare name.
fn functions() -> BTreeMap<String, FuncType> {
    let mut resolve = Resolve::default();
    let (package, _) = resolve
        .push_dir(root().join("wit"))
        .expect("the WIT package");
    let interfaces = resolve.packages[package].interfaces.values();
    let functions = interfaces.flat_map(|id| &resolve.interfaces[*id].functions);
    functions
        .map(|(name, function)| {
            let ty = resolve_wit_func_type(&resolve, function).expect("a type that WAVE has");
            (name.clone(), ty)
        })
        .collect()
}

fn fits(call: &str, functions: &BTreeMap<String, FuncType>) -> Result<(), String> {
    let parsed = UntypedFuncCall::parse(call).map_err(|error| error.to_string())?;
    let function = functions
        .get(parsed.name())
        .ok_or("there is no such function")?;
    let types: Vec<_> = function.params().collect();
    let arguments = parsed.to_wasm_params::<Value>(&types);
    arguments.map(drop).map_err(|error| error.to_string())
}

#[test]
fn every_function_has_an_example_and_every_example_fits() {
    let functions = functions();
    let mut shown = BTreeSet::new();
    for example in examples::all() {
        if let Err(error) = fits(&example.call, &functions) {
            panic!("docs/examples.wave: {error}: {}", example.call);
        }
        assert!(
            !example.shows.is_empty(),
            "say what it shows: {}",
            example.call
        );
        shown.insert(example.function().to_owned());
    }
    for function in functions.keys() {
        assert!(
            shown.contains(function),
            "docs/examples.wave has no {function}"
        );
    }
}

#[test]
fn the_kinds_of_error_in_the_examples_exist() {
    let package = orgbook_interface::read().expect("the WIT package");
    let kinds = package.named("error-kind").expect("the type");
    for kind in examples::all()
        .iter()
        .filter_map(|example| example.error.as_deref())
    {
        assert!(kinds.kind.names().any(|name| name == kind), "{kind}");
    }
}

#[test]
fn every_call_that_the_pages_show_fits() {
    let functions = functions();
    let mut found = 0;
    for page in examples::pages() {
        let text = std::fs::read_to_string(&page).expect("a page");
        for call in examples::in_markdown(&text) {
            found += 1;
            if let Err(error) = fits(&call, &functions) {
                panic!("{}: {error}: {call}", page.display());
            }
        }
    }
    assert!(found > 0);
}
