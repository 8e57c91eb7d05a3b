//! The one way in: every request passes these checks in this order (specification 13).

use std::net::IpAddr;
use std::time::Duration;

use http::{Method, Request};

use crate::Clock;
use crate::api::{Api, Caller, at_path};
use crate::clock::Moment;
use crate::delivery::{Answer, Delivery};
use crate::envelope::{self, Answer as Outcome, Family, Payload, Reply};
use crate::errors::{Code, Failure};
use crate::faults::{self, BanPage, Fault, FaultRule, InjectedFault, Stage};
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
    clock: &Clock,
) -> Answer {
    let incoming = Incoming::new(request, caller);
    let (said, rule) = match ban(state, incoming.caller, clock.moment()) {
        Some(page) => (Said::only(page), None),
        None => {
            let rule = state.faults.strike(&incoming.path);
            (say(state, &incoming, rule.as_ref(), clock), rule)
        }
    };
    record(state, request, &incoming, &said, rule, clock.now());
    Answer {
        delay: said.delay,
        response: said.reply.into_response(),
        delivery: said.delivery,
    }
}

/// What a request is answered.
struct Said {
    reply: Reply,
    delay: Duration,
    delivery: Delivery,
    client_id: Option<String>,
    applied: bool,
}

impl Said {
    /// This, whole, to a request that was not looked at.
    fn only(reply: Reply) -> Self {
        Self {
            reply,
            delay: Duration::ZERO,
            delivery: Delivery::Whole,
            client_id: None,
            applied: false,
        }
    }
}

/// What is answered to an address that is banned, or is from this request on.
fn ban(state: &mut State, caller: IpAddr, now: Moment) -> Option<Reply> {
    let settings = &state.organisation.settings;
    if settings.throttle && state.throttle.is_flooded(caller, settings, now) {
        state.bans.begin(caller, BanPage::default(), now.elapsed);
    }
    let page = state.bans.page(caller, now.elapsed)?;
    Some(page.reply(&mut state.generator))
}

/// The answer to a request, with what a fault makes of it.
fn say(state: &mut State, incoming: &Incoming, rule: Option<&FaultRule>, clock: &Clock) -> Said {
    let Some(rule) = rule else {
        return execute(state, incoming, clock.moment());
    };
    if let Some(page) = befall(state, incoming.caller, rule, clock) {
        return Said::only(page);
    }
    let mut said = match rule.stage {
        Stage::Before if !rule.fault.lets_through() => Said::only(Reply::nothing()),
        _ => execute(state, incoming, clock.moment()),
    };
    let settings = &state.organisation.settings;
    match faults::refusal(rule.fault, incoming, settings, clock.now()) {
        Some(failure) => {
            let generator = &mut state.generator;
            said.reply = envelope::reply(incoming, Payload::Result, Err(failure), generator);
        }
        None => {
            let (reply, delay, delivery) = faults::broken(rule, said.reply);
            said = Said {
                reply,
                delay,
                delivery,
                ..said
            };
        }
    }
    said
}

/// What a fault does to tokens, to the time, and to the caller, who gets the page of a ban.
fn befall(state: &mut State, caller: IpAddr, rule: &FaultRule, clock: &Clock) -> Option<Reply> {
    let page = match rule.fault {
        Fault::TokensExpire => {
            state.tokens.expire(clock.now());
            return None;
        }
        Fault::TokensRevoked => {
            state.tokens.revoke();
            return None;
        }
        Fault::ClockForward => {
            clock.set_forward(rule.length());
            return None;
        }
        Fault::ClockBackward => {
            clock.set_back(rule.length());
            return None;
        }
        Fault::IpBan => BanPage::Html,
        Fault::IpBanJson => BanPage::Json,
        _ => return None,
    };
    state.bans.begin(caller, page, clock.elapsed());
    Some(page.reply(&mut state.generator))
}

/// The true answer.
fn execute(state: &mut State, incoming: &Incoming, now: Moment) -> Said {
    let mut client_id = None;
    let api = route(incoming);
    let payload = api.as_ref().map_or(Payload::Result, |api| api.payload);
    let answer = api.and_then(|api| pass(api, state, incoming, now, &mut client_id));
    let applied = answer.is_ok();
    let reply = envelope::reply(incoming, payload, answer, &mut state.generator);
    Said {
        client_id,
        applied,
        ..Said::only(reply)
    }
}

fn record(
    state: &mut State,
    request: &Request<Vec<u8>>,
    incoming: &Incoming,
    said: &Said,
    rule: Option<FaultRule>,
    now: Duration,
) {
    state.secrets.extend(incoming.body.password());
    let nothing = Reply::nothing();
    let (status, reply) = match said.delivery {
        Delivery::Silence | Delivery::Reset => (0, &nothing),
        _ => (said.reply.status.as_u16(), &said.reply),
    };
    let exchange = exchange(state, request, incoming, reply);
    state.requests.record(RecordedRequest {
        number: 0,
        method: state.secrets.nameless(incoming.method.as_str()),
        path: state.secrets.nameless(&incoming.path),
        status,
        code: reply.code.clone(),
        applied: said.applied,
        fault: rule.map(|FaultRule { fault, stage, .. }| InjectedFault { fault, stage }),
        client_id: said.client_id.clone(),
        at: now,
        exchange: Some(exchange),
    });
}

/// Does what a POST to this path does, with the rights of the organisation's own console.
pub(crate) fn answer_console(
    state: &mut State,
    path: &str,
    parameters: &Parameters,
    now: Duration,
) -> Outcome {
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
        reply: secrets.body(&reply.body, Encoding::Json),
    }
}

fn pass(
    api: &'static Api,
    state: &mut State,
    incoming: &Incoming,
    now: Moment,
    client_id: &mut Option<String>,
) -> Outcome {
    let app = identify(api, state, incoming, now.time)?.clone();
    *client_id = Some(app.client_id.clone());
    check_address(api, &app, incoming)?;
    check_permission(api, &app)?;
    let settings = &state.organisation.settings;
    if settings.throttle {
        let taken = state.throttle.take(&app.client_id, api, settings, now);
        taken.map_err(Failure::Throttled)?;
    }
    (api.handler)(&mut Call {
        parameters: incoming.parameters()?,
        app: &app,
        console: false,
        state,
        now: now.time,
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
