//! Faults as they reach a client over a socket.

use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use orgbook_sandbox::{Fault, FaultRule, Stage};
use serde_json::{Value, json};

use super::{Process, Running, agent, call, command, read, start, token};

/// What came over one connection, and the error that ended it.
struct Received {
    text: String,
    error: Option<ErrorKind>,
}

impl Received {
    fn body(&self) -> &str {
        self.text
            .split_once("\r\n\r\n")
            .map_or("", |(_, body)| body)
    }
}

/// A request for somebody who is there, as it is sent.
fn request(running: &Running) -> TcpStream {
    let token = token(&running.url);
    let body = json!({"userid": "manager4220"}).to_string();
    let mut stream = TcpStream::connect(running.server.as_ref().unwrap().address()).unwrap();
    write!(
        stream,
        "POST /topapi/v2/user/get?access_token={token} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\
         content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
    .unwrap();
    stream
}

fn received(mut stream: TcpStream) -> Received {
    let mut bytes = Vec::new();
    let error = stream.read_to_end(&mut bytes).err();
    Received {
        text: String::from_utf8(bytes).unwrap(),
        error: error.map(|error| error.kind()),
    }
}

fn under(rule: FaultRule) -> Received {
    let running = start();
    running
        .sandbox
        .inject(rule.on("/topapi/v2/user/get"))
        .unwrap();
    received(request(&running))
}

#[test]
fn a_reset_comes_before_any_byte() {
    for stage in [Stage::Before, Stage::After] {
        let received = under(FaultRule::new(Fault::ConnectionReset).at(stage));
        assert_eq!(received.text, "");
        assert_eq!(received.error, Some(ErrorKind::ConnectionReset));
    }
}

#[test]
fn a_reset_comes_in_the_middle_of_the_body() {
    let received = under(FaultRule::new(Fault::ConnectionReset).at(Stage::MidAnswer));
    assert_eq!(received.error, Some(ErrorKind::ConnectionReset));
    assert!(!received.text.ends_with('}'), "{}", received.text);
}

#[test]
fn a_truncated_body_is_half_of_what_was_promised() {
    let received = under(FaultRule::new(Fault::TruncatedBody));
    assert_eq!(received.error, None);
    let promised = received.text.split("content-length: ").nth(1).unwrap();
    let promised: usize = promised.split("\r\n").next().unwrap().parse().unwrap();
    assert_eq!(received.body().len(), promised / 2);
}

#[test]
fn truncated_chunks_lack_the_last_one() {
    let received = under(FaultRule::new(Fault::TruncatedChunks));
    assert_eq!(received.error, None);
    assert!(received.text.contains("transfer-encoding: chunked"));
    assert!(
        received.body().contains(r#"{"errcode":0,"#),
        "{}",
        received.text
    );
    assert!(!received.text.ends_with("0\r\n\r\n"), "{}", received.text);
}

#[test]
fn a_drip_comes_byte_by_byte_and_is_the_true_answer_in_the_end() {
    let drip = FaultRule::new(Fault::SlowDrip).lasting(Duration::from_micros(1));
    let received = under(drip);
    let reply: Value = serde_json::from_str(received.body()).unwrap();
    assert_eq!(reply["result"]["userid"], "manager4220");
}

#[test]
fn a_late_answer_is_the_true_one() {
    let late = FaultRule::new(Fault::Latency).lasting(Duration::from_millis(10));
    let received = under(late);
    assert!(received.body().starts_with(r#"{"errcode":0,"#));
}

#[test]
fn an_endless_body_goes_on_until_the_client_goes_away() {
    let running = start();
    running
        .sandbox
        .inject(FaultRule::new(Fault::EndlessBody).on("/topapi/v2/user/get"))
        .unwrap();
    let mut stream = request(&running);
    let mut bytes = vec![0; 4 * 1024 * 1024];
    stream.read_exact(&mut bytes).unwrap();
    assert!(bytes.starts_with(b"HTTP/1.1 200 OK\r\n"));
    drop(stream);
    running.sandbox.clear_faults();
    let token = token(&running.url);
    let reply = call(
        &running.url,
        &token,
        "user/get",
        json!({"userid": "manager4220"}),
    );
    assert_eq!(reply["errcode"], 0);
}

#[test]
fn where_nothing_comes_the_connection_stays_open() {
    for stage in Fault::NoAnswer.stages() {
        let running = start();
        let rule = FaultRule::new(Fault::NoAnswer).at(*stage);
        running
            .sandbox
            .inject(rule.on("/topapi/v2/user/get"))
            .unwrap();
        let stream = request(&running);
        stream
            .set_read_timeout(Some(Duration::from_millis(50)))
            .unwrap();
        let received = received(stream);
        assert_eq!(received.error, Some(ErrorKind::WouldBlock), "{stage}");
        assert_eq!(received.text.is_empty(), *stage != Stage::MidAnswer);
    }
}

#[test]
fn a_server_stops_although_answers_are_on_their_way() {
    for rule in [
        FaultRule::new(Fault::NoAnswer),
        FaultRule::new(Fault::NoAnswer).at(Stage::MidAnswer),
        FaultRule::new(Fault::EndlessBody),
        FaultRule::new(Fault::SlowDrip).lasting(Duration::from_secs(3600)),
        FaultRule::new(Fault::Latency).lasting(Duration::from_secs(3600)),
    ] {
        let mut running = start();
        running
            .sandbox
            .inject(rule.clone().on("/topapi/v2/user/get"))
            .unwrap();
        let stream = request(&running);
        // The record tells that the request is there, and that the answer has begun not to come.
        while running.sandbox.requests().len() < 2 {
            std::thread::yield_now();
        }
        let server = running.server.take().unwrap();
        running.runtime.block_on(server.stop()).unwrap();
        let received = received(stream);
        let whole = received.body().ends_with('}');
        assert_eq!(whole, rule.fault == Fault::Latency, "{rule}");
    }
}

#[test]
fn a_fault_strikes_one_connection_and_not_the_next() {
    let running = start();
    let reset = FaultRule::new(Fault::ConnectionReset).times(1);
    running.sandbox.inject(reset).unwrap();
    assert!(
        agent()
            .get(format!("{}/gettoken", running.url))
            .call()
            .is_err()
    );
    assert_eq!(token(&running.url).len(), 32);
}

#[test]
fn the_command_injects_the_faults_that_it_is_given() {
    let rule = "http-503:/gettoken:times=1";
    let arguments = ["--port", "0", "--json", "--throttle", "--fault", rule];
    let mut process = Process(command(&arguments).spawn().unwrap());
    let mut line = String::new();
    BufReader::new(process.0.stdout.take().unwrap())
        .read_line(&mut line)
        .unwrap();
    let told: Value = serde_json::from_str(&line).unwrap();
    let url = told["url"].as_str().unwrap();
    let first = agent().get(format!("{url}/gettoken")).call().unwrap();
    assert_eq!(first.status(), 503);
    assert_eq!(token(url).len(), 32);
    let settings = agent().get(format!("{url}/_sandbox/settings")).call();
    assert_eq!(read(settings.unwrap()).1["throttle"], true);
}

#[test]
fn the_command_refuses_a_rule_that_cannot_be_and_teaches_them_all() {
    let refused = command(&["--fault", "app-throttled@after"])
        .output()
        .unwrap();
    assert_eq!(refused.status.code(), Some(2));
    let told = String::from_utf8(refused.stderr).unwrap();
    assert!(told.contains("cannot strike at the stage after"), "{told}");
    let help = command(&["--help"]).output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    for fault in Fault::ALL {
        assert!(
            help.contains(&format!("  {fault} ")),
            "{fault} is missing in {help}"
        );
    }
}
