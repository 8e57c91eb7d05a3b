//! Every example call in `docs/examples.wave`, which the reference shows, and in the pages for users
//! is carried out against a sandbox, and answers what is said beside it.

use std::time::Duration;

use leaks::{Watched, debugged};
use orgbook_host::{Host, Instance, Tenant, to_json};
use orgbook_interface::examples;
use orgbook_sandbox::{
    Clock, DEFAULT_CLIENT_ID, DEFAULT_CLIENT_SECRET, Organisation, Sandbox, Server,
};

/// 2026-09-21T14:13:20Z, so that the days in the examples are not too long ago.
const NOW: Duration = Duration::from_secs(1_790_000_000);

/// A sandbox of its own on a port, and an instance that is connected to it.
struct World {
    _server: Server,
    _sandbox: Watched,
    directory: Instance,
}

impl World {
    async fn new(host: &Host) -> Self {
        let sandbox = Sandbox::builder()
            .organisation(Organisation::default())
            .clock(Clock::frozen_at(NOW))
            .seed(1)
            .build();
        let sandbox = Watched::new(sandbox.expect("the organisation is valid"));
        let server = sandbox.serve(([127, 0, 0, 1], 0)).await;
        let server = debugged("the server", server.expect("a port"));
        let url = server.url();
        let variables = [
            ("DINGTALK_CLIENT_ID", DEFAULT_CLIENT_ID),
            ("DINGTALK_CLIENT_SECRET", DEFAULT_CLIENT_SECRET),
            ("DINGTALK_OAPI_URL", &url),
            ("DINGTALK_API_URL", &url),
        ];
        leaks::hide_settings(variables);
        let tenant = debugged("the tenant", Tenant::new(variables));
        let directory = host.instantiate(&tenant).await.expect("an instance");
        Self {
            _server: server,
            _sandbox: sandbox,
            directory,
        }
    }

    /// The kind of the error that the call answers; `None`: it succeeds.
    async fn error(&mut self, call: &str) -> Option<String> {
        let answer = self.directory.invoke(call).await;
        let answer = to_json(&answer.unwrap_or_else(|failure| panic!("{call}: {failure:#}")));
        let kind = &answer.get("err")?["kind"]["tag"];
        Some(kind.as_str().expect("a kind has a name").to_owned())
    }
}

#[tokio::test]
async fn every_example_answers_what_is_said_beside_it() {
    let host = Host::new().expect("the component compiles");
    let mut world = World::new(&host).await;
    let mut wrong = Vec::new();
    for example in examples::all() {
        let error = world.error(&example.call).await;
        if error != example.error {
            let (is, said) = (error, example.error);
            wrong.push(format!("{}: {is:?} instead of {said:?}", example.call));
        }
    }
    assert!(wrong.is_empty(), "docs/examples.wave\n{}", wrong.join("\n"));
}

#[tokio::test]
async fn every_call_that_the_pages_show_succeeds() {
    let host = Host::new().expect("the component compiles");
    for page in examples::pages() {
        // Its calls are those of the examples.
        if page.ends_with("docs/reference.md") {
            continue;
        }
        let mut world = World::new(&host).await;
        let text = std::fs::read_to_string(&page).expect("a page");
        for call in examples::in_markdown(&text) {
            let error = world.error(&call).await;
            assert_eq!(error, None, "{}: {call}", page.display());
        }
    }
}
