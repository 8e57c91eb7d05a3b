//! The interfaces that only DingTalk has, where the component exports them.

use wasmtime::{
    Result,
    component::{self, InstancePre},
};

use super::{State, missing::Missing};
use crate::dingtalk_bindings::{
    Dingtalk as Bindings, DingtalkIndices as Indices,
    exports::orgbook::directory::{
        dingtalk_accounts::Guest as Accounts, dingtalk_role_groups::Guest as RoleGroups,
        dingtalk_senior_mode::Guest as SeniorMode,
    },
};

/// Where a component has the interfaces.
#[derive(Clone)]
pub(crate) struct DingtalkIndices(Result<Indices, Missing>);

impl DingtalkIndices {
    pub(crate) fn of(component: &InstancePre<State>) -> Self {
        Self(
            Indices::new(component).map_err(|error| Missing::new("what only DingTalk has", &error)),
        )
    }

    pub(super) fn load(
        &self,
        store: impl wasmtime::AsContextMut,
        exports: &component::Instance,
    ) -> Result<Dingtalk> {
        Ok(Dingtalk(match &self.0 {
            Ok(indices) => Ok(indices.load(store, exports)?),
            Err(missing) => Err(missing.clone()),
        }))
    }
}

pub(super) struct Dingtalk(Result<Bindings, Missing>);

impl Dingtalk {
    pub(super) fn accounts(&self) -> Result<&Accounts, &Missing> {
        Ok(self.0.as_ref()?.orgbook_directory_dingtalk_accounts())
    }

    pub(super) fn senior_mode(&self) -> Result<&SeniorMode, &Missing> {
        Ok(self.0.as_ref()?.orgbook_directory_dingtalk_senior_mode())
    }

    pub(super) fn role_groups(&self) -> Result<&RoleGroups, &Missing> {
        Ok(self.0.as_ref()?.orgbook_directory_dingtalk_role_groups())
    }
}
