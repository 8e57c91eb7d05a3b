//! Builds the component, with the same bytes wherever its source lies.

use std::{
    env,
    error::Error,
    ffi::{OsStr, OsString},
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// The target that the component is built for.
pub const TARGET: &str = "wasm32-wasip2";

/// What the bytes of the component depend on, in the workspace.
pub const INPUTS: [&str; 5] = ["src", "wit", "build.rs", "Cargo.toml", "Cargo.lock"];

/// Builds the component of a workspace in a target folder of its own: cargo holds the lock of the usual one while a
/// build script runs.
pub fn component(workspace: &Path, target: &Path) -> Result<Vec<u8>, Box<dyn Error>> {
    let sysroot = sysroot()?;
    install_target(&sysroot)?;
    build(workspace, target, &sysroot)?;
    Ok(fs::read(target.join(TARGET).join("release/orgbook.wasm"))?)
}

/// A cargo of its own in the workspace: it knows nothing of the build that runs it.
pub fn cargo(workspace: &Path) -> Command {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(workspace);
    for (name, _) in env::vars_os().filter(|(name, _)| decides_about_the_outer_build(name)) {
        cargo.env_remove(name);
    }
    cargo
}

fn build(workspace: &Path, target: &Path, sysroot: &Path) -> Result<(), Box<dyn Error>> {
    let mut cargo = cargo(workspace);
    cargo
        .args([
            "build",
            "--release",
            "--lib",
            "--package",
            "orgbook",
            "--locked",
        ])
        .args(["--target", TARGET])
        .arg("--target-dir")
        .arg(target);

    // No machine's paths in the bytes.
    let mut flags = OsString::new();
    for (from, to) in [
        (Some(workspace.to_path_buf()), "/orgbook"),
        (cargo_home(), "/cargo"),
        (Some(sysroot.to_path_buf()), "/rust"),
    ] {
        let Some(from) = from else { continue };
        if !flags.is_empty() {
            flags.push("\x1f");
        }
        flags.push("--remap-path-prefix=");
        flags.push(from);
        flags.push("=");
        flags.push(to);
    }
    cargo.env("CARGO_ENCODED_RUSTFLAGS", flags);

    // What it says goes to this script's stderr, which cargo shows if the script fails.
    if !cargo.status()?.success() {
        return Err("the component does not build; see above".into());
    }
    Ok(())
}

/// Whether a variable speaks of the build that runs this script (its package, profile, flags,
/// wrappers, folders), and not of the machine (where crates come from, how many jobs may run).
/// Clippy's wrapper, for one, would give the component other bytes.
fn decides_about_the_outer_build(name: &OsStr) -> bool {
    let Some(name) = name.to_str() else {
        return false;
    };
    let of_the_machine = [
        "CARGO_HOME",
        "CARGO_HTTP_",
        "CARGO_MAKEFLAGS",
        "CARGO_NET_",
        "CARGO_REGISTRIES_",
        "CARGO_REGISTRY_",
    ];
    (name.starts_with("CARGO_") && !of_the_machine.iter().any(|kept| name.starts_with(kept)))
        || ["RUSTFLAGS", "RUSTC_WRAPPER", "RUSTC_WORKSPACE_WRAPPER"].contains(&name)
}

fn install_target(sysroot: &Path) -> Result<(), Box<dyn Error>> {
    let installed = || {
        sysroot
            .join("lib/rustlib")
            .join(TARGET)
            .join("lib")
            .is_dir()
    };
    if installed() {
        return Ok(());
    }
    println!("cargo::warning=adding the Rust target {TARGET} with rustup, to build the component");
    let added = Command::new("rustup")
        .args(["target", "add", TARGET])
        .status();
    if matches!(added, Ok(status) if status.success()) && installed() {
        return Ok(());
    }
    Err(format!(
        "the Rust target {TARGET} is missing from {} and `rustup target add {TARGET}` did not \
         install it; install the target for this toolchain, then build again",
        sysroot.display()
    )
    .into())
}

fn sysroot() -> Result<PathBuf, Box<dyn Error>> {
    let output = Command::new(env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()))
        .args(["--print", "sysroot"])
        .output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    Ok(String::from_utf8(output.stdout)?.trim_end().into())
}

fn cargo_home() -> Option<PathBuf> {
    match env::var_os("CARGO_HOME") {
        Some(home) => Some(home.into()),
        None => Some(env::home_dir()?.join(".cargo")),
    }
}
