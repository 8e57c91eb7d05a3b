//! Calls by name: the component's functions as its own types describe them.

use std::{collections::BTreeMap, fmt};

use serde_json::Value;
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

use crate::json::from_json;

/// The parameters that are passwords, each by its function and its place.
const PASSWORDS: [(&str, usize); 1] = [("create-login-account", 2)];

/// A function of the component by its bare name, and the arguments to call it with.
///
/// It displays as WAVE, the text that [`Host::parse`](crate::Host::parse) reads; but neither this
/// nor its `Debug` shows a password.
#[derive(Clone, PartialEq)]
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

    /// The arguments with `***` in the place of a password.
    fn shown(&self) -> Vec<Val> {
        let mut arguments = self.arguments.clone();
        for (function, place) in PASSWORDS {
            if function == self.function
                && let Some(password) = arguments.get_mut(place)
            {
                *password = Val::String("***".into());
            }
        }
        arguments
    }
}

impl fmt::Display for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.function, DisplayFuncArgs(&self.shown()))
    }
}

impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("function", &self.function)
            .field("arguments", &self.shown())
            .finish()
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
        // The text itself is not told: there may be a password in it.
        let call =
            UntypedFuncCall::parse(wave).context("the text is no call like get-user(\"u1\")")?;
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

    /// Makes a call of arguments as JSON.
    pub(crate) fn call_from_json(&self, name: &str, arguments: &[Value]) -> Result<Call> {
        let function = self.get(name)?;
        let params = function.ty.params();
        if params.len() != arguments.len() {
            return Err(function.miscounted(name, arguments.len()));
        }
        let values = params.zip(arguments).map(|((parameter, ty), argument)| {
            from_json(argument, &ty).map_err(|misfit| misfit.within(parameter))
        });
        let values: Vec<_> = values.collect::<Result<_, _>>()?;
        Ok(Call::new(name, values))
    }
}

impl Function {
    /// That these are too few or too many arguments.
    pub(crate) fn miscounted(&self, name: &str, arguments: usize) -> wasmtime::Error {
        format_err!("{arguments} arguments do not fit {}", self.signature(name))
    }

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::COMPONENT;

    #[test]
    fn exactly_the_parameters_named_password_are_masked() {
        let engine = Engine::default();
        let component = Component::from_binary(&engine, COMPONENT).expect("a component");
        let functions = Functions::of(&component, &engine).0;
        let mut masked = 0;
        for (name, function) in &functions {
            let text = |parameter: &str| format!("<{parameter}>");
            let parameters: Vec<_> = function.ty.params().map(|(name, _)| name).collect();
            let values = parameters.iter().map(|name| Val::String(text(name)));
            let call = Call::new(name, values);
            for parameter in parameters {
                let secret = parameter == "password";
                masked += usize::from(secret);
                for shown in [call.to_string(), format!("{call:?}")] {
                    assert_eq!(shown.contains(&text(parameter)), !secret, "{shown}");
                }
            }
        }
        assert_eq!(masked, PASSWORDS.len());
    }
}
