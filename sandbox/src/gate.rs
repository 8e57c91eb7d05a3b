//! The one way in: every request passes these checks in this order (specification 13).

use std::net::IpAddr;
use std::time::Duration;

use http::{Method, Request, Response};

use crate::api::{Api, Caller, at_path};
use crate::envelope::{self, Answer, Family, Payload, Reply};
use crate::errors::{Code, Failure};
use crate::incoming::Incoming;
use crate::organisation::{App, Organisation};
use crate::parameters::{Encoding, Parameters};
use crate::requests::{Exchange, RecordedRequest};
use crate::state::State;

/// What a handler works with.
pub(crate) struct Call<'a> {
    pub parameters: &'a Parameters,
    /// The app that calls.
    pub app: &'a App,
    /// Whether it is no app but the organisation's own console.
    pub console: bool,
    pub state: &'a mut State,
    pub now: Duration,
}

impl Call<'_> {
    pub fn organisation(&self) -> &Organisation {
        &self.state.organisation
    }

    /// The same call with other parameters.
    pub fn with<'b>(&'b mut self, parameters: &'b Parameters) -> Call<'b> {
        Call {
            parameters,
            app: self.app,
            console: self.console,
            state: self.state,
            now: self.now,
        }
    }
}

/// Answers a request and records that it was made.
pub(crate) fn answer(
    state: &mut State,
    request: &Request<Vec<u8>>,
    caller: IpAddr,
    now: Duration,
) -> Response<Vec<u8>> {
    let incoming = Incoming::new(request, caller);
    let mut client_id = None;
    let api = route(&incoming);
    let payload = api.as_ref().map_or(Payload::Result, |api| api.payload);
    let answer = api.and_then(|api| pass(api, state, &incoming, now, &mut client_id));
    let reply = envelope::reply(&incoming, payload, answer, &mut state.generator);
    state.secrets.extend(incoming.body.password());
    let exchange = exchange(state, request, &incoming, &reply);
    state.requests.record(RecordedRequest {
        number: 0,
        method: state.secrets.nameless(incoming.method.as_str()),
        path: state.secrets.nameless(&incoming.path),
        status: reply.status.as_u16(),
        code: reply.code.clone(),
        client_id,
        at: now,
        exchange: Some(exchange),
    });
    reply.into_response()
}

/// Does what a POST to this path does, with the rights of the organisation's own console.
pub(crate) fn answer_console(
    state: &mut State,
    path: &str,
    parameters: &Parameters,
    now: Duration,
) -> Answer {
    let api = at_path(path)
        .find(|api| api.method == Method::POST && matches!(api.caller, Caller::Token))
        .ok_or(Failure::UnknownEndpoint)?;
    state.secrets.extend(parameters.password());
    (api.handler)(&mut Call {
        parameters,
        app: &App::console(),
        console: true,
        state,
        now,
    })
}

fn exchange(
    state: &State,
    request: &Request<Vec<u8>>,
    incoming: &Incoming,
    reply: &Reply,
) -> Exchange {
    let secrets = &state.secrets;
    Exchange {
        query: secrets.query(request.uri().query().unwrap_or_default()),
        body: secrets.body(request.body(), incoming.body.encoding),
        reply: secrets.body(reply.body.as_bytes(), Encoding::Json),
    }
}

fn pass(
    api: &Api,
    state: &mut State,
    incoming: &Incoming,
    now: Duration,
    client_id: &mut Option<String>,
) -> Answer {
    let app = identify(api, state, incoming, now)?.clone();
    *client_id = Some(app.client_id.clone());
    check_address(api, &app, incoming)?;
    check_permission(api, &app)?;
    (api.handler)(&mut Call {
        parameters: incoming.parameters()?,
        app: &app,
        console: false,
        state,
        now,
    })
}

/// The endpoint at this path that takes this method.
fn route(incoming: &Incoming) -> Result<&'static Api, Failure> {
    let candidates: Vec<_> = at_path(&incoming.path).collect();
    let wrong_method = match (incoming.family, candidates.first()) {
        (Family::New, _) | (_, None) => Failure::UnknownEndpoint,
        (_, Some(api)) if api.method == Method::GET => Code::NEEDS_GET.into(),
        _ => Code::NEEDS_POST.into(),
    };
    candidates
        .into_iter()
        .find(|api| api.method == incoming.method)
        .ok_or(wrong_method)
}

fn identify<'a>(
    api: &Api,
    state: &'a State,
    incoming: &Incoming,
    now: Duration,
) -> Result<&'a App, Failure> {
    let organisation = &state.organisation;
    match api.caller {
        Caller::Credentials(check) => check(incoming, organisation),
        Caller::Token => {
            let token = incoming
                .access_token()
                .ok_or(Failure::Token(Code::TOKEN_BLANK))?;
            let expired = organisation.settings.expired_token_code;
            state
                .tokens
                .app(token, &organisation.apps, now, expired)
                .map_err(Failure::Token)
        }
    }
}

/// Token endpoints answer from anywhere; only what a token opens is guarded (specification 11, Q10).
fn check_address(api: &Api, app: &App, incoming: &Incoming) -> Result<(), Failure> {
    let guarded = matches!(api.caller, Caller::Token) && !app.ip_allow_list.is_empty();
    if guarded && !app.ip_allow_list.contains(&incoming.caller) {
        return Err(Failure::IpNotAllowed {
            ip: incoming.caller,
            client_id: app.client_id.clone(),
        });
    }
    Ok(())
}

fn check_permission(api: &Api, app: &App) -> Result<(), Failure> {
    match api.permission {
        Some(permission) if !app.permissions.contains(permission) => {
            Err(Failure::PermissionMissing {
                client_id: app.client_id.clone(),
                permission,
            })
        }
        _ => Ok(()),
    }
}
