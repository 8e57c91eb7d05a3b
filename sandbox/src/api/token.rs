//! Token endpoints T1 to T3 (specification 1.1): three doors to one token per app.

use http::StatusCode;
use serde_json::json;

use crate::envelope::Answer;
use crate::errors::{Code, Failure, NewApiError};
use crate::gate::Call;
use crate::incoming::Incoming;
use crate::organisation::{App, Organisation};
use crate::parameters::Parameters;
use crate::tokens::LIFETIME;

type Identified<'a> = Result<&'a App, Failure>;

/// T1: credentials in the query; a body is ignored.
pub(crate) fn of_query<'a>(incoming: &Incoming, organisation: &'a Organisation) -> Identified<'a> {
    let value = |name| incoming.query(name).unwrap_or_default();
    if let Some(key) = incoming.query("appkey") {
        return app_with(organisation, key, value("appsecret")).ok_or(Code::BAD_APP_SECRET.into());
    }
    // The pair of corp id and secret is older than apps, and older clients still send it.
    if let Some(corp) = incoming.query("corpid") {
        let secret = value("corpsecret");
        return organisation
            .apps
            .iter()
            .find(|app| organisation.corp_id == corp && app.client_secret.expose() == secret)
            .ok_or(Code::BAD_CORP_SECRET.into());
    }
    Err(Code::CREDENTIALS_MISSING.into())
}

/// T2: credentials in a JSON body.
pub(crate) fn of_body<'a>(incoming: &Incoming, organisation: &'a Organisation) -> Identified<'a> {
    let body = incoming.parameters()?;
    let key = mandatory(body, "appKey")?;
    let secret = mandatory(body, "appSecret")?;
    app_with(organisation, &key, &secret).ok_or_else(|| {
        NewApiError::bad_request("invalidClientIdOrSecret", "无效的clientId或者clientSecret").into()
    })
}

/// T3: a client credentials grant, for the corp in the path.
pub(crate) fn of_grant<'a>(incoming: &Incoming, organisation: &'a Organisation) -> Identified<'a> {
    let body = incoming.parameters()?;
    let id = mandatory(body, "client_id")?;
    let secret = mandatory(body, "client_secret")?;
    let grant = mandatory(body, "grant_type")?;
    if grant != "client_credentials" {
        return Err(
            NewApiError::bad_request("unsupported.grant.type", "不支持的grant_type").into(),
        );
    }
    let corp = incoming.path.split('/').nth(3).unwrap_or_default();
    let known_corp = corp == organisation.corp_id;
    let known_client = organisation.apps.iter().any(|app| app.client_id == id);
    let error = match (app_with(organisation, &id, &secret), known_corp) {
        (Some(app), true) => return Ok(app),
        (Some(_), false) => NewApiError::new(
            StatusCode::UNAUTHORIZED,
            "unauthorized.client",
            "应用未被该企业授权",
        ),
        (None, false) if !known_client => NewApiError::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "unknownError",
            "未知错误",
        ),
        (None, _) => NewApiError::bad_request("invalid.client", "无效的client_id或者client_secret"),
    };
    Err(error.into())
}

/// The reply of T1 and T3.
pub(crate) fn snake_case(call: &mut Call<'_>) -> Answer {
    Ok(Some(
        json!({"access_token": token(call), "expires_in": LIFETIME.as_secs()}),
    ))
}

/// The reply of T2, with `expireIn` in the singular.
pub(crate) fn camel_case(call: &mut Call<'_>) -> Answer {
    Ok(Some(
        json!({"accessToken": token(call), "expireIn": LIFETIME.as_secs()}),
    ))
}

fn token(call: &mut Call<'_>) -> String {
    let state = &mut *call.state;
    let token = state
        .tokens
        .obtain(call.app, call.now, &mut state.generator);
    state.secrets.remember(&token);
    token
}

fn app_with<'a>(organisation: &'a Organisation, id: &str, secret: &str) -> Option<&'a App> {
    organisation
        .apps
        .iter()
        .find(|app| app.client_id == id && app.client_secret.expose() == secret)
}

fn mandatory(body: &Parameters, name: &'static str) -> Result<String, Failure> {
    body.non_empty_text(name)?
        .ok_or_else(|| NewApiError::missing(name).into())
}
