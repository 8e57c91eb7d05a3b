//! The findings of `check-directory`, and how they are put.

use super::credentials::Diagnosis;
use crate::bindings::types::{Detail, ErrorKind, Finding, Setting, SettingSource, Severity};
use crate::dingtalk::failure::Failure;
use crate::dingtalk::json::Json;
use crate::dingtalk::permissions::{self, Permission};
use crate::dingtalk::settings::Settings;
use crate::dingtalk::settings::names::{API_URL, CLIENT_ID, CLIENT_SECRET, REGION};
use crate::dingtalk::text::{joined, percent_encoded};
use crate::dingtalk::wire;
use crate::prelude::*;

/// The codes for data outside the app's range, which is looked at after the permission.
pub const OUT_OF_RANGE: &[&str] = &["50002", "50004"];

/// The codes for an address that is not on the app's allow list.
pub const ADDRESS_REFUSED: &[&str] = &["60020", "Forbidden.AccessDenied.IpNotInWhiteList"];

// The page of the developer console that grants a permission.
const GRANTING: &str = "/appscope/apply";

const PERMISSION_MISSING: &[&str] = &["60011", "43007"];

/// Whether a call failed for the lack of a permission, and not for another reason to deny it.
pub fn is_permission_missing(failure: &Failure) -> bool {
    failure.detail("permission").is_some() || failure.has_code(PERMISSION_MISSING)
}

/// What keeps every call from getting through.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Obstacle {
    /// The credentials, or the token that the host lends.
    Token,
    /// The app may not have a token.
    App,
    /// The app's IP allow list.
    Address,
    /// The server, or the way to it.
    Server,
}

fn console(mainland: bool) -> &'static str {
    match mainland {
        true => "https://open-dev.dingtalk.com",
        false => "https://open-dev.dingtalk.io",
    }
}

// What a deployment is called, and its name in the configuration.
fn deployment(mainland: bool) -> (&'static str, &'static str) {
    match mainland {
        true => ("mainland deployment (dingtalk.com)", "china"),
        false => ("international deployment (dingtalk.io)", "international"),
    }
}

/// The findings so far.
pub struct Report {
    /// The developer console, where all of this is set.
    console: &'static str,
    /// The app; `None` if its settings cannot be used, or the host only lends a token.
    client_id: Option<String>,
    findings: Vec<Finding>,
}

impl Report {
    /// Nothing is found yet. Each region has a console of its own.
    pub fn new(settings: Option<&Settings>) -> Self {
        let credentials = settings.and_then(|settings| settings.token_source.credentials.as_ref());
        Self {
            console: console(settings.is_none_or(|settings| settings.mainland)),
            client_id: credentials.map(|credentials| credentials.client_id.clone()),
            findings: Vec::new(),
        }
    }

    /// All findings, in the order in which things were tried.
    pub fn into_findings(self) -> Vec<Finding> {
        self.findings
    }

    /// Something is as it should be.
    pub fn good(&mut self, id: &str, subject: &str, observed: &str) {
        self.add(id, subject, Severity::Ok, observed, None, None);
    }

    /// Something could not be tried because of what was found before.
    pub fn untried(&mut self, id: &str, subject: &str) {
        let observed = "not tried, because of the finding before";
        self.add(id, subject, Severity::Unknown, observed, None, None);
    }

    /// A permission that could not be tried because of what was found before.
    pub fn untried_permission(&mut self, permission: &Permission) {
        let code = permission.code;
        self.untried(&format!("permission.{code}"), &format!("permission {code}"));
        self.fact("permission", code);
    }

    /// There is no token, for this reason; the rest cannot be tried.
    pub fn explained(&mut self, diagnosis: &Diagnosis) {
        self.diagnosis(diagnosis);
        let observed = "DingTalk gives none, for the reason in the finding before";
        self.add(
            "access-token",
            "access token",
            Severity::Unknown,
            observed,
            None,
            None,
        );
        self.untried("permissions", "permissions and data range");
    }

    /// A setting, if it cannot be used.
    pub fn setting(&mut self, setting: &Setting) {
        if let Some(problem) = &setting.problem {
            let verb = match setting.source {
                SettingSource::Environment => "correct",
                _ => "set",
            };
            let action = format!("{verb} {} in the host's environment", setting.name);
            let id = format!("setting.{}", setting.name);
            self.add(
                &id,
                &setting.name,
                Severity::Error,
                problem,
                Some(action),
                None,
            );
            self.fact("setting", &setting.name);
        }
    }

    /// What keeps every call from getting through; the rest cannot be tried.
    pub fn obstacle(&mut self, obstacle: Obstacle, failure: &Failure) {
        let (id, subject) = match obstacle {
            Obstacle::Token => ("access-token", "access token"),
            Obstacle::Address => ("caller-ip", "IP allow list"),
            Obstacle::Server => ("contacts-api", "Contacts API"),
            Obstacle::App => {
                self.permission(&permissions::BASE, Severity::Error, Some(failure));
                self.untried("access-token", "access token");
                return self.untried("permissions", "permissions and data range");
            }
        };
        self.failed(id, subject, Severity::Error, failure);
        self.untried("permissions", "permissions and data range");
    }

    /// Something that a failed request tells.
    pub fn failed(&mut self, id: &str, subject: &str, severity: Severity, failure: &Failure) {
        let observed = match &failure.error.backend {
            Some(backend) => format!("DingTalk answered {}: {}", backend.code, backend.message),
            None if failure.error.kind == ErrorKind::RateLimited => failure.error.message.clone(),
            None => match failure.detail("attempted") {
                Some(attempted) => format!("there is no usable answer from {attempted}"),
                None => "nothing could be sent".to_owned(),
            },
        };
        let settings = failure.details("setting");
        let action = match failure.detail("caller-ip") {
            Some(address) => format!(
                "add {address} to the app's IP allow list in the developer console, under \
                 security settings"
            ),
            None if settings.is_empty() => match failure.error.retry_after_ms {
                Some(wait) => format!("wait {} seconds, then check again", wait.div_ceil(1000)),
                None => failure.error.message.clone(),
            },
            None => format!("{}; see {}", failure.error.message, joined(&settings, ", ")),
        };
        // Only there can be done something about these.
        let denied = [ErrorKind::PermissionDenied, ErrorKind::Unauthenticated];
        let console = denied.contains(&failure.error.kind).then_some(self.console);
        let url = failure.detail("help-url").or(console).map(str::to_owned);
        self.add(id, subject, severity, &observed, Some(action), url);
        for name in ["attempted", "caller-ip", "setting"] {
            for value in failure.details(name) {
                self.fact(name, value);
            }
        }
    }

    /// What was found out about refused credentials.
    pub fn diagnosis(&mut self, diagnosis: &Diagnosis) {
        match diagnosis {
            Diagnosis::Exchanged => self.exchanged_credentials(),
            Diagnosis::OtherDeployment { mainland, accepted } => self.region(*mainland, *accepted),
            Diagnosis::BaseUrl => self.region_of_base_url(),
        }
    }

    fn exchanged_credentials(&mut self) {
        let action = format!("exchange {CLIENT_ID} and {CLIENT_SECRET} in the host's environment");
        self.add(
            "credentials",
            "client id and secret",
            Severity::Error,
            "the secret begins like a client id (ding…), and the client id does not",
            Some(action),
            None,
        );
        self.fact("setting", CLIENT_ID);
        self.fact("setting", CLIENT_SECRET);
    }

    fn region(&mut self, mainland: bool, accepted: Option<bool>) {
        let (deployment, region) = deployment(mainland);
        let set = format!("set {REGION} to {region} in the host's environment");
        let (severity, observed, action) = match accepted {
            Some(true) => (
                Severity::Error,
                format!("the {deployment} accepts the client id and secret"),
                Some(set),
            ),
            Some(false) => (
                Severity::Ok,
                format!("the {deployment} does not accept the client id and secret either"),
                None,
            ),
            None => (
                Severity::Unknown,
                format!("the {deployment} could not be asked whether it accepts them"),
                Some(format!("if the app was made there, {set}")),
            ),
        };
        let url = action.is_some().then(|| console(mainland).to_owned());
        self.add("region", "region", severity, &observed, action, url);
        self.fact("setting", REGION);
    }

    fn region_of_base_url(&mut self) {
        let action = format!(
            "see that {API_URL} leads to the deployment that the app was made in: {} for \
             dingtalk.com, {} for dingtalk.io",
            console(true),
            console(false)
        );
        let observed = "the base URL decides about it, and credentials of the other deployment are \
                        refused in the same words as wrong ones";
        self.add(
            "region",
            "region",
            Severity::Unknown,
            observed,
            Some(action),
            None,
        );
        self.fact("setting", API_URL);
    }

    /// The data range does not cover the root; `range` are the departments that it covers, if they
    /// are known.
    pub fn narrow_range(&mut self, range: Option<&[String]>, failure: &Failure) {
        let covered = match range {
            Some([]) => "no department".to_owned(),
            Some(ids) => format!("the departments {} alone", joined(ids, ", ")),
            None => "a part of the organisation alone".to_owned(),
        };
        self.add(
            "data-range",
            "data range",
            Severity::Warning,
            &format!("it covers {covered}, not the root department"),
            Some(failure.error.message.clone()),
            Some(self.console.to_owned()),
        );
    }

    /// A permission, by the outcome of a request that needs it. A complaint about the request's
    /// arguments or about the data range comes after the permission was found sufficient.
    pub fn permission(
        &mut self,
        permission: &Permission,
        severity: Severity,
        failure: Option<&Failure>,
    ) {
        let code = permission.code;
        let (id, subject) = (format!("permission.{code}"), format!("permission {code}"));
        let granted = failure.is_none_or(|failure| {
            let complaint = [ErrorKind::InvalidArgument, ErrorKind::NotFound];
            complaint.contains(&failure.error.kind) || failure.has_code(OUT_OF_RANGE)
        });
        match failure {
            Some(failure) if !granted => {
                if is_permission_missing(failure) {
                    let observed = format!("missing; it is needed to {}", permission.purpose);
                    let action = format!("request {code} on the app's permission page");
                    let url = self.page_that_grants(code, failure);
                    self.add(&id, &subject, severity, &observed, Some(action), Some(url));
                } else {
                    self.failed(&id, &subject, Severity::Unknown, failure);
                }
            }
            Some(_) => self.good(
                &id,
                &subject,
                "granted, as inferred from what else is wrong with \
                 a request without arguments",
            ),
            None => self.good(&id, &subject, "granted"),
        }
        self.fact("permission", code);
    }

    // The legacy family links to it; the new one links to a description (section 8), so the page is
    // named here as the legacy one has it. How the international console names it is not known.
    fn page_that_grants(&self, code: &str, failure: &Failure) -> String {
        let linked = failure.detail("help-url").unwrap_or_default();
        match &self.client_id {
            _ if linked.contains(GRANTING) => linked.to_owned(),
            Some(client_id) if self.console == console(true) => {
                let content = percent_encoded(&format!("{client_id}#{code}"));
                format!("{}{GRANTING}?content={content}", self.console)
            }
            _ => self.console.to_owned(),
        }
    }

    /// A field permission, by whether any of its keys is told of anybody or among the fields that
    /// the app's own scope names: of people without these values nothing is told either way.
    pub fn fields(
        &mut self,
        permission: &Permission,
        keys: &[&str],
        people: &[Json],
        in_scope: &[String],
    ) {
        let code = permission.code;
        let (id, subject) = (
            format!("permission.{code}"),
            format!("field permission {code}"),
        );
        let action = "request the field permission on the app's permission page, under contacts";
        let shown = |person: &Json| keys.iter().any(|key| wire::get(person, key).is_some());
        if people.iter().any(shown) {
            self.good(&id, &subject, "granted");
        } else if in_scope.iter().any(|field| keys.contains(&field.as_str())) {
            self.good(&id, &subject, "granted, as the app's own scope tells");
        } else if people.is_empty() {
            let observed = "nobody could be listed whose fields would tell";
            self.add(&id, &subject, Severity::Unknown, observed, None, None);
        } else {
            let observed = format!(
                "people looked at: {}, of whom nobody shows any of: {}; it is needed to {}",
                people.len(),
                joined(keys, ", "),
                permission.purpose
            );
            let url = Some(self.console.to_owned());
            self.add(
                &id,
                &subject,
                Severity::Warning,
                &observed,
                Some(action.to_owned()),
                url,
            );
        }
        self.fact("permission", code);
    }

    fn add(
        &mut self,
        id: &str,
        subject: &str,
        severity: Severity,
        observed: &str,
        action: Option<String>,
        url: Option<String>,
    ) {
        self.findings.push(Finding {
            id: id.to_owned(),
            severity,
            subject: subject.to_owned(),
            observed: observed.to_owned(),
            action,
            url,
            details: Vec::new(),
        });
    }

    /// A fact of the newest finding, for programs.
    fn fact(&mut self, name: &str, value: &str) {
        if let Some(finding) = self.findings.last_mut() {
            finding.details.push(Detail {
                name: name.to_owned(),
                value: value.to_owned(),
            });
        }
    }
}
