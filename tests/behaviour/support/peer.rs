//! A server that stands before a sandbox and does to its answers what networks and gateways do.

use std::io::ErrorKind;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use orgbook_sandbox::Sandbox;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// What becomes of a request.
pub enum Fate {
    /// The sandbox answers.
    Answered,
    /// The sandbox carries it out, and the connection ends without an answer.
    Lost,
    /// Nobody carries it out, and the connection ends without an answer.
    Dropped,
    /// These bytes are the answer, and the sandbox hears nothing.
    Said(Vec<u8>),
    /// The sandbox carries it out, and these bytes are the answer.
    Twisted(Vec<u8>),
    /// The connection stays open, and nothing is ever said.
    Ignored,
}

/// A request as the server heard it.
#[derive(Clone, Debug)]
pub struct Heard {
    pub method: String,
    pub path: String,
    pub query: String,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

/// The server; it stops when it is dropped.
pub struct Peer {
    address: SocketAddr,
    heard: Arc<Mutex<Vec<Heard>>>,
    running: JoinHandle<()>,
}

type Decide = dyn Fn(&Heard) -> Fate + Send + Sync;

impl Peer {
    /// A server that reads each request to its end before anything becomes of it.
    pub async fn before(
        sandbox: &Sandbox,
        decide: impl Fn(&Heard) -> Fate + Send + Sync + 'static,
    ) -> Self {
        Self::start(sandbox, true, decide).await
    }

    /// A server that decides as soon as it has the head, and reads the body afterwards.
    pub async fn hasty(
        sandbox: &Sandbox,
        decide: impl Fn(&Heard) -> Fate + Send + Sync + 'static,
    ) -> Self {
        Self::start(sandbox, false, decide).await
    }

    async fn start(
        sandbox: &Sandbox,
        patient: bool,
        decide: impl Fn(&Heard) -> Fate + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
        let address = listener.local_addr().expect("it has an address");
        let heard = Arc::<Mutex<Vec<Heard>>>::default();
        let (sandbox, log) = (sandbox.clone(), heard.clone());
        let decide: Arc<Decide> = Arc::new(decide);
        let running = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (sandbox, log, decide) = (sandbox.clone(), log.clone(), decide.clone());
                tokio::spawn(async move {
                    let mut connection = Connection {
                        stream,
                        bytes: Vec::new(),
                    };
                    let Some((heard, length)) = connection.read(patient).await else {
                        return;
                    };
                    log.lock().expect("no panic").push(heard.clone());
                    connection.meet(decide(&heard), &heard, &sandbox).await;
                    connection.drain(length).await;
                });
            }
        });
        Self {
            address,
            heard,
            running,
        }
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The requests so far.
    pub fn heard(&self) -> Vec<Heard> {
        self.heard.lock().expect("no panic").clone()
    }

    /// How often this path was asked for so far.
    pub fn count(&self, path: &str) -> usize {
        let heard = self.heard();
        heard.iter().filter(|request| request.path == path).count()
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        self.running.abort();
    }
}

/// An HTTP answer.
pub fn http(status: &str, content_type: &str, body: &str) -> Vec<u8> {
    format!(
        "HTTP/1.1 {status}\r\ncontent-type: {content_type}\r\ncontent-length: {}\r\n\
         connection: close\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

/// A JSON answer of the legacy family.
pub fn json(body: &serde_json::Value) -> Vec<u8> {
    http("200 OK", "application/json", &body.to_string())
}

struct Connection {
    stream: TcpStream,
    bytes: Vec<u8>,
}

impl Connection {
    /// The request, with its body if `patient`; and how many bytes it has altogether.
    async fn read(&mut self, patient: bool) -> Option<(Heard, usize)> {
        let end = loop {
            if let Some(end) = find(&self.bytes, b"\r\n\r\n") {
                break end + 4;
            }
            self.more().await?;
        };
        let head = String::from_utf8(self.bytes[..end].to_vec()).ok()?;
        let mut lines = head.split("\r\n");
        let mut words = lines.next()?.split(' ');
        let (method, target) = (words.next()?.to_owned(), words.next()?.to_owned());
        let (path, query) = target.split_once('?').unwrap_or((&target, ""));
        let headers: Vec<_> = lines
            .filter_map(|line| line.split_once(':'))
            .map(|(name, value)| (name.to_lowercase(), value.trim().to_owned()))
            .collect();
        let length = headers.iter().find(|(name, _)| name == "content-length");
        let length = length.map_or(Some(0), |(_, value)| value.parse().ok())?;
        while patient && self.bytes.len() < end + length {
            self.more().await?;
        }
        let heard = Heard {
            method,
            path: path.to_owned(),
            query: query.to_owned(),
            headers,
            body: self.bytes[end..].to_vec(),
        };
        Some((heard, end + length))
    }

    async fn meet(&mut self, fate: Fate, heard: &Heard, sandbox: &Sandbox) {
        match fate {
            Fate::Dropped => {}
            Fate::Lost => {
                forward(heard, sandbox);
            }
            Fate::Answered => {
                let answer = forward(heard, sandbox);
                self.write(&answer).await;
            }
            Fate::Said(bytes) => {
                self.write(&bytes).await;
            }
            Fate::Twisted(bytes) => {
                forward(heard, sandbox);
                self.write(&bytes).await;
            }
            Fate::Ignored => while self.more().await.is_some() {},
        }
    }

    // A connection that is closed with unread bytes would be reset, and the answer with it.
    async fn drain(&mut self, length: usize) {
        while self.bytes.len() < length && self.more().await.is_some() {}
    }

    /// Reads some more; `None` at the end.
    async fn more(&mut self) -> Option<()> {
        let mut chunk = [0; 16 * 1024];
        loop {
            self.stream.readable().await.ok()?;
            match self.stream.try_read(&mut chunk) {
                Ok(0) => return None,
                Ok(count) => {
                    self.bytes.extend_from_slice(&chunk[..count]);
                    return Some(());
                }
                Err(error) if error.kind() == ErrorKind::WouldBlock => {}
                Err(_) => return None,
            }
        }
    }

    /// Writes everything, unless the other end has gone.
    async fn write(&mut self, mut bytes: &[u8]) -> bool {
        while !bytes.is_empty() {
            if self.stream.writable().await.is_err() {
                return false;
            }
            match self.stream.try_write(bytes) {
                Ok(count) => bytes = &bytes[count..],
                Err(error) if error.kind() == ErrorKind::WouldBlock => {}
                Err(_) => return false,
            }
        }
        true
    }
}

fn forward(heard: &Heard, sandbox: &Sandbox) -> Vec<u8> {
    let target = format!("{}?{}", heard.path, heard.query);
    let mut request = http::Request::builder().method(&*heard.method).uri(target);
    for (name, value) in &heard.headers {
        request = request.header(name, value);
    }
    let request = request.body(heard.body.clone()).expect("a valid request");
    let answer = sandbox.handle(request, [127, 0, 0, 1].into());
    let body = String::from_utf8(answer.body().clone()).expect("text");
    http(answer.status().as_str(), "application/json", &body)
}

fn find(bytes: &[u8], pattern: &[u8]) -> Option<usize> {
    bytes
        .windows(pattern.len())
        .position(|window| window == pattern)
}
