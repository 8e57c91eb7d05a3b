//! The interfaces of a directory, where the component exports them: a plugin that has a directory behind it
//! does not.

use wasmtime::{
    Result,
    component::{self, InstancePre},
};

use super::{State, missing::Missing};
use crate::bindings;

/// Where a component has the interfaces.
#[derive(Clone)]
pub(crate) struct ProviderIndices(Result<bindings::ProviderIndices, Missing>);

impl ProviderIndices {
    pub(crate) fn of(component: &InstancePre<State>) -> Self {
        let indices = bindings::ProviderIndices::new(component);
        Self(indices.map_err(|error| Missing::new("a directory", &error)))
    }

    pub(super) fn load(
        &self,
        store: impl wasmtime::AsContextMut,
        exports: &component::Instance,
    ) -> Result<Provider> {
        Ok(Provider(match &self.0 {
            Ok(indices) => Ok(indices.load(store, exports)?),
            Err(missing) => Err(missing.clone()),
        }))
    }
}

pub(super) struct Provider(Result<bindings::Provider, Missing>);

impl Provider {
    pub(super) fn get(&self) -> Result<&bindings::Provider, &Missing> {
        self.0.as_ref()
    }
}
