//! How a call gets to the directory behind this one, or does not.
//!
//! The records are one type on both sides: the interface `types` is imported, and what is exported
//! uses it. Only arguments differ, which a caller of an import lends.

use crate::bindings::orgbook::directory::types::{
    Detail, Error, ErrorKind, NameMatch, PageRequest, UserOrder, UserSelection,
};

/// Implements the exported interfaces: `read` calls the function of the same name behind this
/// layer, `refuse` answers that this layer does not allow it.
macro_rules! directory {
    ($($interface:ident { $($rule:ident $function:ident($($name:ident: $type:ty),*) -> $answer:ty;)* })*) => {
        $(impl exports::$interface::Guest for $crate::ReadOnly {
            $(fn $function($($name: $type),*) -> $answer {
                directory!(@$rule $interface $function($($name),*))
            })*
        })*
    };
    (@read $interface:ident $function:ident($($name:ident),*)) => {
        behind::$interface::$function($($crate::forward::Lend::lend(&$name)),*)
    };
    (@refuse $interface:ident $function:ident($($name:ident),*)) => {{
        $(let _ = $name;)*
        Err($crate::forward::refused(stringify!($function)))
    }};
}
pub(crate) use directory;

/// The answer to whoever wants to change something.
pub fn refused(function: &str) -> Error {
    let function = function.replace('_', "-");
    Error {
        kind: ErrorKind::PermissionDenied,
        message: format!(
            "the layer read-only, in front of this directory, does not let {function} through; \
             nothing was changed"
        ),
        retry_after_ms: None,
        backend: None,
        details: vec![Detail {
            name: "refused-by".into(),
            value: "read-only".into(),
        }],
    }
}

/// An argument as a caller of an import has it.
pub trait Lend {
    type Lent<'a>
    where
        Self: 'a;
    fn lend(&self) -> Self::Lent<'_>;
}

impl Lend for String {
    type Lent<'a> = &'a str;
    fn lend(&self) -> &str {
        self
    }
}

impl<T> Lend for Vec<T> {
    type Lent<'a>
        = &'a [T]
    where
        T: 'a;
    fn lend(&self) -> &[T] {
        self
    }
}

impl<T: Lend> Lend for Option<T> {
    type Lent<'a>
        = Option<T::Lent<'a>>
    where
        T: 'a;
    fn lend(&self) -> Option<T::Lent<'_>> {
        self.as_ref().map(T::lend)
    }
}

impl Lend for PageRequest {
    type Lent<'a> = &'a Self;
    fn lend(&self) -> &Self {
        self
    }
}

macro_rules! lend_a_copy {
    ($($choice:ty)*) => {
        $(impl Lend for $choice {
            type Lent<'a> = Self;
            fn lend(&self) -> Self {
                *self
            }
        })*
    };
}
lend_a_copy!(NameMatch UserOrder UserSelection);
