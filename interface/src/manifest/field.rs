//! Fields: what goes in and what comes out, down to the last value.

use super::constraints::Constraints;
use super::english::{Text, Texts};
use super::form::{Alternative, Choice, Field};
use super::references::References;
use crate::model::{Kind, Package, Type, TypeRef};

/// Makes fields.
pub struct Fields<'a> {
    package: &'a Package,
    texts: &'a Texts,
    constraints: Constraints,
    references: References,
}

impl<'a> Fields<'a> {
    /// Of this package.
    pub fn new(package: &'a Package, texts: &'a Texts) -> Self {
        Self {
            package,
            texts,
            constraints: Constraints::read(),
            references: References::read(),
        }
    }

    /// A parameter.
    pub fn argument(&self, name: &str, ty: &TypeRef, key: &str) -> Field {
        self.field(name, name.to_owned(), key, ty)
    }

    /// What comes out as a whole: it has no name, and its path is empty.
    pub fn whole(&self, ty: &TypeRef, key: &str) -> Field {
        let key = self.type_key(ty).unwrap_or_else(|| key.to_owned());
        self.field("", String::new(), &key, ty)
    }

    fn field(&self, name: &str, path: String, key: &str, ty: &TypeRef) -> Field {
        let Text { label, help } = self.texts[key].clone();
        let (ty, optional) = ty.optional();
        let mut field = Field {
            name: name.to_owned(),
            key: key.to_owned(),
            label,
            help,
            required: !optional,
            reference: self.references.of(key).map(str::to_owned),
            ..Field::default()
        };
        let entry = self.constraints.of(key);
        if let Some(entry) = entry {
            field.limits = entry.limits.clone();
        }
        match ty {
            TypeRef::String => {
                field.kind = match entry.and_then(|entry| entry.kind.as_deref()) {
                    Some("date") => "date",
                    Some("date-time") => "date-time",
                    Some("password") => "password",
                    _ => "text",
                }
            }
            TypeRef::Bool => field.kind = "switch",
            TypeRef::U32 => {
                field.kind = "number";
                field.limits.minimum.get_or_insert(0);
                field.limits.maximum.get_or_insert(u32::MAX);
            }
            TypeRef::List(item) => {
                field.kind = "list";
                let key = self.type_key(item).unwrap_or_else(|| key.to_owned());
                let mut item = self.field("", format!("{path}[]"), &key, item);
                // What holds for a list of identifiers holds for the list, not for each.
                if item.key == field.key {
                    item.limits = Default::default();
                }
                field.item = Some(Box::new(item));
            }
            TypeRef::Named(name) => {
                let ty = self
                    .package
                    .named(name)
                    .expect("every name leads to a type");
                self.fill(&mut field, ty, &path);
            }
            TypeRef::Option(_) | TypeRef::Result(..) => {
                unreachable!("an option within an option, or a result that is not the answer")
            }
        }
        field.path = path;
        field
    }

    /// What the field consists of.
    fn fill(&self, field: &mut Field, ty: &Type, path: &str) {
        let at = format!("{}.{}", ty.interface, ty.name);
        let below = |name: &str| match path {
            "" => name.to_owned(),
            path => format!("{path}.{name}"),
        };
        match &ty.kind {
            Kind::Record(fields) => {
                field.kind = "group";
                field.fields = fields
                    .iter()
                    .map(|it| {
                        self.field(
                            &it.name,
                            below(&it.name),
                            &format!("{at}.{}", it.name),
                            &it.ty,
                        )
                    })
                    .collect();
            }
            Kind::Enum(members) => {
                field.kind = "choice";
                let members = members.iter();
                field.choices = members.map(|it| self.choice(&at, &it.name)).collect();
            }
            Kind::Variant(cases) => {
                field.kind = "alternatives";
                field.alternatives = cases
                    .iter()
                    .map(|case| Alternative {
                        choice: self.choice(&at, &case.name),
                        field: case.payload.as_ref().map(|ty| {
                            let key = format!("{at}.{}", case.name);
                            self.field("val", below("val"), &key, ty)
                        }),
                    })
                    .collect();
            }
        }
    }

    fn choice(&self, at: &str, name: &str) -> Choice {
        let key = format!("{at}.{name}");
        let Text { label, help } = self.texts[&key].clone();
        Choice {
            value: name.to_owned(),
            key,
            label,
            help,
        }
    }

    /// The path of the named type that this is, be it in an option.
    fn type_key(&self, ty: &TypeRef) -> Option<String> {
        match ty.optional().0 {
            TypeRef::Named(name) => {
                let ty = self.package.named(name)?;
                Some(format!("{}.{name}", ty.interface))
            }
            _ => None,
        }
    }
}
