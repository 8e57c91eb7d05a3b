//! `orgbook package`: the files of a release.

use std::{fs, path::Path};

use orgbook_host::COMPONENT;
use serde_json::json;
use sha2::{Digest as _, Sha256};

use super::{exit::Failure, print, render};

/// Every file but the checksums, by its name.
fn files() -> [(&'static str, &'static [u8]); 7] {
    [
        ("orgbook.wasm", COMPONENT),
        (
            "orgbook-directory.wasm",
            include_bytes!(concat!(env!("OUT_DIR"), "/orgbook-directory.wasm")),
        ),
        (
            "orgbook-directory.wit",
            include_bytes!(concat!(env!("OUT_DIR"), "/orgbook-directory.wit")),
        ),
        (
            "sbom.cdx.json",
            include_bytes!(concat!(env!("OUT_DIR"), "/sbom.cdx.json")),
        ),
        ("environment.md", environment().as_bytes()),
        ("LICENSE-APACHE", include_bytes!("../../../LICENSE-APACHE")),
        ("LICENSE-MIT", include_bytes!("../../../LICENSE-MIT")),
    ]
}

/// The table of environment variables: what the README says of the configuration.
fn environment() -> &'static str {
    let readme = include_str!("../../../README.md");
    let begin = readme.find("## Configuration\n").unwrap_or_default();
    let section = &readme[begin..];
    let end = section[1..]
        .find("\n## ")
        .map_or(section.len(), |end| end + 2);
    &section[..end]
}

/// Writes the files into a folder, which is made if it is not there, and tells them.
pub fn run(folder: &Path, json: bool) -> Result<u8, Failure> {
    let unwritten = |error| Failure::Host(format!("{}: {error}", folder.display()));
    fs::create_dir_all(folder).map_err(unwritten)?;
    let files = files().map(|(name, bytes)| (name, bytes, format!("{:x}", Sha256::digest(bytes))));
    for (name, bytes, _) in &files {
        fs::write(folder.join(name), bytes).map_err(unwritten)?;
    }
    // The form that `sha256sum --check` reads.
    let checksums: String = files
        .iter()
        .map(|(name, _, digest)| format!("{digest}  {name}\n"))
        .collect();
    fs::write(folder.join("SHA256SUMS"), checksums).map_err(unwritten)?;

    print(&if json {
        let told = files.map(
            |(name, bytes, digest)| json!({ "file": name, "bytes": bytes.len(), "sha256": digest }),
        );
        render::json(&json!(told))
    } else {
        let rows =
            files.map(|(name, bytes, digest)| [name.to_owned(), bytes.len().to_string(), digest]);
        let table = render::table(["File", "Bytes", "SHA-256"], rows);
        format!("{table}Written to {}, with SHA256SUMS.\n", folder.display())
    })?;
    Ok(0)
}
