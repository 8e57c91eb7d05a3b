//! Why a command did not succeed, and the exit codes.

use std::fmt;

use orgbook_host::Call;
use serde_json::{Value, json};

use super::render;

pub const HOST_FAILED: u8 = 1;
const USAGE: u8 = 2;
const NOT_FOUND: u8 = 3;
const CONFIGURATION: u8 = 6;

/// Why a command did not succeed.
pub enum Failure {
    /// The directory's answer, a WIT `error`.
    Directory(Value),
    /// The text to invoke is no call, or a file that was named cannot be read.
    Usage(String),
    /// The component or the host failed.
    Host(String),
}

impl Failure {
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Directory(error) => of_kind(&error["kind"]),
            Self::Usage(_) => USAGE,
            Self::Host(_) => HOST_FAILED,
        }
    }

    pub fn to_json(&self) -> Value {
        match self {
            Self::Directory(error) => json!({ "error": error }),
            Self::Usage(message) => of_this_program("usage", message),
            Self::Host(message) => of_this_program("host", message),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Directory(error) => {
                write!(f, "{}", render::error(error).trim_end())?;
                if error["kind"]["tag"] == "misconfigured" {
                    write!(
                        f,
                        "\n\nTo try it without an organisation of your own, add --sandbox."
                    )?;
                }
                Ok(())
            }
            Self::Usage(message) => write!(f, "error: {message}"),
            Self::Host(message) => write!(f, "the host failed: {message}"),
        }
    }
}

impl From<wasmtime::Error> for Failure {
    fn from(error: wasmtime::Error) -> Self {
        Self::Host(format!("{error:#}"))
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::Host(error.to_string())
    }
}

/// The exit code of a call that succeeded: what it found may still be nothing, or a problem.
pub fn of_reply(call: &Call, reply: &Value) -> u8 {
    match call.function.as_str() {
        "find-user-by-mobile" | "find-user-by-attribute" if reply.is_null() => NOT_FOUND,
        "check-directory" => {
            let findings = reply.as_array().map_or(&[][..], Vec::as_slice);
            let error = findings
                .iter()
                .any(|finding| finding["severity"] == "error");
            if error { CONFIGURATION } else { 0 }
        }
        _ => 0,
    }
}

/// An error in the form of the WIT's, of a kind that it does not have.
fn of_this_program(kind: &str, message: &str) -> Value {
    json!({ "error": { "kind": { "tag": kind }, "message": message } })
}

fn of_kind(kind: &Value) -> u8 {
    match kind["tag"].as_str() {
        Some("not-found") => NOT_FOUND,
        Some("already-exists" | "conflict") => 4,
        Some("invalid-argument" | "unsupported") => 5,
        Some("misconfigured" | "unauthenticated" | "permission-denied" | "egress-denied") => {
            CONFIGURATION
        }
        Some("rate-limited" | "timeout" | "unavailable") => 7,
        Some("outcome-unknown") => 8,
        _ => 9,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_error_has_its_exit_code() {
        for (kind, code) in [
            ("not-found", 3),
            ("already-exists", 4),
            ("conflict", 4),
            ("invalid-argument", 5),
            ("unsupported", 5),
            ("misconfigured", 6),
            ("unauthenticated", 6),
            ("permission-denied", 6),
            ("egress-denied", 6),
            ("rate-limited", 7),
            ("timeout", 7),
            ("unavailable", 7),
            ("outcome-unknown", 8),
            ("quota-exceeded", 9),
            ("bad-response", 9),
        ] {
            assert_eq!(of_kind(&json!({ "tag": kind })), code, "{kind}");
        }
        assert_eq!(of_kind(&json!({ "tag": "other", "val": "33001" })), 9);
    }

    #[test]
    fn a_check_that_found_an_error_does_not_succeed() {
        let check = Call::new("check-directory", []);
        assert_eq!(of_reply(&check, &json!([{ "severity": "warning" }])), 0);
        assert_eq!(
            of_reply(
                &check,
                &json!([{ "severity": "ok" }, { "severity": "error" }])
            ),
            6
        );
    }
}
