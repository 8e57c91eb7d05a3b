//! One instance of the component: one tenant's directory.

use std::{fmt, future::Future, sync::Arc, time::Duration};

use wasmtime::{
    Result, Store, StoreLimits, StoreLimitsBuilder,
    component::{self, ResourceTable, Val},
    error::Context as _,
    format_err,
};
use wasmtime_wasi::{WasiCtx, WasiCtxView, WasiView};
use wasmtime_wasi_http::{WasiHttpCtx, WasiHttpCtxView, WasiHttpView};

use crate::{
    Call, Host, Tenant,
    bindings::Provider,
    call::Functions,
    egress::Egress,
    types::{
        CreateOutcome, Department, DirectoryDescription, Error, Finding, PageRequest, User,
        UserChange, UserDraft, UserOrder, UserPage,
    },
};

/// How much memory a component may take. An answer of a megabyte needs a few.
const MEMORY: usize = 256 << 20;

/// One tenant's directory.
///
/// The typed methods are the functions of the WIT; what they promise is written there. They take
/// `&mut self` because a component serves one call at a time: for calls at the same time, use
/// several instances.
///
/// After a failure in the host (a trap, or the backstop of a call that did not end) an instance is
/// spent, and every further call says so: instantiate another.
pub struct Instance {
    store: Store<State>,
    exports: component::Instance,
    provider: Provider,
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
        let mut store = Store::new(host.component.engine(), State::new(tenant));
        store.limiter(|state| &mut state.limits);
        store.epoch_deadline_async_yield_and_update(1);
        let exports = host.component.instantiate_async(&mut store).await?;
        let provider = host.provider.load(&mut store, &exports)?;
        let functions = host.functions.clone();
        let guard = Guard {
            backstop: tenant.backstop(),
            spent: None,
        };
        Ok(Self {
            store,
            exports,
            provider,
            functions,
            guard,
        })
    }

    /// `users.get-user`
    pub async fn get_user(&mut self, id: &str) -> Result<User, CallError> {
        let users = self.provider.orgbook_directory_users();
        Ok(self
            .guard
            .run(users.call_get_user(&mut self.store, id))
            .await??)
    }

    /// `users.find-user-by-mobile`
    pub async fn find_user_by_mobile(&mut self, mobile: &str) -> Result<Option<User>, CallError> {
        let users = self.provider.orgbook_directory_users();
        Ok(self
            .guard
            .run(users.call_find_user_by_mobile(&mut self.store, mobile))
            .await??)
    }

    /// `users.list-users`
    pub async fn list_users(
        &mut self,
        department_id: &str,
        order: Option<UserOrder>,
        page: Option<&PageRequest>,
    ) -> Result<UserPage, CallError> {
        let users = self.provider.orgbook_directory_users();
        let call = users.call_list_users(&mut self.store, department_id, order, page);
        Ok(self.guard.run(call).await??)
    }

    /// `users.create-user`
    pub async fn create_user(
        &mut self,
        draft: &UserDraft,
        idempotency_key: Option<&str>,
    ) -> Result<CreateOutcome, CallError> {
        let users = self.provider.orgbook_directory_users();
        let call = users.call_create_user(&mut self.store, draft, idempotency_key);
        Ok(self.guard.run(call).await??)
    }

    /// `users.update-user`
    pub async fn update_user(&mut self, id: &str, changes: &[UserChange]) -> Result<(), CallError> {
        let users = self.provider.orgbook_directory_users();
        Ok(self
            .guard
            .run(users.call_update_user(&mut self.store, id, changes))
            .await??)
    }

    /// `users.delete-user`
    pub async fn delete_user(&mut self, id: &str) -> Result<(), CallError> {
        let users = self.provider.orgbook_directory_users();
        Ok(self
            .guard
            .run(users.call_delete_user(&mut self.store, id))
            .await??)
    }

    /// `departments.get-department`
    pub async fn get_department(&mut self, id: &str) -> Result<Department, CallError> {
        let departments = self.provider.orgbook_directory_departments();
        Ok(self
            .guard
            .run(departments.call_get_department(&mut self.store, id))
            .await??)
    }

    /// `departments.list-department-ids`
    pub async fn list_department_ids(&mut self, parent_id: &str) -> Result<Vec<String>, CallError> {
        let departments = self.provider.orgbook_directory_departments();
        let call = departments.call_list_department_ids(&mut self.store, parent_id);
        Ok(self.guard.run(call).await??)
    }

    /// `departments.list-departments`
    pub async fn list_departments(
        &mut self,
        parent_id: &str,
    ) -> Result<Vec<Department>, CallError> {
        let departments = self.provider.orgbook_directory_departments();
        let call = departments.call_list_departments(&mut self.store, parent_id);
        Ok(self.guard.run(call).await??)
    }

    /// `diagnostics.describe-directory`
    pub async fn describe_directory(&mut self) -> Result<DirectoryDescription> {
        let diagnostics = self.provider.orgbook_directory_diagnostics();
        self.guard
            .run(diagnostics.call_describe_directory(&mut self.store))
            .await
    }

    /// `diagnostics.check-directory`
    pub async fn check_directory(&mut self) -> Result<Vec<Finding>> {
        let diagnostics = self.provider.orgbook_directory_diagnostics();
        self.guard
            .run(diagnostics.call_check_directory(&mut self.store))
            .await
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
            return Err(format_err!(
                "{} arguments do not fit {}",
                arguments.len(),
                found.signature(function)
            ));
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

/// Bounds each call, and remembers the failure that spent the instance.
struct Guard {
    backstop: Duration,
    spent: Option<String>,
}

impl Guard {
    async fn run<T>(&mut self, call: impl Future<Output = Result<T>>) -> Result<T> {
        if let Some(failure) = &self.spent {
            return Err(format_err!(
                "this instance is spent, instantiate another; an earlier call failed: {failure}"
            ));
        }
        // Until the answer is there: a caller may drop the future, and leave the call half done.
        self.spent = Some("it was given up by its caller".into());
        let outcome = match tokio::time::timeout(self.backstop, call).await {
            Ok(outcome) => outcome,
            Err(_) => Err(format_err!(
                "the component did not answer within {} ms",
                self.backstop.as_millis()
            )),
        };
        self.spent = outcome
            .as_ref()
            .err()
            .map(|error| error.root_cause().to_string());
        outcome
    }
}

/// What an instance's store holds for the host.
pub(crate) struct State {
    table: ResourceTable,
    wasi: WasiCtx,
    http: WasiHttpCtx,
    egress: Egress,
    limits: StoreLimits,
}

impl State {
    fn new(tenant: &Tenant) -> Self {
        let mut wasi = WasiCtx::builder();
        for (name, value) in tenant.variables() {
            wasi.env(name, value);
        }
        Self {
            table: ResourceTable::new(),
            wasi: wasi.build(),
            http: WasiHttpCtx::new(),
            egress: Egress {
                allowed: tenant.allowed(),
            },
            limits: StoreLimitsBuilder::new().memory_size(MEMORY).build(),
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

#[cfg(test)]
mod tests {
    use std::future::{pending, ready};

    use super::*;

    #[tokio::test]
    async fn a_call_that_does_not_end_is_given_up_and_spends_the_instance() {
        let mut guard = Guard {
            backstop: Duration::ZERO,
            spent: None,
        };
        let given_up = guard
            .run(pending::<Result<()>>())
            .await
            .expect_err("it never ends");
        assert!(
            given_up.to_string().contains("did not answer within"),
            "{given_up}"
        );
        let refused = guard.run(ready(Ok(()))).await.expect_err("it is spent");
        assert!(
            refused.to_string().contains("instantiate another"),
            "{refused}"
        );
        assert!(
            refused.to_string().contains("did not answer within"),
            "{refused}"
        );
    }
}
