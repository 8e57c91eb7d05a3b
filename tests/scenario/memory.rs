//! The directory in memory, as a component.

use std::path::Path;
use std::process::Command;
use std::{env, fs};

use crate::languages::said;

/// `examples/memory`, built for WebAssembly.
pub fn component() -> Vec<u8> {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("components");
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    let built = cargo
        .args(["build", "--release", "--quiet", "--locked"])
        .args(["--target", "wasm32-wasip2", "--package", "orgbook-memory"])
        .arg("--target-dir")
        .arg(&target)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo");
    assert!(built.status.success(), "{}", said(&built));
    fs::read(target.join("wasm32-wasip2/release/orgbook_memory.wasm")).expect("it was built")
}
