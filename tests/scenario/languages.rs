//! Hosts in other languages: each is installed by a script of its own, has checks of its own, and carries out the
//! scenario.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use orgbook_host::COMPONENT;

use crate::components::said;

/// A host in the folder of its language.
pub struct Language {
    /// The folder in `host-example/`, and the name in `skips.json`.
    pub name: &'static str,
    /// Installs what it needs; does nothing when all of it is there.
    install: &'static str,
    /// Checks what it promises beside the scenario.
    check: &'static str,
    /// Carries out the scenario that its arguments name.
    pub runner: &'static [&'static str],
    installed: OnceLock<Result<(), String>>,
}

impl Language {
    const fn new(
        name: &'static str,
        install: &'static str,
        check: &'static str,
        runner: &'static [&'static str],
    ) -> Self {
        Self {
            name,
            install,
            check,
            runner,
            installed: OnceLock::new(),
        }
    }

    /// The folder, with everything installed; `None` where the language, or the network to install from, is not
    /// here. With `ORGBOOK_TEST_ALL=1` that fails.
    pub fn folder(&self) -> Option<PathBuf> {
        let folder = workspace().join("host-example").join(self.name);
        let installed = self.installed.get_or_init(|| {
            let output = self.shell(self.install).output();
            let output = output.map_err(|error| error.to_string())?;
            output.status.success().then_some(()).ok_or(said(&output))
        });
        match installed {
            Ok(()) => Some(folder),
            Err(hindrance) => {
                let required = env::var_os("ORGBOOK_TEST_ALL").is_some_and(|value| value == "1");
                assert!(!required, "{}: {hindrance}", self.name);
                eprintln!("skipped, {} cannot be installed: {hindrance}", self.name);
                None
            }
        }
    }

    /// Runs its own checks.
    pub fn keeps_its_promises(&self) {
        if self.folder().is_some() {
            let output = self.shell(self.check).output().expect("a shell");
            print!("{}", said(&output));
            assert!(output.status.success(), "{}", self.name);
        }
    }

    /// A command in its folder, which finds the component and the sandbox by two variables.
    fn shell(&self, line: &str) -> Command {
        let mut command = Command::new("sh");
        command
            .args(["-euc", line])
            .current_dir(workspace().join("host-example").join(self.name))
            .env("ORGBOOK_COMPONENT", component())
            .env("ORGBOOK_SANDBOX", sandbox())
            .stdin(Stdio::null());
        command
    }
}

pub static NODE: Language = Language::new(
    "node",
    r#"./install.sh "$ORGBOOK_COMPONENT""#,
    "npm run --silent check && npm test",
    &["node", "scenario.mjs"],
);
pub static PYTHON: Language = Language::new(
    "python",
    "./install.sh",
    "./check.sh",
    &[".venv/bin/python", "scenario.py"],
);
pub static C: Language = Language::new(
    "c",
    "./install.sh && make --silent all",
    "make --silent check",
    &["build/scenario"],
);

fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The component as a file: the one that the Rust host has.
pub fn component() -> &'static Path {
    static FILE: OnceLock<PathBuf> = OnceLock::new();
    FILE.get_or_init(|| {
        let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("orgbook.wasm");
        // Another process may read it at this moment, and it may be the same already.
        if std::fs::read(&file).ok().as_deref() != Some(COMPONENT) {
            let draft = file.with_extension(format!("{}", std::process::id()));
            std::fs::write(&draft, COMPONENT).expect("the component can be written");
            std::fs::rename(draft, &file).expect("the component can be written");
        }
        file
    })
}

/// The program `orgbook-sandbox`, as it is built now.
fn sandbox() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| {
        let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        let build = cargo
            .args([
                "build",
                "--quiet",
                "--locked",
                "--package",
                "orgbook-sandbox",
            ])
            .current_dir(workspace())
            .output()
            .expect("cargo");
        assert!(build.status.success(), "{}", said(&build));
        // Beside the folder of the tests' files, in the folder of the profile.
        let target = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .parent()
            .expect("the target folder");
        target.join("debug/orgbook-sandbox")
    })
}
