//! The scenario as a host in another language carries it out: a program of its own.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{fs, process};

use serde_json::to_string;

use crate::SCENARIO;
use crate::components::said;
use crate::languages::component;
use crate::servers::Servers;

/// What the program prints when it is given the scenario, the component and the URLs of the servers.
pub fn report(program: &[&str], folder: &Path, servers: &Servers) -> String {
    let files = Files::write(servers);
    let (name, arguments) = program.split_first().expect("a program");
    let output = Command::new(name)
        .args(arguments)
        .args([&*files.scenario, component(), &*files.servers])
        .current_dir(folder)
        // Nothing of this may get into an instance: its environment is what the scenario says.
        .env("DINGTALK_CLIENT_ID", "from-the-process")
        .env("ORGBOOK_MAX_ANSWER_BYTES", "1024")
        .stdin(Stdio::null())
        .output();
    let output = output.unwrap_or_else(|error| panic!("{name}: {error}"));
    assert!(output.status.success(), "{name}: {}", said(&output));
    String::from_utf8(output.stdout).expect("a report is UTF-8")
}

/// The files that a runner reads beside the component, for as long as it runs.
struct Files {
    folder: PathBuf,
    scenario: PathBuf,
    servers: PathBuf,
}

impl Files {
    fn write(servers: &Servers) -> Self {
        let port = servers
            .urls
            .values()
            .next()
            .and_then(|url| url.rsplit(':').next());
        let name = format!("scenario-{}-{}", process::id(), port.unwrap_or_default());
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::create_dir_all(&folder).expect("a folder for the files");
        let write = |name: &str, text: &str| {
            let path = folder.join(name);
            fs::write(&path, text).expect("the file can be written");
            path
        };
        Self {
            scenario: write("scenario.json", SCENARIO),
            servers: write("servers.json", &to_string(&servers.urls).expect("texts")),
            folder,
        }
    }
}

impl Drop for Files {
    fn drop(&mut self) {
        // What is left over is small, and the next build folder is without it.
        _ = fs::remove_dir_all(&self.folder);
    }
}
