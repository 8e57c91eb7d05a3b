//! The components of `examples/`, built for WebAssembly.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;
use std::{env, fs};

/// The component of this package; all of them are built at once, in a folder of the tests.
pub fn built(package: &str) -> Vec<u8> {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    let folder = FOLDER.get_or_init(|| {
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("components");
        let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo
            .args(["build", "--release", "--quiet", "--locked"])
            .args(["--target", "wasm32-wasip2"])
            .args(["--package", "orgbook-memory"])
            .args(["--package", "orgbook-read-only"])
            .arg("--target-dir")
            .arg(&target)
            .current_dir(env!("CARGO_MANIFEST_DIR"));
        let output = cargo.output().expect("cargo");
        assert!(output.status.success(), "{}", said(&output));
        target.join("wasm32-wasip2/release")
    });
    let file = format!("{}.wasm", package.replace('-', "_"));
    fs::read(folder.join(file)).expect("it was built")
}

/// What a program has printed.
pub fn said(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    text(&output.stdout) + &text(&output.stderr)
}
