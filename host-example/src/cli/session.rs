//! The directory that a command works on.

use std::{env, net::Ipv4Addr};

use orgbook_host::{Call, Host, Instance, Tenant, to_json};
use orgbook_sandbox::{DEFAULT_CLIENT_ID, DEFAULT_CLIENT_SECRET, FaultRule, Sandbox, Server};
use serde_json::Value;
use wasmtime::component::Val;

use super::exit::Failure;

pub struct Session {
    host: Host,
    directory: Instance,
    /// Serves until it is dropped.
    _server: Option<Server>,
}

impl Session {
    /// A session with the directory that the environment describes.
    pub async fn configured() -> Result<Self, Failure> {
        Self::start(&Tenant::from_environment(), None).await
    }

    /// A session with a new sandbox on a free port of this machine, into which these faults are injected, and the
    /// sandbox.
    pub async fn with_sandbox(faults: Vec<FaultRule>) -> Result<(Self, Sandbox), Failure> {
        let sandbox = Sandbox::new();
        for rule in faults {
            let injected = sandbox.inject(rule);
            injected.map_err(|problem| Failure::Usage(problem.to_string()))?;
        }
        let server = sandbox.serve((Ipv4Addr::LOCALHOST, 0)).await?;
        let url = server.url();
        let credentials = [
            ("DINGTALK_CLIENT_ID", DEFAULT_CLIENT_ID),
            ("DINGTALK_CLIENT_SECRET", DEFAULT_CLIENT_SECRET),
            ("DINGTALK_OAPI_URL", &url),
            ("DINGTALK_API_URL", &url),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()));
        // Limits hold for a sandbox too; DingTalk's own settings would lead elsewhere.
        let limits = env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
            .filter(|(name, _)| name.starts_with("ORGBOOK_"));
        let tenant = Tenant::new(limits.chain(credentials));
        Ok((Self::start(&tenant, Some(server)).await?, sandbox))
    }

    async fn start(tenant: &Tenant, server: Option<Server>) -> Result<Self, Failure> {
        let host = Host::new()?;
        let directory = host.instantiate(tenant).await?;
        Ok(Self {
            host,
            directory,
            _server: server,
        })
    }

    /// Reads a call in WAVE text.
    pub fn parse(&self, wave: &str) -> Result<Call, Failure> {
        self.host
            .parse(wave)
            .map_err(|error| Failure::Usage(format!("{error:#}")))
    }

    /// Calls a function of the component; a result's two sides become `Ok` and `Err`.
    pub async fn call(&mut self, call: &Call) -> Result<Value, Failure> {
        match self.directory.call(&call.function, &call.arguments).await? {
            Val::Result(Ok(value)) => Ok(value.as_deref().map_or(Value::Null, to_json)),
            Val::Result(Err(error)) => Err(Failure::Directory(
                error.as_deref().map_or(Value::Null, to_json),
            )),
            value => Ok(to_json(&value)),
        }
    }
}
