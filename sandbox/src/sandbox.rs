//! The sandbox itself: answering requests, looking inside, and changing what the console would change.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use http::{Request, Response};
use serde_json::Value;

use crate::admin;
use crate::delivery::Answer;
use crate::envelope;
use crate::faults::{ActiveFaultRule, BanPage, FaultRule, InvalidFaultRule};
use crate::gate;
use crate::generator::Generator;
use crate::organisation::{App, Organisation, Settings, User};
use crate::parameters::Parameters;
use crate::requests::RecordedRequest;
use crate::state::State;
use crate::{Clock, Mobile, OrganisationError, Secret, Server};

/// An offline DingTalk. A clone is a handle on the same one.
#[derive(Clone)]
pub struct Sandbox {
    state: Arc<Mutex<State>>,
    clock: Clock,
}

/// Chooses what a sandbox starts with.
#[derive(Clone, Debug, Default)]
pub struct SandboxBuilder {
    organisation: Option<Organisation>,
    clock: Clock,
    seed: u64,
}

/// No app has this client id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no app has the client id {0}")]
pub struct UnknownApp(pub String);

/// DingTalk would refuse.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{text} ({code})")]
pub struct Refused {
    /// DingTalk's error code, as in `60104`.
    pub code: String,
    /// DingTalk's text.
    pub text: String,
}

/// An invitation could not be accepted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvitationError {
    /// Nobody with this number is invited.
    #[error("nobody with this number is invited")]
    NoInvitation,
    /// What the invitation was for has become impossible; it is withdrawn.
    #[error("the invitation cannot be fulfilled any more: {text} ({code})")]
    Refused {
        /// DingTalk's error code.
        code: i64,
        /// DingTalk's text.
        text: &'static str,
    },
}

impl SandboxBuilder {
    /// The organisation to start with. Default: [`Organisation::default`].
    pub fn organisation(mut self, organisation: Organisation) -> Self {
        self.organisation = Some(organisation);
        self
    }

    /// The clock to live by. Default: real time.
    pub fn clock(mut self, clock: Clock) -> Self {
        self.clock = clock;
        self
    }

    /// The seed of everything that looks random. Default: 0.
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// Starts the sandbox, unless the organisation is not valid.
    pub fn build(self) -> Result<Sandbox, OrganisationError> {
        let organisation = self.organisation.unwrap_or_default();
        organisation.validate()?;
        Ok(Sandbox {
            state: Arc::new(Mutex::new(State::new(
                organisation,
                Generator::new(self.seed),
            ))),
            clock: self.clock,
        })
    }
}

impl Sandbox {
    /// A sandbox with the default organisation, real time and seed 0.
    pub fn new() -> Self {
        Self::builder()
            .build()
            .expect("the organisation that comes with the crate is valid")
    }

    /// Chooses organisation, clock and seed.
    pub fn builder() -> SandboxBuilder {
        SandboxBuilder::default()
    }

    /// Answers one request. `caller` is the address that the IP allow list is checked against.
    ///
    /// Both API families answer here, told apart by path; scheme and host are not looked at. So does the
    /// administration below `/_sandbox`, which DingTalk does not have and which is not recorded.
    ///
    /// An answer that a fault keeps from coming whole and at once is given as [`Answer::into_whole`] says;
    /// [`respond`](Self::respond) tells how it comes.
    pub fn handle(&self, request: Request<Vec<u8>>, caller: IpAddr) -> Response<Vec<u8>> {
        self.respond(request, caller).into_whole()
    }

    /// Answers one request as [`handle`](Self::handle) does, and tells how the answer comes. Whoever drives the
    /// sandbox without a socket does what [`Answer`] says on a clock of their own.
    pub fn respond(&self, request: Request<Vec<u8>>, caller: IpAddr) -> Answer {
        if admin::is_meant(request.uri().path()) {
            return Answer::whole(admin::answer(self, &request));
        }
        gate::answer(&mut self.state(), &request, caller, &self.clock)
    }

    /// Serves this sandbox over HTTP until the [`Server`] is dropped. Port 0 takes any free one. Needs a
    /// Tokio runtime.
    pub async fn serve(&self, address: impl Into<SocketAddr>) -> std::io::Result<Server> {
        Server::start(self.clone(), address.into()).await
    }

    /// The clock; advancing it lets tokens expire.
    pub fn clock(&self) -> Clock {
        self.clock.clone()
    }

    /// The organisation as it is now.
    pub fn organisation(&self) -> Organisation {
        self.state().organisation.clone()
    }

    /// Begins anew with another organisation, unless it is not valid. Invitations and what else was remembered of
    /// people are forgotten; the clock, the record of requests, and the tokens of apps that have kept their secret
    /// stay.
    pub fn replace_organisation(
        &self,
        organisation: Organisation,
    ) -> Result<(), OrganisationError> {
        organisation.validate()?;
        self.state().replace_organisation(organisation);
        Ok(())
    }

    /// Does what a POST to one of DingTalk's paths does, as the organisation's own console: without a token, a
    /// permission or a record, in the whole organisation. `parameters` are those of the endpoint. Gives its
    /// payload, or null where it has none.
    ///
    /// ```
    /// # use orgbook_sandbox::Sandbox;
    /// # use serde_json::json;
    /// let sandbox = Sandbox::new();
    /// let parameters = json!({"name": "Ada", "mobile": "+44-7700900456", "dept_id_list": "1"});
    /// let created = sandbox.as_console("/topapi/v2/user/create", parameters)?;
    /// assert_eq!(sandbox.organisation().users.last().unwrap().userid, created["userid"]);
    /// # Ok::<(), orgbook_sandbox::Refused>(())
    /// ```
    pub fn as_console(&self, path: &str, parameters: Value) -> Result<Value, Refused> {
        let parameters = Parameters::from_json(parameters);
        gate::answer_console(&mut self.state(), path, &parameters, self.clock.now())
            .map(Option::unwrap_or_default)
            .map_err(|failure| {
                let (code, text) = envelope::explain(path, failure);
                Refused { code, text }
            })
    }

    /// The requests so far, oldest first: the last [`REMEMBERED_REQUESTS`](crate::REMEMBERED_REQUESTS) of them.
    pub fn requests(&self) -> Vec<RecordedRequest> {
        self.state().requests.all()
    }

    pub(crate) fn requests_after(&self, number: u64, limit: usize) -> Vec<RecordedRequest> {
        self.state().requests.after(number, limit)
    }

    /// Forgets the requests so far.
    pub fn clear_requests(&self) {
        self.state().requests.clear();
    }

    /// How many different tokens were handed out. Asking again for a valid one does not count.
    pub fn tokens_issued(&self) -> usize {
        self.state().tokens.issued().len()
    }

    /// What may stand in nobody's log: the secrets that the apps have now, and every token that was ever handed out.
    pub fn secrets(&self) -> Vec<Secret> {
        let state = self.state();
        let apps = state.organisation.apps.iter();
        let secrets = apps.map(|app| &app.client_secret);
        secrets.chain(state.tokens.issued()).cloned().collect()
    }

    /// Changes switches of the organisation and of the sandbox. The closure must not call the sandbox.
    pub fn configure(&self, change: impl FnOnce(&mut Settings)) {
        change(&mut self.state().organisation.settings);
    }

    /// Changes an app as the console would: its permissions, data range, IP allow list or secret. Changing the
    /// secret makes tokens that were issued before invalid. The client id stays, whatever the closure does. The
    /// closure must not call the sandbox.
    pub fn change_app(
        &self,
        client_id: &str,
        change: impl FnOnce(&mut App),
    ) -> Result<(), UnknownApp> {
        let state = &mut *self.state();
        let app = state
            .organisation
            .apps
            .iter_mut()
            .find(|app| app.client_id == client_id)
            .ok_or_else(|| UnknownApp(client_id.to_owned()))?;
        change(app);
        client_id.clone_into(&mut app.client_id);
        state.secrets.remember(app.client_secret.expose());
        Ok(())
    }

    /// Adds an app, unless its client id is taken or its data range names what does not exist.
    pub fn add_app(&self, app: App) -> Result<(), OrganisationError> {
        let state = &mut *self.state();
        let organisation = &mut state.organisation;
        if organisation
            .apps
            .iter()
            .any(|other| other.client_id == app.client_id)
        {
            return Err(OrganisationError::DuplicateApp(app.client_id));
        }
        organisation.validate_app(&app)?;
        state.secrets.remember(app.client_secret.expose());
        organisation.apps.push(app);
        Ok(())
    }

    /// Lets every token expire now.
    pub fn expire_tokens(&self) {
        let now = self.clock.now();
        self.state().tokens.expire(now);
    }

    /// Makes every token unknown now, as if it had never been issued.
    pub fn revoke_tokens(&self) {
        self.state().tokens.revoke();
    }

    /// Injects a fault into the requests that the rule names, from now on, and gives the number of the rule. Rules are
    /// consulted in the order in which they were added; the first that strikes is the only one for a request.
    pub fn inject(&self, rule: FaultRule) -> Result<u64, InvalidFaultRule> {
        rule.validate()?;
        Ok(self.state().faults.add(rule))
    }

    /// The rules that are active, in the order in which they are consulted. A rule that has been used up goes away.
    pub fn fault_rules(&self) -> Vec<ActiveFaultRule> {
        self.state().faults.all().to_vec()
    }

    /// Withdraws the rule with this number; tells whether it was active.
    pub fn clear_fault(&self, number: u64) -> bool {
        self.state().faults.remove(number)
    }

    /// Withdraws all rules.
    pub fn clear_faults(&self) {
        self.state().faults.clear();
    }

    /// Bans an address for five minutes: every request of it is answered with an HTML page. The administration stays
    /// open to it.
    pub fn ban(&self, address: IpAddr) {
        let now = self.clock.elapsed();
        self.state().bans.begin(address, BanPage::default(), now);
    }

    /// Ends the ban of an address; tells whether it was banned.
    pub fn unban(&self, address: IpAddr) -> bool {
        let now = self.clock.elapsed();
        self.state().bans.end(address, now)
    }

    /// The banned addresses, with the time that is left of each ban.
    pub fn bans(&self) -> BTreeMap<IpAddr, Duration> {
        let now = self.clock.elapsed();
        self.state().bans.left(now)
    }

    /// Lets the owner of this number join only with consent: creating a user with it answers 40103.
    pub fn protect_mobile(&self, mobile: Mobile) {
        self.state().protected.insert(mobile);
    }

    /// The numbers whose owners join only with consent.
    pub fn protected_mobiles(&self) -> BTreeSet<Mobile> {
        self.state().protected.clone()
    }

    /// The people who were invited and have not answered, as they will join.
    pub fn invitations(&self) -> Vec<User> {
        self.state().invitations().to_vec()
    }

    /// The invited owner of this number consents and joins. Gives the userid.
    pub fn accept_invitation(&self, mobile: &Mobile) -> Result<String, InvitationError> {
        let now = self.clock.now();
        match self.state().accept(mobile, now) {
            None => Err(InvitationError::NoInvitation),
            Some(outcome) => outcome.map_err(|code| InvitationError::Refused {
                code: code.number,
                text: code.text,
            }),
        }
    }

    /// Somebody opens an app and gets the code that `getuserinfo` takes: for five minutes, once. Refused with
    /// 60121 where nobody has this userid, and with 60120 where the person's enterprise account is disabled.
    pub fn issue_auth_code(&self, userid: &str) -> Result<String, Refused> {
        let now = self.clock.now();
        let issued = self.state().issue_auth_code(userid, now);
        issued.map_err(|code| Refused {
            code: code.number.to_string(),
            text: code.text.to_owned(),
        })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for Sandbox {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Sandbox {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Sandbox")
            .field("clock", &self.clock)
            .finish_non_exhaustive()
    }
}
