//! Reads the package with `wit-parser`.

use std::collections::BTreeSet;
use std::path::Path;

use wit_parser::{
    self as wit, Docs, InterfaceId, PackageId, Resolve, TypeDefKind, TypeId, TypeOwner, WorldItem,
    WorldKey,
};

use crate::model::{
    Case, Field, Function, Interface, Kind, Member, Package, Parameter, Type, TypeRef, World,
};

/// Why a WIT package could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// It is no WIT.
    #[error("the WIT cannot be parsed: {0}")]
    Wit(String),
    /// It says something that the model has no word for.
    #[error("{at} is {what}, which the model in interface/src/model.rs does not have yet")]
    Unsupported {
        /// The interface, the function or the type.
        at: String,
        /// What it is.
        what: String,
    },
    /// Two functions or two types share a name.
    #[error("there are two things named `{0}`: bare names have to be unique across the interfaces")]
    NotUnique(String),
}

/// The package in this folder.
pub fn read_from(folder: &Path) -> Result<Package, ReadError> {
    let mut resolve = Resolve::default();
    let (id, _) = resolve
        .push_dir(folder)
        .map_err(|error| ReadError::Wit(format!("{error:#}")))?;
    let reader = Reader {
        resolve: &resolve,
        own: id,
    };
    let package = reader.package()?;
    unique(&package)?;
    Ok(package)
}

/// Bare names have to do for callers that look a function up by name, and for generated classes.
fn unique(package: &Package) -> Result<(), ReadError> {
    let functions = package.functions().map(|(_, function)| &function.name);
    let types = package.types().map(|ty| &ty.name);
    let mut seen = BTreeSet::new();
    for name in functions.chain(types) {
        if !seen.insert(name) {
            return Err(ReadError::NotUnique(name.clone()));
        }
    }
    Ok(())
}

struct Reader<'a> {
    resolve: &'a Resolve,
    own: PackageId,
}

impl Reader<'_> {
    fn package(&self) -> Result<Package, ReadError> {
        let package = &self.resolve.packages[self.own];
        let name = &package.name;
        let worlds: Vec<_> = package.worlds.values().map(|id| self.world(*id)).collect();
        let mut interfaces = Vec::new();
        for id in package.interfaces.values() {
            interfaces.push(self.interface(*id, &worlds)?);
        }
        // `wit-parser` gives interfaces after those that they use; a stable sort keeps that.
        let exported: Vec<_> = worlds.iter().flat_map(|world| &world.exports).collect();
        interfaces.sort_by_key(|interface| {
            let functional = !interface.functions.is_empty();
            let place = exported.iter().position(|name| **name == interface.name);
            (functional, if functional { place } else { None })
        });
        Ok(Package {
            name: format!("{}:{}", name.namespace, name.name),
            version: name
                .version
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
            docs: text(&package.docs),
            interfaces,
            worlds,
        })
    }

    fn world(&self, id: wit::WorldId) -> World {
        let world = &self.resolve.worlds[id];
        let names = |items: &wit::IndexMap<WorldKey, WorldItem>| {
            let interfaces = items.values().filter_map(|item| match item {
                WorldItem::Interface { id, .. } => Some(self.interface_name(*id)),
                _ => None,
            });
            interfaces.collect()
        };
        World {
            name: world.name.clone(),
            docs: text(&world.docs),
            imports: names(&world.imports),
            exports: names(&world.exports),
        }
    }

    /// The bare name of an interface of the package itself, the full name of another.
    fn interface_name(&self, id: InterfaceId) -> String {
        let interface = &self.resolve.interfaces[id];
        match &interface.name {
            Some(name) if interface.package == Some(self.own) => name.clone(),
            _ => self.resolve.id_of(id).unwrap_or_default(),
        }
    }

    fn interface(&self, id: InterfaceId, worlds: &[World]) -> Result<Interface, ReadError> {
        let interface = &self.resolve.interfaces[id];
        let name = self.interface_name(id);
        let mut types = Vec::new();
        for ty in interface.types.values() {
            types.extend(self.definition(&name, *ty)?);
        }
        let mut functions = Vec::new();
        for function in interface.functions.values() {
            functions.push(self.function(&name, function)?);
        }
        let exported_by = worlds
            .iter()
            .filter(|world| world.exports.contains(&name))
            .map(|world| world.name.clone())
            .collect();
        Ok(Interface {
            name,
            docs: text(&interface.docs),
            types,
            functions,
            exported_by,
        })
    }

    fn function(&self, interface: &str, function: &wit::Function) -> Result<Function, ReadError> {
        let at = format!("{interface}.{}", function.name);
        let mut parameters = Vec::new();
        for parameter in &function.params {
            parameters.push(Parameter {
                name: parameter.name.clone(),
                ty: self.reference(&at, &parameter.ty)?,
            });
        }
        let result = function.result.as_ref();
        let result = result.map(|ty| self.reference(&at, ty)).transpose()?;
        let (ok, err) = match result {
            Some(TypeRef::Result(ok, err @ Some(_))) => (ok.map(|ty| *ty), err.map(|ty| *ty)),
            other => (other, None),
        };
        Ok(Function {
            name: function.name.clone(),
            docs: text(&function.docs),
            parameters,
            ok,
            err,
        })
    }

    /// A type of an interface; `None` if the interface only uses it from another.
    fn definition(&self, interface: &str, id: TypeId) -> Result<Option<Type>, ReadError> {
        let definition = &self.resolve.types[id];
        let name = definition.name.clone().unwrap_or_default();
        let at = format!("{interface}.{name}");
        let kind = match &definition.kind {
            TypeDefKind::Record(record) => {
                let mut fields = Vec::new();
                for field in &record.fields {
                    fields.push(Field {
                        name: field.name.clone(),
                        docs: text(&field.docs),
                        ty: self.reference(&at, &field.ty)?,
                    });
                }
                Kind::Record(fields)
            }
            TypeDefKind::Variant(variant) => {
                let mut cases = Vec::new();
                for case in &variant.cases {
                    let payload = case.ty.as_ref();
                    cases.push(Case {
                        name: case.name.clone(),
                        docs: text(&case.docs),
                        payload: payload.map(|ty| self.reference(&at, ty)).transpose()?,
                    });
                }
                Kind::Variant(cases)
            }
            TypeDefKind::Enum(members) => {
                let members = members.cases.iter().map(|member| Member {
                    name: member.name.clone(),
                    docs: text(&member.docs),
                });
                Kind::Enum(members.collect())
            }
            TypeDefKind::Type(wit::Type::Id(target)) if self.owner(*target) != self.owner(id) => {
                return Ok(None);
            }
            other => {
                let what = other.as_str().to_owned();
                return Err(ReadError::Unsupported { at, what });
            }
        };
        Ok(Some(Type {
            name,
            interface: interface.to_owned(),
            docs: text(&definition.docs),
            kind,
        }))
    }

    fn owner(&self, id: TypeId) -> TypeOwner {
        self.resolve.types[id].owner
    }

    fn reference(&self, at: &str, ty: &wit::Type) -> Result<TypeRef, ReadError> {
        let id = match ty {
            wit::Type::String => return Ok(TypeRef::String),
            wit::Type::Bool => return Ok(TypeRef::Bool),
            wit::Type::U32 => return Ok(TypeRef::U32),
            wit::Type::Id(id) => *id,
            other => {
                return Err(ReadError::Unsupported {
                    at: at.to_owned(),
                    what: format!("{other:?}").to_lowercase(),
                });
            }
        };
        let boxed = |ty: &wit::Type| self.reference(at, ty).map(Box::new);
        let definition = &self.resolve.types[id];
        Ok(match (&definition.name, &definition.kind) {
            // A name that another interface gave is the same name here: none is renamed.
            (Some(name), _) => TypeRef::Named(name.clone()),
            (None, TypeDefKind::Option(ty)) => TypeRef::Option(boxed(ty)?),
            (None, TypeDefKind::List(ty)) => TypeRef::List(boxed(ty)?),
            (None, TypeDefKind::Result(result)) => TypeRef::Result(
                result.ok.as_ref().map(boxed).transpose()?,
                result.err.as_ref().map(boxed).transpose()?,
            ),
            (None, other) => {
                return Err(ReadError::Unsupported {
                    at: at.to_owned(),
                    what: other.as_str().to_owned(),
                });
            }
        })
    }
}

fn text(docs: &Docs) -> String {
    docs.contents
        .as_deref()
        .unwrap_or_default()
        .trim()
        .to_owned()
}
