//! The package as the model tells it.

use orgbook_interface::{
    model::{Kind, Package, TypeRef},
    read,
};

fn package() -> Package {
    read().expect("the WIT package")
}

#[test]
fn interfaces_come_with_their_types_before_their_functions_and_as_worlds_export_them() {
    let package = package();
    let names: Vec<_> = package.interfaces.iter().map(|i| i.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "types",
            "dingtalk-types",
            "users",
            "user-queries",
            "departments",
            "department-queries",
            "organisation",
            "roles",
            "role-members",
            "diagnostics",
            "dingtalk-accounts",
            "dingtalk-senior-mode",
            "dingtalk-role-groups",
        ]
    );
    assert_eq!(package.full_name("users"), "orgbook:directory/users@0.1.0");
}

#[test]
fn a_function_is_told_with_parameters_answer_error_and_documentation() {
    let package = package();
    let (interface, function) = package
        .functions()
        .find(|(_, function)| function.name == "list-users")
        .expect("the function");
    assert_eq!(interface.name, "users");
    assert!(interface.exported_by.contains(&"provider".to_owned()));
    assert!(
        function
            .docs
            .starts_with("Lists the users who directly belong to a department,")
    );
    let parameters: Vec<_> = function
        .parameters
        .iter()
        .map(|parameter| format!("{}: {}", parameter.name, parameter.ty))
        .collect();
    assert_eq!(
        parameters,
        [
            "department-id: string",
            "order: option<user-order>",
            "page: option<page-request>"
        ]
    );
    assert_eq!(function.ok, Some(TypeRef::Named("user-page".into())));
    assert_eq!(function.err, Some(TypeRef::Named("error".into())));
}

#[test]
fn a_function_that_cannot_fail_has_no_error_and_one_that_tells_nothing_no_answer() {
    let package = package();
    let function = |name| {
        package
            .functions()
            .find(|(_, f)| f.name == name)
            .expect("it")
            .1
    };
    assert_eq!(function("check-directory").err, None);
    assert_eq!(
        function("check-directory").ok,
        Some(TypeRef::List(Box::new(TypeRef::Named("finding".into()))))
    );
    assert_eq!(function("delete-user").ok, None);
    assert!(function("delete-user").err.is_some());
}

#[test]
fn every_named_type_leads_to_its_definition() {
    let package = package();
    fn names(ty: &TypeRef, found: &mut Vec<String>) {
        match ty {
            TypeRef::String | TypeRef::Bool | TypeRef::U32 => {}
            TypeRef::Option(inner) | TypeRef::List(inner) => names(inner, found),
            TypeRef::Result(ok, err) => {
                for inner in [ok, err].into_iter().flatten() {
                    names(inner, found);
                }
            }
            TypeRef::Named(name) => found.push(name.clone()),
        }
    }
    let mut found = Vec::new();
    for (_, function) in package.functions() {
        let parameters = function.parameters.iter().map(|parameter| &parameter.ty);
        for ty in parameters.chain(&function.ok).chain(&function.err) {
            names(ty, &mut found);
        }
    }
    for ty in package.types() {
        match &ty.kind {
            Kind::Record(fields) => fields.iter().for_each(|field| names(&field.ty, &mut found)),
            Kind::Variant(cases) => {
                cases
                    .iter()
                    .flat_map(|case| &case.payload)
                    .for_each(|ty| names(ty, &mut found));
            }
            Kind::Enum(_) => {}
        }
    }
    assert!(!found.is_empty());
    for name in found {
        assert!(package.named(&name).is_some(), "{name}");
    }
}
