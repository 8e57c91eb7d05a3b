//! The compiled component, shared by all tenants.

use std::{sync::Arc, thread, time::Duration};

use serde_json::Value;
use wasmtime::{
    Config, Engine, Result,
    component::{Component, InstancePre, Linker},
};

use crate::{
    Call, Instance, Tenant,
    call::Functions,
    egress::Servers,
    instance::{DingtalkIndices, ProviderIndices, State},
};

/// The component that this crate was built with.
pub const COMPONENT: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/orgbook.wasm"));

/// The compiled component, ready to be instantiated.
///
/// Compiling is the slow part: make one host and share it; a clone is cheap.
///
/// A host, with its clones, is careful with each server over all tenants, because the server sees
/// the one address. It sends no more than 10,000 requests in 20 seconds; and when the server says
/// that it has banned the address, it sends nothing for five minutes. What is not sent is answered
/// in the server's place, with HTTP status 429 and `retry-after`.
#[derive(Clone)]
pub struct Host {
    pub(crate) component: InstancePre<State>,
    pub(crate) provider: ProviderIndices,
    pub(crate) dingtalk: DingtalkIndices,
    pub(crate) functions: Arc<Functions>,
    pub(crate) servers: Arc<Servers>,
}

impl Host {
    /// A host for the component that this crate was built with.
    pub fn new() -> Result<Self> {
        Self::from_bytes(COMPONENT)
    }

    /// A host for another component: one that exports the world `provider`, and perhaps the interfaces
    /// that only DingTalk has, or a plugin with a directory behind it.
    pub fn from_bytes(component: &[u8]) -> Result<Self> {
        let mut config = Config::new();
        // Epochs make a component that computes without end yield, so that its call can be given
        // up and holds no thread meanwhile.
        config.epoch_interruption(true);
        let engine = Engine::new(&config)?;
        let component = Component::from_binary(&engine, component)?;
        let mut linker = Linker::new(&engine);
        wasmtime_wasi::p2::add_to_linker_async(&mut linker)?;
        wasmtime_wasi_http::p2::add_only_http_to_linker_async(&mut linker)?;
        let functions = Arc::new(Functions::of(&component, &engine));
        let component = linker.instantiate_pre(&component)?;
        let provider = ProviderIndices::of(&component);
        let dingtalk = DingtalkIndices::of(&component);
        keep_time(&engine)?;
        Ok(Self {
            component,
            provider,
            dingtalk,
            functions,
            servers: Arc::default(),
        })
    }

    /// An instance of the component for one tenant. It costs microseconds and holds what it learns
    /// (a token) for as long as it lives. How often a tenant calls is remembered in the [`Tenant`].
    pub async fn instantiate(&self, tenant: &Tenant) -> Result<Instance> {
        Instance::new(self, tenant).await
    }

    /// Reads a call in [WAVE](https://docs.rs/wasm-wave) text, such as `get-user("u1")`, against
    /// the component's own types.
    ///
    /// Record fields and trailing parameters that are options may be left out, and `some(…)` need
    /// not be written. The error tells the functions that there are, or the types that the
    /// function takes.
    pub fn parse(&self, wave: &str) -> Result<Call> {
        self.functions.parse(wave)
    }

    /// A call of a function by its bare name with arguments as JSON, in the form that
    /// [`to_json`](crate::to_json) writes.
    ///
    /// Record fields that are options may be left out or `null`. The error tells the functions that
    /// there are, or the place that does not fit and what it wants; never a value.
    pub fn call_from_json(&self, function: &str, arguments: &[Value]) -> Result<Call> {
        self.functions.call_from_json(function, arguments)
    }
}

/// Advances the engine's epoch for as long as the engine lives.
fn keep_time(engine: &Engine) -> Result<()> {
    let engine = engine.weak();
    thread::Builder::new()
        .name("orgbook-epoch".into())
        .spawn(move || {
            while let Some(engine) = engine.upgrade() {
                engine.increment_epoch();
                drop(engine);
                thread::sleep(Duration::from_millis(10));
            }
        })?;
    Ok(())
}
