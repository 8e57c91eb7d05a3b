//! Everything a sandbox remembers.

use std::collections::BTreeSet;
use std::time::Duration;

use crate::auth_codes::AuthCodes;
use crate::bans::Bans;
use crate::clock::milliseconds;
use crate::errors::Code;
use crate::faults::FaultRules;
use crate::generator::Generator;
use crate::masking::Secrets;
use crate::mobile::Mobile;
use crate::organisation::{LeaveReason, LeaveRecord, Organisation, User};
use crate::requests::Requests;
use crate::rules;
use crate::throttle::Throttle;
use crate::tokens::Tokens;

/// How long somebody who was deleted must consent to being added again (specification 2.5).
const CONSENT_AFTER_DELETION: Duration = Duration::from_secs(24 * 60 * 60);

pub(crate) struct State {
    pub organisation: Organisation,
    pub tokens: Tokens,
    pub generator: Generator,
    pub requests: Requests,
    pub secrets: Secrets,
    pub auth_codes: AuthCodes,
    pub faults: FaultRules,
    pub throttle: Throttle,
    pub bans: Bans,
    /// Owners of these numbers join only with their consent.
    pub protected: BTreeSet<Mobile>,
    /// People who were invited and have not answered.
    invitations: Vec<User>,
    /// Numbers of people who were deleted, and when.
    departures: Vec<(Mobile, Duration)>,
}

impl State {
    /// A state with this organisation, which is valid; what its file left out is generated.
    pub fn new(mut organisation: Organisation, mut generator: Generator) -> Self {
        for department in &mut organisation.departments {
            if department.order == 0 {
                department.order = department.dept_id;
            }
        }
        for user in &mut organisation.users {
            if user.unionid.is_empty() {
                user.unionid = generator.unionid();
            }
            for membership in &mut user.departments {
                if membership.order == 0 {
                    membership.order = generator.default_order();
                }
            }
        }
        for contact in &mut organisation.external_contacts {
            if contact.unionid.is_empty() {
                contact.unionid = generator.unionid();
            }
        }
        let mut secrets = Secrets::default();
        secrets.extend(organisation.secrets());
        Self {
            secrets,
            organisation,
            faults: FaultRules::new(generator.chance()),
            throttle: Throttle::default(),
            bans: Bans::default(),
            tokens: Tokens::default(),
            generator,
            requests: Requests::default(),
            auth_codes: AuthCodes::default(),
            protected: BTreeSet::new(),
            invitations: Vec::new(),
            departures: Vec::new(),
        }
    }

    /// Begins anew with this organisation, which is valid. Tokens stay, for apps that are still there with the
    /// same secret, and so does the record of requests.
    pub fn replace_organisation(&mut self, organisation: Organisation) {
        self.secrets.extend(organisation.secrets());
        *self = Self {
            tokens: std::mem::take(&mut self.tokens),
            requests: std::mem::take(&mut self.requests),
            secrets: std::mem::take(&mut self.secrets),
            ..Self::new(organisation, self.generator.clone())
        };
    }

    /// The people who were invited and have not answered.
    pub fn invitations(&self) -> &[User] {
        &self.invitations
    }

    /// A generated userid that nobody has.
    pub fn free_userid(&mut self) -> String {
        loop {
            let userid = self.generator.userid();
            if !self.organisation.has_userid(&userid) {
                return userid;
            }
        }
    }

    /// Somebody opens an app and gets a code that tells the app's server who it is.
    pub fn issue_auth_code(&mut self, userid: &str, now: Duration) -> Result<String, Code> {
        let user = self.organisation.user(userid)?;
        let account = user.exclusive_account.as_ref();
        if account.is_some_and(|account| account.disabled) {
            return Err(Code::USER_DISABLED);
        }
        let code = self.auth_codes.issue(userid, now, &mut self.generator);
        self.secrets.remember(&code);
        Ok(code)
    }

    /// Adds a person, or invites where the person must consent first.
    pub fn admit(&mut self, user: User, now: Duration) -> Result<(), Code> {
        rules::check_user(&user)?;
        self.organisation.check_newcomer(&user)?;
        // Who has no number of their own has an enterprise account, which joins without being asked.
        if let Some(mobile) = &user.mobile {
            self.invitations
                .retain(|invited| invited.mobile.as_ref() != Some(mobile));
            if self.needs_consent(mobile, now) {
                self.invitations.push(user);
                return Err(Code::CONSENT_NEEDED);
            }
        }
        self.organisation.users.push(user);
        Ok(())
    }

    fn needs_consent(&self, mobile: &Mobile, now: Duration) -> bool {
        let recently_deleted = || {
            self.departures.iter().any(|(gone, at)| {
                gone == mobile && now.saturating_sub(*at) < CONSENT_AFTER_DELETION
            })
        };
        self.protected.contains(mobile)
            || self.organisation.settings.consent_after_deletion && recently_deleted()
    }

    /// The invited person consents: joins as an active user, unless that has become impossible. `None` when
    /// nobody with this number is invited.
    pub fn accept(&mut self, mobile: &Mobile, now: Duration) -> Option<Result<String, Code>> {
        let place = self
            .invitations
            .iter()
            .position(|user| user.mobile.as_ref() == Some(mobile))?;
        let mut user = self.invitations.remove(place);
        user.active = true;
        user.create_time = Some(milliseconds(now));
        let userid = user.userid.clone();
        Some(self.still_fits(&user).map(|()| {
            self.organisation.users.push(user);
            userid
        }))
    }

    /// Time has passed since the invitation: somebody may have taken the userid, a department may be gone.
    fn still_fits(&self, user: &User) -> Result<(), Code> {
        self.organisation.check_newcomer(user)?;
        if let Some(manager) = &user.manager_userid {
            self.organisation
                .user(manager)
                .map_err(|_| Code::UNKNOWN_MANAGER)?;
        }
        user.dept_ids()
            .try_for_each(|dept_id| self.organisation.department(dept_id).map(|_| ()))
    }

    /// Deletes a person, keeps a record of it, and remembers the number for as long as coming back needs consent.
    pub fn dismiss(
        &mut self,
        userid: &str,
        leave_reason: LeaveReason,
        now: Duration,
    ) -> Result<(), Code> {
        let user = self.organisation.user(userid)?;
        let mobile = user.mobile.clone();
        let record = LeaveRecord {
            userid: user.userid.clone(),
            name: user.name.clone(),
            mobile: mobile.clone(),
            leave_time: milliseconds(now),
            leave_reason,
        };
        self.organisation.leave_records.push(record);
        self.organisation.remove_user(userid);
        self.departures.retain(|(gone, at)| {
            Some(gone) != mobile.as_ref() && now.saturating_sub(*at) < CONSENT_AFTER_DELETION
        });
        self.departures.extend(mobile.map(|mobile| (mobile, now)));
        Ok(())
    }
}
