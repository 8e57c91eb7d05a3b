//! What one tenant's instances get from the host.

use std::{collections::BTreeMap, env, fmt, ops::RangeInclusive, sync::Arc, time::Duration};

use crate::egress::{Origin, Paces};

const DEADLINE_MS: u64 = 30_000;
const DEADLINES_MS: RangeInclusive<u64> = 100..=600_000;
const CALLS_PER_SECOND: u64 = 20;
const PACES: RangeInclusive<u64> = 0..=1000;

/// One tenant: the environment variables that configure the component, and the servers that it may
/// reach.
///
/// Only variables whose names begin with `DINGTALK_` or `ORGBOOK_` are kept; whatever else the
/// host's environment holds stays out of the component's sight. Its `Debug` shows no secret.
///
/// **Keep one value per tenant** and clone it: clones share the pace of the tenant's calls, with all
/// instances that are made from them. DingTalk counts the calls of an app, and a value that is made
/// anew for each call knows nothing of the others.
///
/// Each API is called `ORGBOOK_CALLS_PER_SECOND` times in any second at most (20 by default; 0 sets
/// no bound), in the order in which the calls come. A request whose turn would come too late for its
/// call, by `ORGBOOK_DEADLINE_MS`, is not sent: the host answers it with HTTP status 429 and
/// `retry-after`.
#[derive(Clone)]
pub struct Tenant {
    variables: BTreeMap<String, String>,
    allowed: Option<Vec<Origin>>,
    paces: Arc<Paces>,
}

impl Tenant {
    /// A tenant with these environment variables. It may reach the servers that they name:
    /// `DINGTALK_OAPI_URL` and `DINGTALK_API_URL`, or else those of `DINGTALK_REGION`.
    pub fn new<N: Into<String>, V: Into<String>>(
        variables: impl IntoIterator<Item = (N, V)>,
    ) -> Self {
        let variables: BTreeMap<String, String> = variables
            .into_iter()
            .map(|(name, value)| (name.into(), value.into()))
            .filter(|(name, _)| name.starts_with("DINGTALK_") || name.starts_with("ORGBOOK_"))
            .collect();
        let pace = number(&variables, "ORGBOOK_CALLS_PER_SECOND", PACES);
        let pace = usize::try_from(pace.unwrap_or(CALLS_PER_SECOND)).unwrap_or(usize::MAX);
        Self {
            variables,
            allowed: None,
            paces: Arc::new(Paces::new(pace)),
        }
    }

    /// The tenant that this process's own environment describes.
    pub fn from_environment() -> Self {
        Self::new(env::vars_os().filter_map(|(name, value)| {
            Some((name.into_string().ok()?, value.into_string().ok()?))
        }))
    }

    /// Lets the tenant reach these servers and no others, whatever its variables say: for a
    /// platform whose tenants write their own. Only scheme, host and port of a base URL count.
    #[must_use]
    pub fn allow_only<'a>(mut self, base_urls: impl IntoIterator<Item = &'a str>) -> Self {
        self.allowed = Some(base_urls.into_iter().filter_map(Origin::of).collect());
        self
    }

    pub(crate) fn variables(&self) -> impl Iterator<Item = (&str, &str)> {
        self.variables
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
    }

    pub(crate) fn allowed(&self) -> Vec<Origin> {
        if let Some(allowed) = &self.allowed {
            return allowed.clone();
        }
        // A malformed setting allows nothing; the component says what is wrong with it.
        let (oapi, api) = match self.get("DINGTALK_REGION") {
            None | Some("china") => ("https://oapi.dingtalk.com", "https://api.dingtalk.com"),
            Some("international") => ("https://oapi.dingtalk.io", "https://api.dingtalk.io"),
            Some(_) => ("", ""),
        };
        [
            self.get("DINGTALK_OAPI_URL").unwrap_or(oapi),
            self.get("DINGTALK_API_URL").unwrap_or(api),
        ]
        .into_iter()
        .filter_map(Origin::of)
        .collect()
    }

    /// The pace of each API, for all who have this tenant.
    pub(crate) fn paces(&self) -> Arc<Paces> {
        self.paces.clone()
    }

    /// The longest that a call may take.
    pub(crate) fn deadline(&self) -> Duration {
        let deadline = number(&self.variables, "ORGBOOK_DEADLINE_MS", DEADLINES_MS);
        Duration::from_millis(deadline.unwrap_or(DEADLINE_MS))
    }

    /// A variable's value; one that is set to nothing counts as unset.
    fn get(&self, name: &str) -> Option<&str> {
        self.variables
            .get(name)
            .map(String::as_str)
            .filter(|value| !value.is_empty())
    }
}

impl fmt::Debug for Tenant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown: BTreeMap<_, _> = self
            .variables()
            .map(|(name, value)| (name, if is_secret(name) { "(secret)" } else { value }))
            .collect();
        f.debug_struct("Tenant")
            .field("variables", &shown)
            .field("allowed", &self.allowed())
            .finish()
    }
}

/// A number within its bounds. The component says what is wrong with another.
fn number(
    variables: &BTreeMap<String, String>,
    name: &str,
    bounds: RangeInclusive<u64>,
) -> Option<u64> {
    let number = variables.get(name)?.parse().ok()?;
    bounds.contains(&number).then_some(number)
}

fn is_secret(name: &str) -> bool {
    ["SECRET", "TOKEN", "PASSWORD", "KEY"]
        .iter()
        .any(|word| name.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allowed<const N: usize>(variables: [(&str, &str); N]) -> String {
        format!("{:?}", Tenant::new(variables).allowed())
    }

    #[test]
    fn only_the_variables_of_the_component_are_kept() {
        let tenant = Tenant::new([
            ("DINGTALK_CLIENT_ID", "id"),
            ("ORGBOOK_DEADLINE_MS", "1000"),
            ("PATH", "/bin"),
            ("AWS_SECRET_ACCESS_KEY", "x"),
            ("MY_DINGTALK_CLIENT_ID", "y"),
        ]);
        let names: Vec<_> = tenant.variables().map(|(name, _)| name).collect();
        assert_eq!(names, ["DINGTALK_CLIENT_ID", "ORGBOOK_DEADLINE_MS"]);
    }

    #[test]
    fn debug_shows_settings_but_no_secret() {
        let shown = format!(
            "{:?}",
            Tenant::new([
                ("DINGTALK_CLIENT_ID", "ding-visible"),
                ("DINGTALK_CLIENT_SECRET", "hidden-1"),
                ("DINGTALK_ACCESS_TOKEN", "hidden-2"),
            ])
        );
        assert!(shown.contains("ding-visible"), "{shown}");
        assert!(shown.contains("DINGTALK_CLIENT_SECRET"), "{shown}");
        assert!(!shown.contains("hidden"), "{shown}");
    }

    #[test]
    fn a_region_stands_for_its_two_servers() {
        let china = "[https://oapi.dingtalk.com:443, https://api.dingtalk.com:443]";
        assert_eq!(allowed([("DINGTALK_CLIENT_ID", "id")]), china);
        assert_eq!(allowed([("DINGTALK_REGION", "china")]), china);
        assert_eq!(
            allowed([("DINGTALK_REGION", "international")]),
            "[https://oapi.dingtalk.io:443, https://api.dingtalk.io:443]"
        );
    }

    #[test]
    fn a_base_url_replaces_the_regions_server_of_its_family() {
        assert_eq!(
            allowed([("DINGTALK_OAPI_URL", "http://127.0.0.1:8080/oapi")]),
            "[http://127.0.0.1:8080, https://api.dingtalk.com:443]"
        );
        assert_eq!(
            allowed([
                ("DINGTALK_OAPI_URL", "https://gateway.example/oapi"),
                ("DINGTALK_API_URL", "https://gateway.example/api"),
                ("DINGTALK_REGION", "china"),
            ]),
            "[https://gateway.example:443, https://gateway.example:443]"
        );
    }

    #[test]
    fn a_malformed_setting_allows_nothing() {
        assert_eq!(allowed([("DINGTALK_REGION", "moon")]), "[]");
        assert_eq!(
            allowed([
                ("DINGTALK_OAPI_URL", "nonsense"),
                ("DINGTALK_API_URL", "ftp://x")
            ]),
            "[]"
        );
    }

    #[test]
    fn an_explicit_allow_list_replaces_what_the_variables_name() {
        let tenant = Tenant::new([("DINGTALK_OAPI_URL", "http://evil.example")])
            .allow_only(["https://oapi.dingtalk.com"]);
        assert_eq!(
            format!("{:?}", tenant.allowed()),
            "[https://oapi.dingtalk.com:443]"
        );
    }

    #[test]
    fn a_deadline_that_the_component_would_refuse_is_the_default() {
        let milliseconds = |value| {
            Tenant::new([("ORGBOOK_DEADLINE_MS", value)])
                .deadline()
                .as_millis()
        };
        for value in ["", "soon", "99", "600001", "99999999999"] {
            assert_eq!(milliseconds(value), 30_000, "{value}");
        }
        assert_eq!(milliseconds("100"), 100);
        assert_eq!(milliseconds("600000"), 600_000);
    }
}
