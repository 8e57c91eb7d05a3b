//! Installs a client: with the versions and digests in its folder here, once per user, outside the workspace.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::{env, fs, process};

use sha2::{Digest, Sha256};

/// Why a client cannot be run here.
type Hindered = String;
type Installed = Result<PathBuf, Hindered>;

const HERE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/clients");

/// The interpreter of a virtual environment in which `dingtalk-sdk` is installed.
pub fn python() -> &'static Installed {
    static INSTALLED: OnceLock<Installed> = OnceLock::new();
    INSTALLED.get_or_init(|| {
        let version = run(
            "python3",
            ["-m", "pip", "--version"],
            "python3 with pip is not here",
        )?;
        let requirements = source("python/requirements.txt");
        let pins = [read(&requirements)?, version];
        let folder = once("python", &pins, |folder| {
            let environment = [OsStr::new("-m"), "venv".as_ref(), "--without-pip".as_ref()];
            run(
                "python3",
                environment.into_iter().chain([folder.as_os_str()]),
                "no virtual environment could be made",
            )?;
            let interpreter = folder.join("bin/python");
            let arguments = [
                "-m".as_ref(),
                "pip".as_ref(),
                "--python".as_ref(),
                interpreter.as_os_str(),
                "install".as_ref(),
                "--quiet".as_ref(),
                "--retries=2".as_ref(),
                "--require-hashes".as_ref(),
                "--only-binary=:all:".as_ref(),
                "--requirement".as_ref(),
                requirements.as_os_str(),
            ];
            run("python3", arguments, "pip could not install the client").map(|_| ())
        })?;
        Ok(folder.join("bin/python"))
    })
}

/// The `node_modules` in which `node-dingtalk` is installed.
pub fn node() -> &'static Installed {
    static INSTALLED: OnceLock<Installed> = OnceLock::new();
    INSTALLED.get_or_init(|| {
        run("node", ["--version"], "node is not here")?;
        run("npm", ["--version"], "npm is not here")?;
        let files = ["package.json", "package-lock.json"];
        let pins = files.map(|file| read(&source("node").join(file)));
        let pins = pins.into_iter().collect::<Result<Vec<_>, _>>()?;
        let folder = once("node", &pins, |folder| {
            for (file, text) in files.iter().zip(&pins) {
                fs::write(folder.join(file), text).map_err(|error| error.to_string())?;
            }
            let arguments = [
                "ci".as_ref(),
                "--ignore-scripts".as_ref(),
                "--no-audit".as_ref(),
                "--no-fund".as_ref(),
                "--prefer-offline".as_ref(),
                // Left alone it waits minutes where there is no network.
                "--fetch-retry-maxtimeout=2000".as_ref(),
                "--fetch-retry-mintimeout=1000".as_ref(),
                "--prefix".as_ref(),
                folder.as_os_str(),
            ];
            run("npm", arguments, "npm could not install the client").map(|_| ())
        })?;
        Ok(folder.join("node_modules"))
    })
}

/// A file of the client's own language that lies beside these tests.
pub fn source(path: &str) -> PathBuf {
    Path::new(HERE).join(path)
}

fn read(path: &Path) -> Result<String, Hindered> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// The folder that `make` fills, from the first time that it succeeded with these pins. Tests that run at the
/// same time make one each, and the first to finish has made it.
fn once(
    client: &str,
    pins: &[String],
    make: impl FnOnce(&Path) -> Result<(), Hindered>,
) -> Installed {
    let cache = cache()?;
    let name = format!("{client}-{:x}", Sha256::digest(pins.concat()));
    let ready = cache.join(&name);
    if ready.is_dir() {
        return Ok(ready);
    }
    let draft = cache.join(format!("{name}.{}", process::id()));
    fs::create_dir_all(&draft).map_err(|error| format!("{}: {error}", draft.display()))?;
    let made = make(&draft).and_then(|()| {
        fs::rename(&draft, &ready).or_else(|error| {
            let by_another = ready.is_dir();
            by_another.then_some(()).ok_or(error.to_string())
        })
    });
    // Where the draft became the folder there is nothing to remove.
    let _ = fs::remove_dir_all(&draft);
    made.map(|()| ready)
}

/// A folder of the user for what can be made again.
fn cache() -> Result<PathBuf, Hindered> {
    let absolute = |name| {
        env::var_os(name)
            .map(PathBuf::from)
            .filter(|path| path.is_absolute())
    };
    let folder = absolute("XDG_CACHE_HOME").or_else(|| Some(absolute("HOME")?.join(".cache")));
    let folder = folder.ok_or("neither XDG_CACHE_HOME nor HOME names a folder")?;
    Ok(folder.join("orgbook-test-clients"))
}

/// Runs a program to its end and gives what it wrote.
fn run<S: AsRef<OsStr>>(
    program: &str,
    arguments: impl IntoIterator<Item = S>,
    hindrance: &str,
) -> Result<String, Hindered> {
    let output = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("{hindrance}: {error}"))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        let words = String::from_utf8_lossy(&output.stderr);
        Err(format!("{hindrance}: {words}"))
    }
}
