//! Builds the manifest from the package.

use super::english::{Text, Texts, texts};
use super::field::Fields;
use super::form::{Effect, Function, Group, Manifest};
use super::paging::paging;
use super::references::References;
use crate::comments::{errors, only_reads, own_errors};
use crate::model::{self, Interface, Package, TypeRef};
use crate::{examples, text};

/// The manifest of this package.
pub fn manifest(package: &Package) -> Manifest<'_> {
    let texts = texts(package);
    let fields = Fields::new(package, &texts);
    let interfaces = package.interfaces.iter();
    let groups = interfaces.filter(|interface| !interface.functions.is_empty());
    Manifest {
        schema: "manifest.schema.json",
        package: &package.name,
        version: &package.version,
        help: text::summary(&package.docs),
        groups: groups
            .map(|interface| group(package, &texts, interface))
            .collect(),
        functions: package
            .functions()
            .map(|(interface, function)| {
                self::function(package, &texts, &fields, interface, function)
            })
            .collect(),
        error: fields.whole(&TypeRef::Named("error".into()), "types.error"),
        references: References::read().0,
    }
}

fn group(package: &Package, texts: &Texts, interface: &Interface) -> Group {
    let Text { label, help } = texts[&interface.name].clone();
    let everywhere = interface
        .exported_by
        .iter()
        .any(|world| world == "provider");
    let vendor = interface.name.split('-').next();
    Group {
        name: interface.name.clone(),
        key: interface.name.clone(),
        interface: package.full_name(&interface.name),
        label,
        help,
        vendor: vendor.filter(|_| !everywhere).map(str::to_owned),
    }
}

fn function(
    package: &Package,
    texts: &Texts,
    fields: &Fields<'_>,
    interface: &Interface,
    function: &model::Function,
) -> Function {
    let name = &function.name;
    let key = format!("{}.{name}", interface.name);
    let Text { label, help } = texts[&key].clone();
    let parameters = function.parameters.iter();
    let mut kinds = own_errors(package, function);
    if function.err.is_some() {
        let common = errors(package, &interface.docs).into_iter();
        let common: Vec<_> = common.filter(|kind| !kinds.contains(kind)).collect();
        kinds.extend(common);
    } else {
        kinds.clear();
    }
    let example = examples::all()
        .into_iter()
        .find(|example| example.function() == name && example.error.is_none());
    Function {
        name: name.clone(),
        group: interface.name.clone(),
        label,
        help,
        documentation: format!("docs/reference.md#{name}"),
        effect: if only_reads(interface, function) {
            Effect::Read
        } else {
            Effect::Write
        },
        fields: parameters
            .map(|parameter| {
                let key = format!("{key}.{}", parameter.name);
                fields.argument(&parameter.name, &parameter.ty, &key)
            })
            .collect(),
        answer: function.ok.as_ref().map(|ty| fields.whole(ty, &key)),
        errors: kinds,
        paging: paging(package, function),
        example: example.map(|example| example.call),
        key,
    }
}
