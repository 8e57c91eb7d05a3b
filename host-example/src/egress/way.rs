//! The way of one request to its server.

use std::{
    future::{Future, ready},
    sync::Arc,
    time::Duration,
};

use http::Response;
use tokio::{select, time::Instant};
use wasmtime_wasi_http::{Result, WasiBody};

use super::{
    Origin, Paces, Servers, ban,
    pace::{Pace, Turn},
    refusal::Refusal,
    servers::Server,
};

/// A server's answer as far as its body, and what reads on.
pub(super) type Sent = Result<(Response<WasiBody>, Processed)>;
/// Ends when the connection does.
pub(super) type Processed = Box<dyn Future<Output = Result<()>> + Send>;

/// What a request has to pass before it is sent.
pub(super) struct Way {
    pace: Arc<Pace>,
    server: Arc<Server>,
    send_by: Instant,
}

impl Way {
    /// The way to an API, for a request that is not to wait beyond `send_by`.
    pub(super) fn to(
        origin: &Origin,
        path: &str,
        paces: &Paces,
        servers: &Servers,
        send_by: Instant,
    ) -> Result<Self, Refusal> {
        let too_many = Refusal::Apis(Duration::from_secs(1));
        match (paces.of(origin, path), servers.of(origin)) {
            (Some(pace), Some(server)) => Ok(Self {
                pace,
                server,
                send_by,
            }),
            _ => Err(too_many),
        }
    }

    /// Polls `answer`, which sends the request, when its turn has come.
    pub(super) async fn send(self, answer: impl Future<Output = Sent>) -> Sent {
        let (answer, processed) = match self.turns().await {
            // The turns end with the head of the answer.
            Ok(_turns) => answer.await?,
            Err(refusal) => return answered(refusal),
        };
        let watched = ban::watch(answer, move || self.server.breaker.open());
        Ok((watched, processed))
    }

    async fn turns(&self) -> Result<(Turn<'_>, Turn<'_>), Refusal> {
        let turns = async {
            let turn = self.pace.turn(self.send_by).await;
            let turn = turn.map_err(Refusal::Pace)?;
            let below_ceiling = self.server.ceiling.turn(self.send_by).await;
            Ok((turn, below_ceiling.map_err(Refusal::Ceiling)?))
        };
        // A ban also answers those who wait.
        select! {
            biased;
            left = self.server.breaker.opened() => Err(Refusal::Ban(left)),
            turns = turns => turns,
        }
    }
}

/// The host's own answer.
pub(super) fn answered(refusal: Refusal) -> Sent {
    Ok((refusal.into(), Box::new(ready(Ok(())))))
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use http::{StatusCode, header};
    use http_body_util::{BodyExt as _, Full};
    use tokio::time::{advance, sleep};

    use super::*;

    const SECOND: Duration = Duration::from_secs(1);
    const MINUTE: Duration = Duration::from_secs(60);
    const BANNED: &str = r#"{"status":1111,"wait":5,"source":"x5","punish":"deny","uuid":"0a"}"#;

    /// A tenant of a host, with the server that it calls.
    struct Caller<'a> {
        servers: &'a Servers,
        paces: Paces,
        origin: Origin,
        patience: Duration,
    }

    /// What came of a request: whether it was sent, the status, `retry-after`, and the body.
    #[derive(Debug, PartialEq)]
    struct Outcome {
        sent: bool,
        status: StatusCode,
        retry_after: Option<String>,
        body: String,
    }

    impl<'a> Caller<'a> {
        fn new(servers: &'a Servers, calls_per_second: usize) -> Self {
            Self {
                servers,
                paces: Paces::new(calls_per_second),
                origin: Origin::of("https://a.example").expect("an origin"),
                patience: Duration::ZERO,
            }
        }

        /// Calls another server.
        fn at(self, url: &str) -> Self {
            let origin = Origin::of(url).expect("an origin");
            Self { origin, ..self }
        }

        /// Waits for its turn.
        fn patient(self, patience: Duration) -> Self {
            Self { patience, ..self }
        }

        /// A request that the server answers with this body.
        async fn answered_with(&self, path: &str, body: &'static str) -> Outcome {
            let sent = Cell::new(false);
            let answer = async {
                sent.set(true);
                let body = Full::new(body.into()).map_err(|never| match never {});
                let mut answer = Response::new(body.boxed_unsync());
                let json = header::HeaderValue::from_static("application/json");
                answer.headers_mut().insert(header::CONTENT_TYPE, json);
                Ok((answer, Box::new(ready(Ok(()))) as Processed))
            };
            let send_by = Instant::now() + self.patience;
            let answer = match Way::to(&self.origin, path, &self.paces, self.servers, send_by) {
                Ok(way) => way.send(answer).await,
                Err(refusal) => answered(refusal),
            };
            let (parts, body) = answer.expect("an answer").0.into_parts();
            let body = body.collect().await.expect("a whole body").to_bytes();
            let retry_after = parts.headers.get(header::RETRY_AFTER);
            Outcome {
                sent: sent.get(),
                status: parts.status,
                retry_after: retry_after.map(|it| it.to_str().expect("text").to_owned()),
                body: String::from_utf8(body.to_vec()).expect("text"),
            }
        }

        async fn call(&self, path: &str) -> Outcome {
            self.answered_with(path, "{}").await
        }
    }

    impl Outcome {
        #[track_caller]
        fn is_sent(&self) {
            assert!(self.sent && self.status == StatusCode::OK, "{self:?}");
        }

        #[track_caller]
        fn is_refused_for(&self, seconds: u64, reason: &str) {
            assert!(!self.sent, "{self:?}");
            assert_eq!(self.status, StatusCode::TOO_MANY_REQUESTS);
            assert_eq!(self.retry_after, Some(seconds.to_string()), "{self:?}");
            let body: serde_json::Value = serde_json::from_str(&self.body).expect("JSON");
            let message = body["message"].as_str().expect("a message");
            assert!(message.contains(reason), "{message}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn the_host_answers_what_would_have_to_wait_too_long() {
        let servers = Servers::default();
        let tenant = Caller::new(&servers, 2);
        tenant.call("/get").await.is_sent();
        tenant.call("/get").await.is_sent();
        tenant
            .call("/get")
            .await
            .is_refused_for(1, "the pace of this tenant");
        advance(SECOND).await;
        tenant.call("/get").await.is_sent();
    }

    #[tokio::test(start_paused = true)]
    async fn each_tenant_api_and_server_has_a_pace_of_its_own() {
        let servers = Servers::default();
        let tenant = Caller::new(&servers, 1);
        tenant.call("/get").await.is_sent();
        tenant.call("/list").await.is_sent();
        Caller::new(&servers, 1).call("/get").await.is_sent();
        tenant.call("/get").await.is_refused_for(1, "pace");
        tenant.at("https://b.example").call("/get").await.is_sent();
    }

    #[tokio::test(start_paused = true)]
    async fn zero_calls_per_second_set_no_bound() {
        let servers = Servers::default();
        let tenant = Caller::new(&servers, 0);
        for _ in 0..5000 {
            tenant.call("/get").await.is_sent();
        }
    }

    #[tokio::test(start_paused = true)]
    async fn paths_without_number_are_refused_until_others_have_rested() {
        let servers = Servers::default();
        let tenant = Caller::new(&servers, 20);
        for number in 0..256 {
            tenant.call(&format!("/{number}")).await.is_sent();
        }
        for number in 256..1_000 {
            let outcome = tenant.call(&format!("/{number}")).await;
            outcome.is_refused_for(1, "too many");
        }
        tenant.call("/255").await.is_sent();
        Caller::new(&servers, 20).call("/new").await.is_sent();
        advance(SECOND).await;
        tenant.call("/new").await.is_sent();
    }

    #[tokio::test(start_paused = true)]
    async fn all_tenants_together_send_a_server_no_more_than_the_ceiling() {
        let servers = Servers::default();
        let one = Caller::new(&servers, 0);
        let other = Caller::new(&servers, 0);
        for _ in 0..5_000 {
            one.call("/get").await.is_sent();
            other.call("/get").await.is_sent();
        }
        for tenant in [one, other] {
            let refused = tenant.call("/get").await;
            refused.is_refused_for(20, "the number of calls at which the server bans");
            let elsewhere = tenant.at("https://b.example");
            elsewhere.call("/get").await.is_sent();
        }
        let patient = Caller::new(&servers, 0).patient(MINUTE);
        let start = Instant::now();
        patient.call("/get").await.is_sent();
        assert_eq!(start.elapsed().as_secs(), 20);
    }

    #[tokio::test(start_paused = true)]
    async fn after_a_ban_nothing_is_sent_for_five_minutes() {
        let servers = Servers::default();
        let tenant = Caller::new(&servers, 20).patient(10 * MINUTE);
        let banned = tenant.answered_with("/get", BANNED).await;
        assert_eq!((banned.sent, banned.body.as_str()), (true, BANNED));
        let other = Caller::new(&servers, 20);
        tenant.call("/get").await.is_refused_for(300, "banned");
        advance(Duration::from_millis(500)).await;
        other.call("/list").await.is_refused_for(300, "banned");
        advance(4 * MINUTE).await;
        tenant.call("/get").await.is_refused_for(60, "banned");
        advance(MINUTE - SECOND).await;
        tenant.call("/get").await.is_refused_for(1, "banned");
        advance(SECOND / 2).await;
        tenant.call("/get").await.is_sent();
        other.call("/list").await.is_sent();
    }

    #[tokio::test(start_paused = true)]
    async fn a_ban_is_remembered_while_nothing_else_is() {
        let servers = Servers::default();
        let tenant = Caller::new(&servers, 20);
        tenant.answered_with("/get", BANNED).await;
        advance(4 * MINUTE).await;
        for number in 0..1000 {
            let url = format!("https://{number}.example");
            Caller::new(&servers, 20).at(&url).call("/get").await;
        }
        tenant.call("/get").await.is_refused_for(60, "banned");
    }

    #[tokio::test(start_paused = true)]
    async fn a_ban_by_one_server_is_nothing_to_another() {
        let servers = Servers::default();
        let own_gateway = Caller::new(&servers, 20).at("https://gateway.example");
        own_gateway.answered_with("/get", BANNED).await;
        own_gateway.call("/get").await.is_refused_for(300, "banned");
        Caller::new(&servers, 20).call("/get").await.is_sent();
    }

    #[tokio::test(start_paused = true)]
    async fn a_ban_answers_those_who_wait() {
        let servers = Servers::default();
        let tenant = Caller::new(&servers, 1).patient(MINUTE);
        tenant.call("/get").await.is_sent();
        let start = Instant::now();
        let ban = async {
            sleep(SECOND / 2).await;
            let server = servers.of(&tenant.origin).expect("it is in use");
            server.breaker.open();
        };
        let (waits, ()) = tokio::join!(tenant.call("/get"), ban);
        waits.is_refused_for(300, "banned");
        assert_eq!(start.elapsed(), SECOND / 2);
    }
}
