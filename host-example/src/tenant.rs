//! What one tenant's instances get from the host.

use std::{collections::BTreeMap, env, fmt, time::Duration};

use crate::egress::Origin;

/// One tenant: the environment variables that configure the component, and the servers that it may
/// reach.
///
/// Only variables whose names begin with `DINGTALK_` or `ORGBOOK_` are kept; whatever else the
/// host's environment holds stays out of the component's sight. Its `Debug` shows no secret.
#[derive(Clone)]
pub struct Tenant {
    variables: BTreeMap<String, String>,
    allowed: Option<Vec<Origin>>,
}

impl Tenant {
    /// A tenant with these environment variables. It may reach the servers that they name:
    /// `DINGTALK_OAPI_URL` and `DINGTALK_API_URL`, or else those of `DINGTALK_REGION`.
    pub fn new<N: Into<String>, V: Into<String>>(
        variables: impl IntoIterator<Item = (N, V)>,
    ) -> Self {
        let variables = variables
            .into_iter()
            .map(|(name, value)| (name.into(), value.into()))
            .filter(|(name, _)| name.starts_with("DINGTALK_") || name.starts_with("ORGBOOK_"))
            .collect();
        Self {
            variables,
            allowed: None,
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

    /// When the host gives a call up. The component keeps its own deadline; this is for the case
    /// that it does not come to it.
    pub(crate) fn backstop(&self) -> Duration {
        const DEFAULT: Duration = Duration::from_secs(30);
        const LONGEST: Duration = Duration::from_secs(600);
        const MARGIN: Duration = Duration::from_secs(5);
        let deadline = self
            .get("ORGBOOK_DEADLINE_MS")
            .and_then(|value| value.parse().ok())
            .map_or(DEFAULT, Duration::from_millis);
        deadline.min(LONGEST) + MARGIN
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
    fn the_backstop_lies_above_the_components_deadline() {
        let seconds = |value| {
            Tenant::new([("ORGBOOK_DEADLINE_MS", value)])
                .backstop()
                .as_secs()
        };
        assert_eq!(seconds(""), 35);
        assert_eq!(seconds("soon"), 35);
        assert_eq!(seconds("60000"), 65);
        assert_eq!(seconds("99999999999"), 605);
    }
}
