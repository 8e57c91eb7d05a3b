//! The sandbox behind a real socket, as a library and as a command.

mod faults;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use leaks::Watched;
use orgbook_sandbox::{DEFAULT_CLIENT_ID, DEFAULT_CLIENT_SECRET, Sandbox, Server};
use serde_json::{Value, json};
use tokio::runtime::Runtime;

/// A running server with the runtime that it lives in.
struct Running {
    sandbox: Watched,
    server: Option<Server>,
    runtime: Runtime,
    url: String,
}

fn start() -> Running {
    let runtime = Runtime::new().unwrap();
    let sandbox = Watched::new(Sandbox::new());
    let server = runtime
        .block_on(sandbox.serve(([127, 0, 0, 1], 0)))
        .unwrap();
    Running {
        url: server.url(),
        server: Some(server),
        sandbox,
        runtime,
    }
}

fn agent() -> ureq::Agent {
    ureq::Agent::config_builder()
        .http_status_as_error(false)
        .proxy(None)
        .timeout_global(Some(Duration::from_secs(30)))
        .build()
        .into()
}

fn read(response: ureq::http::Response<ureq::Body>) -> (u16, Value) {
    let status = response.status().as_u16();
    let text = response.into_body().read_to_string().unwrap();
    (status, serde_json::from_str(&text).unwrap())
}

fn token(url: &str) -> String {
    let url =
        format!("{url}/gettoken?appkey={DEFAULT_CLIENT_ID}&appsecret={DEFAULT_CLIENT_SECRET}");
    let (_, reply) = read(agent().get(url).call().unwrap());
    reply["access_token"].as_str().unwrap().to_owned()
}

fn call(url: &str, token: &str, api: &str, body: Value) -> Value {
    let url = format!("{url}/topapi/v2/{api}?access_token={token}");
    let request = agent().post(url).content_type("application/json");
    let (status, reply) = read(request.send(body.to_string()).unwrap());
    assert_eq!(status, 200);
    reply
}

#[test]
fn an_employee_lives_through_create_get_update_and_delete_over_http() {
    let running = start();
    let token = token(&running.url);
    let call = |api: &str, body| call(&running.url, &token, api, body);
    let created = call(
        "user/create",
        json!({"name": "新人", "mobile": "13900000001", "dept_id_list": "1"}),
    );
    let userid = created["result"]["userid"].clone();
    assert_eq!(
        call("user/get", json!({"userid": userid}))["result"]["name"],
        "新人"
    );
    assert_eq!(
        call("user/update", json!({"userid": userid, "title": "工程师"}))["errcode"],
        0
    );
    assert_eq!(
        call("user/get", json!({"userid": userid}))["result"]["title"],
        "工程师"
    );
    assert_eq!(call("user/delete", json!({"userid": userid}))["errcode"], 0);
    assert_eq!(
        call("user/get", json!({"userid": userid}))["errcode"],
        60121
    );
}

#[test]
fn the_new_api_keeps_its_http_statuses_over_http() {
    let running = start();
    let url = format!("{}/v1.0/oauth2/accessToken", running.url);
    let request = agent().post(url).content_type("application/json");
    let (status, reply) = read(request.send(r#"{"appKey":"x","appSecret":"y"}"#).unwrap());
    assert_eq!(
        (status, &reply["code"]),
        (400, &json!("invalidClientIdOrSecret"))
    );
}

#[test]
fn the_administration_answers_on_the_same_port() {
    let running = start();
    let url = format!("{}/_sandbox/settings", running.url);
    let (status, settings) = read(agent().get(&url).call().unwrap());
    assert_eq!((status, &settings["mailbox_service"]), (200, &json!(false)));
    let request = agent().patch(&url).content_type("application/json");
    let reply = request.send(r#"{"mailbox_service":true}"#).unwrap();
    assert_eq!(reply.status(), 204);
    assert!(running.sandbox.organisation().settings.mailbox_service);
}

#[test]
fn the_callers_address_comes_from_the_connection() {
    let running = start();
    let change = |address: [u8; 4]| {
        let change = |app: &mut orgbook_sandbox::App| app.ip_allow_list = vec![address.into()];
        running
            .sandbox
            .change_app(DEFAULT_CLIENT_ID, change)
            .unwrap();
    };
    let token = token(&running.url);
    change([192, 0, 2, 1]);
    let refused = call(&running.url, &token, "department/listsub", json!({}));
    assert!(
        refused["sub_msg"]
            .as_str()
            .unwrap()
            .contains("request ip=127.0.0.1 "),
        "{refused}"
    );
    change([127, 0, 0, 1]);
    assert_eq!(
        call(&running.url, &token, "department/listsub", json!({}))["errcode"],
        0
    );
}

#[test]
fn a_body_above_one_mebibyte_is_413() {
    let running = start();
    let url = format!("{}/topapi/v2/user/get", running.url);
    // The server may close before the whole body is out, which a client may see as an error of sending.
    if let Ok(response) = agent()
        .post(url)
        .send(vec![b' '; 1024 * 1024 + 1].as_slice())
    {
        assert_eq!(response.status(), 413);
    }
    assert_eq!(running.sandbox.requests().len(), 0);
}

#[test]
fn two_servers_can_show_one_sandbox() {
    let running = start();
    let other = running
        .runtime
        .block_on(running.sandbox.serve(([127, 0, 0, 1], 0)))
        .unwrap();
    assert_ne!(other.url(), running.url);
    assert_eq!(token(&other.url()), token(&running.url));
}

#[test]
fn a_stopped_server_refuses_connections() {
    let mut running = start();
    token(&running.url);
    let server = running.server.take().unwrap();
    running.runtime.block_on(server.stop()).unwrap();
    assert!(agent().get(&running.url).call().is_err());
}

#[test]
fn a_dropped_server_frees_its_port() {
    let mut running = start();
    let address = running.server.as_ref().unwrap().address();
    drop(running.server.take());
    // The port is free once the server's task has run; binding again proves it.
    let again = running.runtime.block_on(async {
        loop {
            match running.sandbox.serve(address).await {
                Ok(server) => break server,
                Err(_) => tokio::task::yield_now().await,
            }
        }
    });
    assert_eq!(again.address(), address);
}

/// The command, ended when the test ends.
struct Process(Child);

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_orgbook-sandbox"));
    command
        .args(arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

#[test]
fn the_command_tells_a_program_where_it_is_and_serves_there() {
    let mut process = Process(command(&["--port", "0", "--json"]).spawn().unwrap());
    let mut line = String::new();
    BufReader::new(process.0.stdout.take().unwrap())
        .read_line(&mut line)
        .unwrap();
    let told: Value = serde_json::from_str(&line).unwrap();
    assert_eq!(told["apps"][0]["client_id"], DEFAULT_CLIENT_ID);
    assert_eq!(told["apps"][0]["client_secret"], DEFAULT_CLIENT_SECRET);
    assert_eq!(token(told["url"].as_str().unwrap()).len(), 32);
    let page = agent().get(told["page"].as_str().unwrap()).call().unwrap();
    assert_eq!(page.headers()["content-type"], "text/html; charset=utf-8");
}

#[test]
#[cfg(unix)]
fn ctrl_c_ends_the_command_while_a_request_is_half_sent() {
    let mut process = Process(command(&["--port", "0", "--json"]).spawn().unwrap());
    let mut line = String::new();
    let mut output = BufReader::new(process.0.stdout.take().unwrap());
    output.read_line(&mut line).unwrap();
    let told: Value = serde_json::from_str(&line).unwrap();
    let address = told["url"].as_str().unwrap().trim_start_matches("http://");
    // The first answer shows that the connection was taken.
    let mut connection = TcpStream::connect(address).unwrap();
    connection
        .write_all(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n")
        .unwrap();
    assert_eq!(connection.read(&mut [0]).unwrap(), 1);
    connection
        .write_all(b"POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\n{")
        .unwrap();
    let pid = process.0.id().to_string();
    let mut kill = Command::new("kill");
    assert!(kill.args(["-INT", &pid]).status().unwrap().success());
    assert!(process.0.wait().unwrap().success());
}

#[test]
fn the_command_says_which_file_is_wrong_and_why() {
    let mut process = Process(
        command(&["--port", "0", "--organisation", "Cargo.toml"])
            .spawn()
            .unwrap(),
    );
    assert!(!process.0.wait().unwrap().success());
    let mut said = String::new();
    process
        .0
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut said)
        .unwrap();
    assert!(
        said.contains("Cargo.toml: not an organisation file"),
        "{said}"
    );
}
