//! The page: its files, what its scripts call, and what a browser lets it do.

use http::Response;
use serde_json::Value;

use super::{ask_with, get};
use crate::world::World;

fn file(world: &World, path: &str) -> Response<Vec<u8>> {
    let reply = ask_with(world, "GET", path, None, &[]);
    assert_eq!(reply.status(), 200, "{path}");
    reply
}

fn text(world: &World, path: &str) -> String {
    String::from_utf8(file(world, path).into_body()).unwrap()
}

/// What stands in a text between each occurrence of `start` and the next `end`.
fn between<'a>(text: &'a str, start: &'a str, end: &'a str) -> impl Iterator<Item = &'a str> {
    text.split(start)
        .skip(1)
        .map(move |rest| rest.split(end).next().unwrap())
}

/// The text of every script, with its path: those that the page names and those that they import.
fn scripts(world: &World) -> Vec<(String, String)> {
    let page = text(world, "/page");
    let mut paths: Vec<String> = between(&page, "src=\"/_sandbox", "\"")
        .map(str::to_owned)
        .collect();
    let mut scripts = Vec::new();
    while let Some(path) = paths.pop() {
        if scripts.iter().any(|(known, _)| *known == path) {
            continue;
        }
        let script = text(world, &path);
        paths.extend(between(&script, "from \"./", "\"").map(|name| format!("/page/{name}")));
        scripts.push((path, script));
    }
    scripts
}

#[test]
fn everything_that_the_page_names_is_there() {
    let world = World::new();
    let page = file(&world, "/page");
    assert_eq!(page.headers()["content-type"], "text/html; charset=utf-8");
    let styles = file(&world, "/page/page.css");
    assert_eq!(styles.headers()["content-type"], "text/css; charset=utf-8");
    let script = file(&world, "/page/page.js");
    assert_eq!(
        script.headers()["content-type"],
        "text/javascript; charset=utf-8"
    );
    assert_eq!(scripts(&world).len(), 11);
    let none = ask_with(&world, "GET", "/page/none.js", None, &[]);
    assert_eq!(none.status(), 404);
}

#[test]
fn every_call_of_the_scripts_is_an_endpoint() {
    let world = World::new();
    let index = get(&world, "");
    let endpoints: Vec<(&str, Vec<&str>)> = index["endpoints"]
        .as_array()
        .unwrap()
        .iter()
        .map(|endpoint| {
            let text = |name: &str| endpoint[name].as_str().unwrap();
            (text("method"), text("path").split('/').skip(2).collect())
        })
        .collect();
    let scripts = scripts(&world);
    let (_, api) = scripts
        .iter()
        .find(|(path, _)| path == "/page/api.js")
        .unwrap();
    let mut count = 0;
    for (method, rest) in api
        .split("call(\"")
        .skip(1)
        .map(|rest| rest.split_once("\", ").unwrap())
    {
        let quote = &rest[..1];
        let path = rest[1..]
            .split(quote)
            .next()
            .unwrap()
            .split('?')
            .next()
            .unwrap();
        let called: Vec<&str> = path.split('/').skip(1).collect();
        let known = endpoints.iter().any(|(takes, parts)| {
            *takes == method
                && parts.len() == called.len()
                && parts.iter().zip(&called).all(|(part, called)| {
                    part == called || part.starts_with('{') && called.starts_with("${")
                })
        });
        assert!(known, "{method} {path}");
        count += 1;
    }
    assert!(count > 20);
    // No other way leads out.
    for (path, script) in &scripts {
        let ways = script.matches("fetch(").count() + script.matches("XMLHttpRequest").count();
        assert_eq!(ways, usize::from(path == "/page/api.js"), "{path}");
    }
}

#[test]
fn a_browser_runs_only_the_pages_own_scripts_and_lets_nobody_frame_it() {
    let world = World::new();
    for path in ["/page", "/page/page.js", "/organisation", "/none"] {
        let reply = ask_with(&world, "GET", path, None, &[]);
        let headers = reply.headers();
        let policy = headers["content-security-policy"].to_str().unwrap();
        assert!(policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self';"));
        assert!(policy.ends_with("frame-ancestors 'none'"));
        assert!(!policy.contains("unsafe"));
        assert_eq!(headers["x-content-type-options"], "nosniff");
        assert_eq!(headers["cache-control"], "no-store");
    }
    // What the policy would block is not there.
    let page = text(&world, "/page");
    for inline in ["<style", "style=", "onclick=", "onload=", "://", "<script>"] {
        assert!(!page.contains(inline), "{inline}");
    }
}

#[test]
fn the_scripts_make_no_html_from_text() {
    for (path, script) in scripts(&World::new()) {
        for way in [
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "eval(",
            "Function(",
            "setAttribute(\"on",
            "://",
        ] {
            assert!(!script.contains(way), "{way} in {path}");
        }
    }
}

#[test]
fn what_the_page_reads_has_the_shape_that_it_expects() {
    let world = World::new();
    let organisation = get(&world, "/organisation");
    for list in ["departments", "users", "apps", "custom_fields"] {
        assert!(organisation[list].is_array(), "{list}");
    }
    assert!(organisation["settings"].is_object());
    let app = &organisation["apps"][0];
    for list in [
        "/permissions",
        "/ip_allow_list",
        "/data_range/departments",
        "/data_range/users",
    ] {
        assert!(app.pointer(list).is_some_and(Value::is_array), "{list}");
    }
    let exchange = &get(&world, "/requests")["requests"][0]["exchange"];
    for text in ["query", "body", "reply"] {
        assert!(exchange[text].is_string(), "{text}");
    }
}
