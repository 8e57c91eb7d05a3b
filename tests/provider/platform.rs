//! Two platforms for the provider, a scripted peer and the offline DingTalk, on one virtual clock;
//! and an executor that lets the time pass only when everybody waits.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, VecDeque};
use std::fmt::Debug;
use std::future::Future;
use std::net::{IpAddr, Ipv4Addr};
use std::pin::{Pin, pin};
use std::sync::LazyLock;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use leaks::{Watched, debugged};
use orgbook::platform::{Limits, Method, Platform, Request, Response, SendError};
use orgbook_sandbox::{
    Answer, Clock, DEFAULT_CLIENT_ID, DEFAULT_CLIENT_SECRET, Delivery, Ending, Organisation,
    Sandbox,
};
use serde_json::Value;

/// When every test begins: 2026-09-21 14:13:20 UTC.
pub const START: Duration = Duration::from_secs(1_790_000_000);
/// What the monotonic clock shows then; it has nothing to do with the time of day.
const MONOTONIC_START: Duration = Duration::from_secs(4_000);

/// A platform on the virtual clock, in front of some peer.
pub struct Stage<Peer> {
    peer: Peer,
    clock: Clock,
    sleepers: Sleepers,
    settings: RefCell<BTreeMap<String, String>>,
    requests: RefCell<Vec<Sent>>,
    random: Cell<u8>,
    same_random: Cell<bool>,
}

/// A platform whose peer answers as a script says.
pub type Scripted = Stage<Script>;
/// A platform whose peer is the offline DingTalk.
pub type Offline = Stage<World>;

/// What a peer does with a request.
#[derive(Clone, Debug)]
pub enum Reply {
    /// It answers with this status and this body.
    Answer(u16, Vec<u8>),
    /// It answers with status 429, and tells in how many seconds it takes more.
    TooMany(u64),
    /// There is no answer, for this reason.
    Fails(SendError),
    /// It never answers.
    Never,
    /// It does this after some time.
    Later(Duration, Box<Reply>),
}

/// A request as it was sent.
#[derive(Clone)]
pub struct Sent {
    /// When, since the test began.
    pub at: Duration,
    /// How it was made.
    pub method: Method,
    /// Scheme, authority, path and query, exactly.
    pub url: String,
    /// The headers, in their order.
    pub headers: Vec<(&'static str, String)>,
    /// The body, exactly.
    pub body: Vec<u8>,
    /// What it was allowed to take.
    pub limits: Limits,
}

impl Sent {
    /// The path, without base URL and query.
    pub fn path(&self) -> &str {
        let (_, rest) = self.url.split_once("://").unwrap();
        let path = &rest[rest.find('/').unwrap()..];
        path.split('?').next().unwrap()
    }

    /// The body, which has to be JSON.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).expect("the body of a request is JSON")
    }

    /// The access token in the query, percent-encoded.
    pub fn token(&self) -> Option<&str> {
        let (_, query) = self.url.split_once('?')?;
        query.strip_prefix("access_token=")
    }

    /// Whether it asks for a token.
    pub fn asks_for_token(&self) -> bool {
        self.path().contains("/v1.0/oauth2/")
    }
}

/// What answers a request.
pub trait Peer {
    /// Takes the request at this moment.
    fn take(&self, request: &Sent) -> Reply;
}

impl<P: Peer> Stage<P> {
    /// Nothing is sent again, so that a test tells what one failure comes to; see
    /// [`sending_again`](Self::sending_again).
    fn new(peer: P, clock: Clock, settings: &[(&str, &str)]) -> Self {
        leaks::hide_settings(settings.iter().copied());
        let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        let stage = Self {
            peer,
            clock,
            sleepers: Sleepers::default(),
            settings: RefCell::new(settings.iter().map(own).collect()),
            requests: RefCell::default(),
            random: Cell::new(0),
            same_random: Cell::new(false),
        };
        stage.set("ORGBOOK_MAX_ATTEMPTS", "1");
        stage
    }

    /// The same platform on which failed requests are sent again, as the defaults say.
    pub fn sending_again(self) -> Self {
        self.unset("ORGBOOK_MAX_ATTEMPTS");
        self
    }

    /// Sets an environment variable.
    pub fn set(&self, name: &str, value: &str) {
        leaks::hide_settings([(name, value)]);
        let mut settings = self.settings.borrow_mut();
        settings.insert(name.to_owned(), value.to_owned());
    }

    /// Removes an environment variable.
    pub fn unset(&self, name: &str) {
        self.settings.borrow_mut().remove(name);
    }

    /// All requests so far.
    pub fn requests(&self) -> Vec<Sent> {
        self.requests.borrow().clone()
    }

    /// The paths of all requests so far.
    pub fn paths(&self) -> Vec<String> {
        let requests = self.requests.borrow();
        requests.iter().map(|sent| sent.path().to_owned()).collect()
    }

    /// The requests so far that ask for no token.
    pub fn calls(&self) -> Vec<Sent> {
        let mut requests = self.requests();
        requests.retain(|sent| !sent.asks_for_token());
        requests
    }

    /// How many requests asked for a token so far.
    pub fn token_requests(&self) -> usize {
        self.requests().len() - self.calls().len()
    }

    /// From now on all random bytes are this one.
    pub fn let_random_be(&self, byte: u8) {
        self.random.set(byte);
        self.same_random.set(true);
    }

    /// The time since the test began.
    pub fn elapsed(&self) -> Duration {
        self.clock.elapsed()
    }

    /// Lets time pass.
    pub fn advance(&self, by: Duration) {
        self.clock.advance(by);
    }
}

impl<P: Peer> Platform for Stage<P> {
    async fn send(&self, request: Request, limits: Limits) -> Result<Response, SendError> {
        let scheme = if request.tls { "https" } else { "http" };
        let sent = Sent {
            at: self.elapsed(),
            method: request.method,
            url: format!(
                "{scheme}://{}{}",
                request.authority, request.path_with_query
            ),
            headers: request.headers,
            body: request.body,
            limits,
        };
        hide_in(&sent.body, &["init_password"]);
        self.requests.borrow_mut().push(sent.clone());
        let mut reply = self.peer.take(&sent);
        loop {
            reply = match reply {
                Reply::Answer(status, body) => {
                    if sent.asks_for_token() {
                        hide_in(&body, &["accessToken", "access_token"]);
                    }
                    return Ok(Response {
                        status,
                        retry_after: None,
                        body,
                    });
                }
                Reply::TooMany(seconds) => {
                    return Ok(Response {
                        status: 429,
                        retry_after: Some(Duration::from_secs(seconds)),
                        body: Vec::new(),
                    });
                }
                Reply::Fails(error) => return Err(error),
                Reply::Never => std::future::pending().await,
                Reply::Later(delay, reply) => {
                    self.sleep(delay).await;
                    *reply
                }
            };
        }
    }

    fn now(&self) -> Duration {
        self.clock.elapsed() + MONOTONIC_START
    }

    fn sleep(&self, duration: Duration) -> impl Future<Output = ()> {
        Sleep {
            clock: &self.clock,
            sleepers: &self.sleepers,
            until: self.clock.elapsed().saturating_add(duration),
            asleep: false,
        }
    }

    fn wall_clock(&self) -> Duration {
        self.clock.now()
    }

    fn random_bytes(&self) -> [u8; 16] {
        if !self.same_random.get() {
            self.random.set(self.random.get().wrapping_add(1));
        }
        [self.random.get(); 16]
    }

    fn setting(&self, name: &str) -> Option<String> {
        self.settings.borrow().get(name).cloned()
    }
}

/// Hides the values of these members, if the body is a JSON object.
fn hide_in(body: &[u8], names: &[&str]) {
    let body: Value = serde_json::from_slice(body).unwrap_or_default();
    let values = names.iter().filter_map(|name| body[name].as_str());
    values.for_each(leaks::hide);
}

/// Runs a future to its end, and looks at what comes of it. When everybody waits, the time of the
/// earliest sleeper comes.
#[track_caller]
pub fn run<P, T: Debug>(stage: &Stage<P>, future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(value) = future.as_mut().poll(&mut context) {
            return debugged("an outcome", value);
        }
        let Some(earliest) = stage.sleepers.earliest() else {
            panic!("deadlock: everybody waits, and nobody sleeps");
        };
        stage
            .clock
            .advance(earliest.saturating_sub(stage.clock.elapsed()));
    }
}

/// All of these futures at the same time, as if by several callers.
pub async fn together<'a, T>(
    futures: impl IntoIterator<Item = Pin<Box<dyn Future<Output = T> + 'a>>>,
) -> Vec<T> {
    let mut futures: Vec<_> = futures.into_iter().map(|future| (future, None)).collect();
    std::future::poll_fn(|context| {
        let mut ready = true;
        for (future, outcome) in &mut futures {
            if outcome.is_none() {
                match future.as_mut().poll(context) {
                    Poll::Ready(value) => *outcome = Some(value),
                    Poll::Pending => ready = false,
                }
            }
        }
        if ready {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    })
    .await;
    futures
        .into_iter()
        .filter_map(|(_, outcome)| outcome)
        .collect()
}

/// How many sleep until when.
#[derive(Default)]
struct Sleepers(RefCell<BTreeMap<Duration, usize>>);

impl Sleepers {
    fn earliest(&self) -> Option<Duration> {
        self.0.borrow().keys().next().copied()
    }

    fn enter(&self, until: Duration) {
        *self.0.borrow_mut().entry(until).or_default() += 1;
    }

    fn leave(&self, until: Duration) {
        let mut sleepers = self.0.borrow_mut();
        let count = sleepers.get_mut(&until).expect("a sleeper entered before");
        *count -= 1;
        if *count == 0 {
            sleepers.remove(&until);
        }
    }
}

struct Sleep<'a> {
    clock: &'a Clock,
    sleepers: &'a Sleepers,
    until: Duration,
    asleep: bool,
}

impl Future for Sleep<'_> {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        if self.clock.elapsed() >= self.until {
            return Poll::Ready(());
        }
        if !self.asleep {
            self.sleepers.enter(self.until);
            self.asleep = true;
        }
        Poll::Pending
    }
}

impl Drop for Sleep<'_> {
    fn drop(&mut self) {
        if self.asleep {
            self.sleepers.leave(self.until);
        }
    }
}

type Answers = dyn FnMut(&Sent) -> Reply;

/// A peer that answers as a closure says.
pub struct Script(RefCell<Box<Answers>>);

impl Peer for Script {
    fn take(&self, request: &Sent) -> Reply {
        (self.0.borrow_mut())(request)
    }
}

/// The client id and the secret that scripted platforms are configured with.
pub const CLIENT_ID: &str = "dingscripted";
/// The secret that goes with it.
pub const CLIENT_SECRET: &str = "the-secret-of-the-app";

impl Stage<Script> {
    /// A peer that answers every request as the closure says.
    pub fn answering(script: impl FnMut(&Sent) -> Reply + 'static) -> Self {
        let settings = [
            ("DINGTALK_CLIENT_ID", CLIENT_ID),
            ("DINGTALK_CLIENT_SECRET", CLIENT_SECRET),
        ];
        let peer = Script(RefCell::new(Box::new(script)));
        Self::new(peer, Clock::frozen_at(START), &settings)
    }

    /// A peer that gives tokens (`token-1`, `token-2` …), and answers other requests as the closure
    /// says.
    pub fn calls_answered_by(mut script: impl FnMut(&Sent) -> Reply + 'static) -> Self {
        let mut tokens = 0;
        Self::answering(move |sent| {
            if !sent.asks_for_token() {
                return script(sent);
            }
            tokens += 1;
            token_answer(&format!("token-{tokens}"))
        })
    }

    /// A peer that gives tokens, and answers other requests with these replies, one after the
    /// other; one request more is a failure of the test.
    pub fn calls_answered_with(replies: impl IntoIterator<Item = Reply>) -> Self {
        let mut replies: VecDeque<_> = replies.into_iter().collect();
        Self::calls_answered_by(move |sent| match replies.pop_front() {
            Some(reply) => reply,
            None => panic!("one request too many: {}", sent.path()),
        })
    }
}

/// What happens to a request on its way to the offline DingTalk and back.
pub enum Fate {
    /// Nothing.
    Arrives,
    /// It does not arrive; this is the reply.
    Stopped(Reply),
    /// It arrives and is carried out, and this comes in place of its answer.
    AnswerReplaced(Reply),
}

type Fates = dyn FnMut(&Sent) -> Fate;

/// The offline DingTalk, and the way to it.
pub struct World {
    sandbox: Sandbox,
    /// The same one, where it is looked at when it goes.
    _watched: Option<Watched>,
    /// The international deployment, where there is one.
    international: RefCell<Option<Watched>>,
    fates: RefCell<Box<Fates>>,
}

impl Peer for World {
    fn take(&self, request: &Sent) -> Reply {
        let fate = (self.fates.borrow_mut())(request);
        if let Fate::Stopped(reply) = fate {
            return reply;
        }
        let method = match request.method {
            Method::Get => http::Method::GET,
            Method::Post => http::Method::POST,
        };
        let mut incoming = http::Request::builder().method(method).uri(&request.url);
        for (name, value) in &request.headers {
            incoming = incoming.header(*name, value);
        }
        let incoming = incoming
            .body(request.body.clone())
            .expect("a valid request");
        let caller = IpAddr::V4(Ipv4Addr::new(203, 0, 113, 7));
        let international = incoming
            .uri()
            .host()
            .is_some_and(|host| host.ends_with(".io"));
        let answer = match (international, &*self.international.borrow()) {
            (false, _) => self.sandbox.respond(incoming, caller),
            (true, Some(sandbox)) => sandbox.respond(incoming, caller),
            (true, None) => return Reply::Fails(SendError::Denied),
        };
        match fate {
            Fate::AnswerReplaced(reply) => reply,
            _ => delivered(answer, &request.limits),
        }
    }
}

/// How an answer comes, to who waits no longer and takes no more than these limits say.
fn delivered(answer: Answer, limits: &Limits) -> Reply {
    let silence = || Reply::Later(limits.first_byte, Box::new(Reply::Fails(SendError::Late)));
    let length = answer.response.body().len();
    let whole = || {
        if length > limits.answer_bytes {
            return Reply::Fails(SendError::TooLarge);
        }
        let status = answer.response.status().as_u16();
        Reply::Answer(status, answer.response.body().clone())
    };
    let reply = match answer.delivery {
        Delivery::Whole => whole(),
        // All that was promised has come.
        Delivery::Cut {
            after,
            ending: Ending::Closed,
        } if after >= length => whole(),
        Delivery::Cut {
            ending: Ending::Silence,
            ..
        }
        | Delivery::Silence => silence(),
        Delivery::Cut { .. } | Delivery::Reset => Reply::Fails(SendError::Lost),
        Delivery::Dripped { interval } if interval > limits.first_byte => silence(),
        Delivery::Dripped { interval } => {
            let bytes = u32::try_from(length).unwrap_or(u32::MAX);
            Reply::Later(interval.saturating_mul(bytes), Box::new(whole()))
        }
        Delivery::Endless => Reply::Fails(SendError::TooLarge),
    };
    match answer.delay {
        Duration::ZERO => reply,
        delay if delay > limits.first_byte => silence(),
        delay => Reply::Later(delay, Box::new(reply)),
    }
}

impl Stage<World> {
    /// The offline DingTalk with its default organisation and app.
    pub fn new_world() -> Self {
        Self::world(|sandbox| Some(Watched::new(sandbox.clone())))
    }

    /// The same, one of thousands, whose sandbox is not looked at when it goes.
    pub fn unwatched_world() -> Self {
        Self::world(|_| None)
    }

    fn world(watch: fn(&Sandbox) -> Option<Watched>) -> Self {
        let clock = Clock::frozen_at(START);
        // Read once, as there are thousands of worlds.
        static ORGANISATION: LazyLock<Organisation> = LazyLock::new(Organisation::default);
        let sandbox = Sandbox::builder()
            .organisation(ORGANISATION.clone())
            .clock(clock.clone())
            .build()
            .expect("the default organisation is valid");
        let settings = [
            ("DINGTALK_CLIENT_ID", DEFAULT_CLIENT_ID),
            ("DINGTALK_CLIENT_SECRET", DEFAULT_CLIENT_SECRET),
        ];
        let peer = World {
            _watched: watch(&sandbox),
            sandbox,
            international: RefCell::default(),
            fates: RefCell::new(Box::new(|_| Fate::Arrives)),
        };
        Self::new(peer, clock, &settings)
    }

    /// The offline DingTalk itself.
    pub fn sandbox(&self) -> &Sandbox {
        &self.peer.sandbox
    }

    /// Lets another offline DingTalk answer as the international deployment.
    pub fn add_international(&self, sandbox: Sandbox) {
        self.peer.international.replace(Some(Watched::new(sandbox)));
    }

    /// Decides on the fate of every request from now on.
    pub fn decide(&self, fates: impl FnMut(&Sent) -> Fate + 'static) {
        *self.peer.fates.borrow_mut() = Box::new(fates);
    }

    /// Decides on the fate of the next request to this path; all others arrive.
    pub fn decide_once(&self, path: &'static str, fate: Fate) {
        self.decide_each(path, [fate]);
    }

    /// Decides on the fates of the next requests to this path, one after the other; all others
    /// arrive.
    pub fn decide_each(&self, path: &'static str, fates: impl IntoIterator<Item = Fate>) {
        let mut fates: VecDeque<_> = fates.into_iter().collect();
        self.decide(move |sent| match sent.path() == path {
            true => fates.pop_front().unwrap_or(Fate::Arrives),
            false => Fate::Arrives,
        });
    }

    /// Withdraws a permission from the app.
    pub fn withdraw(&self, permission: &str) {
        let change = |app: &mut orgbook_sandbox::App| assert!(app.permissions.remove(permission));
        self.sandbox()
            .change_app(DEFAULT_CLIENT_ID, change)
            .unwrap();
    }
}

/// A reply with HTTP status 200 and this JSON.
pub fn ok(json: Value) -> Reply {
    Reply::Answer(200, json.to_string().into_bytes())
}

/// A reply with this HTTP status and this text.
pub fn answer(status: u16, text: &str) -> Reply {
    Reply::Answer(status, text.as_bytes().to_vec())
}

/// What the common token endpoint answers.
pub fn token_answer(token: &str) -> Reply {
    ok(serde_json::json!({"accessToken": token, "expireIn": 7200}))
}
