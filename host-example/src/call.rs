//! Calls by name: the component's functions as its own types describe them.

use std::{collections::BTreeMap, fmt};

use wasmtime::{
    Engine, Result,
    component::{
        Component, ComponentExportIndex, Val,
        types::{ComponentFunc, ComponentItem},
        wasm_wave::{
            untyped::UntypedFuncCall,
            wasm::{DisplayFuncArgs, DisplayType},
        },
    },
    error::Context as _,
    format_err,
};

/// A function of the component by its bare name, and the arguments to call it with.
///
/// It displays as WAVE, the text that [`Host::parse`](crate::Host::parse) reads.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    /// The function's name, for example `get-user`; names are unique across the interfaces.
    pub function: String,
    /// The arguments, in the order of the parameters.
    pub arguments: Vec<Val>,
}

impl Call {
    /// A call of a function with these arguments.
    pub fn new(function: &str, arguments: impl IntoIterator<Item = Val>) -> Self {
        Self {
            function: function.into(),
            arguments: arguments.into_iter().collect(),
        }
    }
}

impl fmt::Display for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.function, DisplayFuncArgs(&self.arguments))
    }
}

/// The functions that a component exports from its interfaces, by bare name.
pub(crate) struct Functions(BTreeMap<String, Function>);

pub(crate) struct Function {
    pub(crate) index: ComponentExportIndex,
    pub(crate) ty: ComponentFunc,
}

impl Functions {
    pub(crate) fn of(component: &Component, engine: &Engine) -> Self {
        let mut functions = BTreeMap::new();
        for (interface, item) in component.component_type().exports(engine) {
            let (ComponentItem::ComponentInstance(instance), Some(index)) =
                (item.ty, component.get_export_index(None, interface))
            else {
                continue;
            };
            for (name, item) in instance.exports(engine) {
                if let (ComponentItem::ComponentFunc(ty), Some(index)) =
                    (item.ty, component.get_export_index(Some(&index), name))
                {
                    functions.insert(name.to_owned(), Function { index, ty });
                }
            }
        }
        Self(functions)
    }

    pub(crate) fn get(&self, name: &str) -> Result<&Function> {
        self.0.get(name).ok_or_else(|| {
            let names: Vec<_> = self.0.keys().map(String::as_str).collect();
            format_err!(
                "there is no function `{name}`; there are: {}",
                names.join(", ")
            )
        })
    }

    /// Reads a call in WAVE text. Trailing parameters and record fields that are options may be
    /// left out, and `some(…)` need not be written.
    pub(crate) fn parse(&self, wave: &str) -> Result<Call> {
        let call = UntypedFuncCall::parse(wave)
            .with_context(|| format!("`{wave}` is no call like get-user(\"u1\")"))?;
        let function = self.get(call.name())?;
        let types: Vec<_> = function.ty.params().map(|(_, ty)| ty).collect();
        let arguments = call.to_wasm_params(&types).with_context(|| {
            format!(
                "the arguments do not fit {}",
                function.signature(call.name())
            )
        })?;
        Ok(Call::new(call.name(), arguments))
    }
}

impl Function {
    /// Name, parameters and their types, as in WIT but written out.
    pub(crate) fn signature(&self, name: &str) -> String {
        let parameters: Vec<_> = self
            .ty
            .params()
            .map(|(name, ty)| format!("{name}: {}", DisplayType(&ty)))
            .collect();
        format!("{name}({})", parameters.join(", "))
    }
}
