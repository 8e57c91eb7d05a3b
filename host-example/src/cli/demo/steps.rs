//! Runs the steps of the demo: each is a call, what came back, and what had to come back.

use orgbook_host::Call;
use orgbook_sandbox::{FaultRule, RecordedRequest, Sandbox};
use serde_json::{Value, json};

use crate::cli::{exit::Failure, render, session::Session};

pub struct Steps {
    session: Session,
    sandbox: Sandbox,
    json: bool,
    print: fn(&str) -> Result<(), Failure>,
    run: usize,
    failed: usize,
}

/// What came back in a step.
pub struct Reply {
    /// The answer, or `null` after a refusal.
    pub value: Value,
    /// The refusal, or `null`.
    pub error: Value,
    /// The requests that reached the sandbox meanwhile.
    pub sent: Vec<RecordedRequest>,
}

/// What a step tells: lines for people, and the expectations with what became of them.
#[derive(Default)]
pub struct Report {
    lines: Vec<String>,
    changes: Option<Value>,
    checks: Vec<(String, bool)>,
}

impl Report {
    pub fn line(mut self, line: impl Into<String>) -> Self {
        self.lines.push(line.into());
        self
    }

    /// The fields that differ from an earlier reply, for the JSON.
    pub fn changes(mut self, changes: Value) -> Self {
        self.changes = Some(changes);
        self
    }

    pub fn check(mut self, expectation: impl Into<String>, met: bool) -> Self {
        self.checks.push((expectation.into(), met));
        self
    }
}

impl Steps {
    /// Begins with a sandbox of their own, into which these faults are injected; `print` is where they are told.
    pub async fn start(
        json: bool,
        print: fn(&str) -> Result<(), Failure>,
        faults: Vec<FaultRule>,
    ) -> Result<Self, Failure> {
        let (session, sandbox) = Session::with_sandbox(faults).await?;
        Ok(Self {
            session,
            sandbox,
            json,
            print,
            run: 0,
            failed: 0,
        })
    }

    pub fn sandbox(&self) -> Sandbox {
        self.sandbox.clone()
    }

    /// How many steps were run, and how many of them did not come out as they should.
    pub fn outcome(&self) -> (usize, usize) {
        (self.run, self.failed)
    }

    /// Says something to people; in JSON there are the steps alone.
    pub fn say(&self, words: &str) -> Result<(), Failure> {
        if self.json {
            Ok(())
        } else {
            (self.print)(words)
        }
    }

    /// A step that has to succeed. Gives what came back, `null` if it was refused.
    pub async fn step(
        &mut self,
        name: &str,
        title: &str,
        call: Call,
        report: impl FnOnce(&Reply) -> Report,
    ) -> Result<Value, Failure> {
        let reply = self.call(&call).await?;
        let report = report(&reply).check("it succeeds", reply.error.is_null());
        self.tell(name, title, &call.to_string(), &reply, report)?;
        Ok(reply.value)
    }

    /// A step that has to be refused with this kind of error.
    pub async fn refused(
        &mut self,
        name: &str,
        title: &str,
        call: Call,
        kind: &str,
        report: impl FnOnce(&Reply) -> Report,
    ) -> Result<(), Failure> {
        let reply = self.call(&call).await?;
        let refused = reply.error["kind"]["tag"] == kind;
        let report = report(&reply).check(format!("it is refused as {kind}"), refused);
        self.tell(name, title, &call.to_string(), &reply, report)
    }

    /// A call on the way to a step.
    pub async fn call(&mut self, call: &Call) -> Result<Reply, Failure> {
        let before = self.sandbox.requests().len();
        let (value, error) = match self.session.call(call).await {
            Ok(value) => (value, Value::Null),
            Err(Failure::Directory(error)) => (Value::Null, error),
            Err(failure) => return Err(failure),
        };
        let sent = self.sandbox.requests().split_off(before);
        Ok(Reply { value, error, sent })
    }

    /// Tells what became of a step, and counts it.
    pub fn tell(
        &mut self,
        name: &str,
        title: &str,
        call: &str,
        reply: &Reply,
        report: Report,
    ) -> Result<(), Failure> {
        let ok = report.checks.iter().all(|(_, met)| *met);
        self.run += 1;
        self.failed += usize::from(!ok);
        if self.json {
            (self.print)(&as_json(name, call, ok, reply, report))
        } else {
            (self.print)(&as_text(self.run, title, call, reply, &report))
        }
    }
}

fn as_json(name: &str, call: &str, ok: bool, reply: &Reply, report: Report) -> String {
    let checks = report.checks.into_iter();
    let mut line = json!({
        "step": name,
        "call": call,
        "ok": ok,
        "sent": sent(reply).collect::<Value>(),
        "checks": checks
            .map(|(expectation, met)| json!({ "expectation": expectation, "met": met }))
            .collect::<Value>(),
    });
    if reply.error.is_null() {
        line["result"] = reply.value.clone();
    } else {
        line["error"] = reply.error.clone();
    }
    if let Some(changes) = report.changes {
        line["changes"] = changes;
    }
    format!("{line}\n")
}

fn as_text(number: usize, title: &str, call: &str, reply: &Reply, report: &Report) -> String {
    let mut lines = vec![call.to_owned()];
    lines.extend(sent(reply).map(|request| format!("sent {request}")));
    lines.extend(report.lines.iter().cloned());
    if reply.error.is_object() {
        lines.push(render::error(&reply.error));
    }
    lines.extend(report.checks.iter().map(|(expectation, met)| {
        format!("{} {expectation}", if *met { "ok    " } else { "FAILED" })
    }));
    let mut text = format!("\n{number}. {title}\n");
    for line in lines.iter().flat_map(|lines| lines.lines()) {
        text.push_str(&format!("   {line}\n"));
    }
    text
}

fn sent(reply: &Reply) -> impl Iterator<Item = String> {
    reply.sent.iter().map(|request| {
        let fault = request.fault.map(|struck| {
            let applied = if request.applied { "" } else { "not " };
            format!(
                ", struck by {}@{}, {applied}applied",
                struck.fault, struck.stage
            )
        });
        let fault = fault.unwrap_or_default();
        format!("{} {}{fault}", request.method, request.path)
    })
}
