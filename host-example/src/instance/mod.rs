//! One instance of the component: one tenant's directory.

mod dingtalk;
mod guard;
mod memory;
mod missing;
mod provider;

mod department_queries;
mod departments;
mod diagnostics;
mod dingtalk_accounts;
mod dingtalk_role_groups;
mod dingtalk_senior_mode;
mod organisation;
mod role_members;
mod roles;
mod user_queries;
mod users;

use std::{fmt, sync::Arc};

use wasmtime::{
    Result, Store,
    component::{self, ResourceTable, Val},
    error::Context as _,
};
use wasmtime_wasi::{WasiCtx, WasiCtxView, WasiView};
use wasmtime_wasi_http::{WasiHttpCtx, WasiHttpCtxView, WasiHttpView};

use crate::{
    Call, Host, Tenant,
    call::Functions,
    egress::{Egress, SendBy},
    types::Error,
};
use dingtalk::Dingtalk;
pub(crate) use dingtalk::DingtalkIndices;
use guard::Guard;
use memory::Memory;
use provider::Provider;
pub(crate) use provider::ProviderIndices;

/// One tenant's directory.
///
/// The typed methods are the functions of the WIT; what they promise is written there. They answer
/// `unsupported` where the component does not export them: those that only DingTalk has where it is
/// another directory, all of them where it is a plugin with a directory behind it, whose own functions
/// [`call`](Self::call) and [`invoke`](Self::invoke) reach. They take `&mut self` because a component serves one call at a time: for calls at the same time, use
/// several instances.
///
/// After a failure in the host (a trap, or the backstop of a call that did not end) an instance is
/// spent, and every further call says so: instantiate another.
pub struct Instance {
    store: Store<State>,
    exports: component::Instance,
    provider: Provider,
    dingtalk: Dingtalk,
    functions: Arc<Functions>,
    guard: Guard,
}

/// Why a call of a typed method did not succeed.
#[derive(Debug)]
pub enum CallError {
    /// The directory refused or could not do it; branch on its `kind`.
    Directory(Error),
    /// The component failed, or the host did: the instance is spent.
    Host(wasmtime::Error),
}

impl Instance {
    pub(crate) async fn new(host: &Host, tenant: &Tenant) -> Result<Self> {
        let send_by = SendBy::now();
        let egress = Egress {
            allowed: tenant.allowed(),
            paces: tenant.paces(),
            servers: host.servers.clone(),
            send_by: send_by.clone(),
        };
        let mut store = Store::new(host.component.engine(), State::new(tenant, egress));
        store.limiter(|state| &mut state.memory);
        store.epoch_deadline_async_yield_and_update(1);
        let exports = host.component.instantiate_async(&mut store).await?;
        let provider = host.provider.load(&mut store, &exports)?;
        let dingtalk = host.dingtalk.load(&mut store, &exports)?;
        let functions = host.functions.clone();
        let guard = Guard {
            deadline: tenant.deadline(),
            send_by,
            spent: None,
        };
        Ok(Self {
            store,
            exports,
            provider,
            dingtalk,
            functions,
            guard,
        })
    }

    /// How much memory the component has taken so far, in bytes; it gives none back.
    pub fn memory(&self) -> usize {
        self.store.data().memory.taken
    }

    /// Calls a function by its bare name, with values of the component model. A function without a
    /// result answers the empty tuple.
    ///
    /// The number of arguments is checked beforehand; arguments of wrong types, like any other
    /// failure of the call, spend the instance. A refusal by the directory is no failure: it is the
    /// result's `err`.
    pub async fn call(&mut self, function: &str, arguments: &[Val]) -> Result<Val> {
        let found = self.functions.get(function)?;
        if found.ty.params().len() != arguments.len() {
            return Err(found.miscounted(function, arguments.len()));
        }
        let callee = self
            .exports
            .get_func(&mut self.store, found.index)
            .with_context(|| format!("the component lost its function `{function}`"))?;
        let mut results = vec![Val::Bool(false); found.ty.results().len()];
        self.guard
            .run(callee.call_async(&mut self.store, arguments, &mut results))
            .await?;
        Ok(results.pop().unwrap_or_else(|| Val::Tuple(Vec::new())))
    }

    /// Calls a function with WAVE text, such as `get-user("u1")`; see
    /// [`Host::parse`](crate::Host::parse) for what may be left out.
    pub async fn invoke(&mut self, wave: &str) -> Result<Val> {
        let Call {
            function,
            arguments,
        } = self.functions.parse(wave)?;
        self.call(&function, &arguments).await
    }
}

impl fmt::Display for CallError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Directory(error) => write!(f, "{}", error.message),
            Self::Host(error) => write!(f, "{error:#}"),
        }
    }
}

impl std::error::Error for CallError {}

impl From<Error> for CallError {
    fn from(error: Error) -> Self {
        Self::Directory(error)
    }
}

impl From<wasmtime::Error> for CallError {
    fn from(error: wasmtime::Error) -> Self {
        Self::Host(error)
    }
}

/// What an instance's store holds for the host.
pub(crate) struct State {
    table: ResourceTable,
    wasi: WasiCtx,
    http: WasiHttpCtx,
    egress: Egress,
    memory: Memory,
}

impl State {
    fn new(tenant: &Tenant, egress: Egress) -> Self {
        let mut wasi = WasiCtx::builder();
        for (name, value) in tenant.variables() {
            wasi.env(name, value);
        }
        Self {
            table: ResourceTable::new(),
            wasi: wasi.build(),
            http: WasiHttpCtx::new(),
            egress,
            memory: Memory::default(),
        }
    }
}

impl WasiView for State {
    fn ctx(&mut self) -> WasiCtxView<'_> {
        WasiCtxView {
            ctx: &mut self.wasi,
            table: &mut self.table,
        }
    }
}

impl WasiHttpView for State {
    fn http(&mut self) -> WasiHttpCtxView<'_> {
        WasiHttpCtxView {
            ctx: &mut self.http,
            table: &mut self.table,
            hooks: &mut self.egress,
        }
    }
}
