//! The package as plain data. Names are the WIT's, in kebab-case; documentation is the text of the
//! WIT's comments, as Markdown, with its line breaks.

/// A WIT package: its interfaces and its worlds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Package {
    /// Namespace and name, `orgbook:directory`.
    pub name: String,
    /// The version, `0.1.0`.
    pub version: String,
    /// What the package is.
    pub docs: String,
    /// The interfaces: first those that have types, each after those that it takes types from, then
    /// those that have functions, in the order in which worlds export them.
    pub interfaces: Vec<Interface>,
    /// The worlds, in the order of their names.
    pub worlds: Vec<World>,
}

/// A set of types or of functions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interface {
    /// The name, `user-queries`.
    pub name: String,
    /// What it is for.
    pub docs: String,
    /// The types that it defines, in the order of the file; not those that it takes from others.
    pub types: Vec<Type>,
    /// The functions, in the order of the file.
    pub functions: Vec<Function>,
    /// The worlds that export it, in the order of their names.
    pub exported_by: Vec<String>,
}

/// A function. Names are unique across the interfaces of the package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Function {
    /// The name, `get-user`.
    pub name: String,
    /// What it does.
    pub docs: String,
    /// The parameters, in order.
    pub parameters: Vec<Parameter>,
    /// What it answers when it succeeds; `None`: nothing.
    pub ok: Option<TypeRef>,
    /// What it answers when it fails; `None`: it cannot fail, its result is `ok` itself.
    pub err: Option<TypeRef>,
}

/// A parameter of a function. WIT has no comments on parameters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// The name, `department-id`.
    pub name: String,
    /// The type.
    pub ty: TypeRef,
}

/// A named type. Names are unique across the interfaces of the package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Type {
    /// The name, `user-draft`.
    pub name: String,
    /// The interface that defines it.
    pub interface: String,
    /// What it means.
    pub docs: String,
    /// What it consists of.
    pub kind: Kind,
}

/// What a named type consists of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// All of these fields.
    Record(Vec<Field>),
    /// One of these cases.
    Variant(Vec<Case>),
    /// One of these names.
    Enum(Vec<Member>),
}

/// A field of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// The name, `employee-number`.
    pub name: String,
    /// What it means.
    pub docs: String,
    /// The type.
    pub ty: TypeRef,
}

/// A case of a variant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// The name, `hired-on`.
    pub name: String,
    /// What it means.
    pub docs: String,
    /// What it carries; `None`: nothing.
    pub payload: Option<TypeRef>,
}

/// A member of an enum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The name, `joined-ascending`.
    pub name: String,
    /// What it means.
    pub docs: String,
}

/// A type where it is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TypeRef {
    /// Text.
    String,
    /// Yes or no.
    Bool,
    /// A whole number of 32 bits.
    U32,
    /// A value, or none.
    Option(Box<TypeRef>),
    /// Values in order.
    List(Box<TypeRef>),
    /// A value of the first type, or one of the second; `None`: nothing is carried.
    Result(Option<Box<TypeRef>>, Option<Box<TypeRef>>),
    /// The named type; [`Package::named`] leads to it.
    Named(String),
}

/// A set of interfaces that a component imports and exports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct World {
    /// The name, `provider`.
    pub name: String,
    /// What component it describes.
    pub docs: String,
    /// The interfaces imported: bare names of this package's, and full names of others.
    pub imports: Vec<String>,
    /// The interfaces exported, likewise.
    pub exports: Vec<String>,
}

impl Package {
    /// The functions with the interface that each belongs to, in order.
    pub fn functions(&self) -> impl Iterator<Item = (&Interface, &Function)> {
        self.interfaces.iter().flat_map(|interface| {
            interface
                .functions
                .iter()
                .map(move |function| (interface, function))
        })
    }

    /// The named types, in order.
    pub fn types(&self) -> impl Iterator<Item = &Type> {
        self.interfaces
            .iter()
            .flat_map(|interface| &interface.types)
    }

    /// The type of this name.
    pub fn named(&self, name: &str) -> Option<&Type> {
        self.types().find(|ty| ty.name == name)
    }

    /// The interface of this name.
    pub fn interface(&self, name: &str) -> Option<&Interface> {
        self.interfaces
            .iter()
            .find(|interface| interface.name == name)
    }

    /// The full name of an interface as components import and export it,
    /// `orgbook:directory/users@0.1.0`.
    pub fn full_name(&self, interface: &str) -> String {
        format!("{}/{interface}@{}", self.name, self.version)
    }
}

impl Kind {
    /// The names of the fields, the cases or the members.
    pub fn names(&self) -> Box<dyn Iterator<Item = &str> + '_> {
        match self {
            Self::Record(fields) => Box::new(fields.iter().map(|it| it.name.as_str())),
            Self::Variant(cases) => Box::new(cases.iter().map(|it| it.name.as_str())),
            Self::Enum(members) => Box::new(members.iter().map(|it| it.name.as_str())),
        }
    }
}

impl TypeRef {
    /// The type within the option, or the type itself, and whether it was an option.
    pub fn optional(&self) -> (&TypeRef, bool) {
        match self {
            Self::Option(inner) => (inner, true),
            other => (other, false),
        }
    }
}

/// As WIT writes it.
impl std::fmt::Display for TypeRef {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::String => f.write_str("string"),
            Self::Bool => f.write_str("bool"),
            Self::U32 => f.write_str("u32"),
            Self::Option(inner) => write!(f, "option<{inner}>"),
            Self::List(inner) => write!(f, "list<{inner}>"),
            Self::Result(None, None) => f.write_str("result"),
            Self::Result(Some(ok), None) => write!(f, "result<{ok}>"),
            Self::Result(None, Some(err)) => write!(f, "result<_, {err}>"),
            Self::Result(Some(ok), Some(err)) => write!(f, "result<{ok}, {err}>"),
            Self::Named(name) => f.write_str(name),
        }
    }
}
