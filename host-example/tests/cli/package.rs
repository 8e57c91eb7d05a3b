//! `orgbook package`, as it is built.

use std::{fs, path::PathBuf};

use sha2::{Digest as _, Sha256};
use wasm_metadata::Payload;

use super::{json, orgbook, out};

/// The files of a release, in a folder that goes away again.
struct Release(PathBuf);

impl Release {
    fn written_by(test: &str) -> Self {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(test);
        let output = orgbook(&["package", "--out", folder.to_str().expect("UTF-8")]);
        assert_eq!(output.status.code(), Some(0), "{}", super::err(&output));
        Self(folder)
    }

    fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.0.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    fn text(&self, name: &str) -> String {
        String::from_utf8(self.read(name)).expect("UTF-8")
    }
}

impl Drop for Release {
    fn drop(&mut self) {
        _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_release_has_a_checksum_of_each_of_its_files() {
    let release = Release::written_by("checksums");
    let mut summed: Vec<_> = release
        .text("SHA256SUMS")
        .lines()
        .map(|line| {
            let (digest, name) = line.split_once("  ").expect("a digest and a name");
            assert_eq!(digest, format!("{:x}", Sha256::digest(release.read(name))));
            name.to_owned()
        })
        .collect();
    summed.push("SHA256SUMS".to_owned());
    summed.sort();
    let files = fs::read_dir(&release.0).expect("a folder");
    let mut files: Vec<_> = files
        .map(|file| {
            file.expect("a file")
                .file_name()
                .into_string()
                .expect("UTF-8")
        })
        .collect();
    files.sort();
    assert_eq!(summed, files);
}

#[test]
fn a_released_component_says_what_it_is_and_how_it_was_made() {
    let release = Release::written_by("metadata");
    let component = release.read("orgbook.wasm");
    let payload = Payload::from_binary(&component).expect("a component");
    let metadata = payload.metadata();
    assert_eq!(metadata.name.as_deref(), Some("orgbook"));
    let told = |it: Option<String>| it.expect("it is told");
    assert_eq!(
        told(metadata.version.as_ref().map(ToString::to_string)),
        env!("CARGO_PKG_VERSION")
    );
    assert_eq!(
        told(metadata.licenses.as_ref().map(ToString::to_string)),
        "Apache-2.0 OR MIT"
    );
    assert!(told(metadata.description.as_ref().map(ToString::to_string)).contains("DingTalk"));
    let producers = metadata
        .producers
        .as_ref()
        .expect("it says how it was made");
    assert!(producers.get("processed-by").is_some(), "{producers:?}");
}

#[test]
fn a_bill_of_materials_tells_the_component_and_what_is_linked_into_it() {
    let release = Release::written_by("materials");
    let bill = json(&release.text("sbom.cdx.json"));
    assert_eq!(
        bill["metadata"]["component"]["hashes"][0]["content"],
        format!("{:x}", Sha256::digest(release.read("orgbook.wasm")))
    );
    let components = bill["components"].as_array().expect("components");
    let scope = |name: &str| {
        let entry = components.iter().find(|entry| entry["name"] == name);
        &entry.unwrap_or_else(|| panic!("{name} is not told"))["scope"]
    };
    // The reader of JSON is in the bytes; the macro that makes the bindings is not, nor what it uses.
    assert_eq!(scope("hifijson"), "required");
    assert_eq!(scope("rlsf"), "required");
    assert_eq!(scope("wit-bindgen-rust-macro"), "excluded");
    assert_eq!(scope("wit-parser"), "excluded");
    // What the workspace uses elsewhere, with other features, is not in the component.
    let told = |name: &str| {
        components
            .iter()
            .any(|entry| entry["name"] == name && entry["scope"] == "required")
    };
    assert!(!told("serde_core") && !told("serde"));
    for entry in components {
        let digest = entry["hashes"][0]["content"].as_str().unwrap_or_default();
        assert_eq!(digest.len(), 64, "{entry}");
        assert_ne!(entry["licenses"][0]["expression"], "", "{entry}");
        assert!(
            entry["name"] != "wasmtime" && entry["name"] != "proptest",
            "{entry}"
        );
    }
}

#[test]
fn a_release_has_the_interface_and_the_environment() {
    let release = Release::written_by("interface");
    let binary = release.read("orgbook-directory.wasm");
    let decoded = wit_component::decode(&binary).expect("a WIT package");
    let package = &decoded.resolve().packages[decoded.package()];
    assert_eq!(package.name.to_string(), "orgbook:directory@0.1.0");
    let payload = Payload::from_binary(&binary).expect("a WIT package");
    let metadata = payload.metadata();
    assert_eq!(metadata.name.as_deref(), Some("orgbook:directory"));
    let wkg = include_str!("../../../wkg.toml");
    for told in [
        metadata.description.as_ref().map(ToString::to_string),
        metadata.licenses.as_ref().map(ToString::to_string),
    ] {
        let told = told.expect("it is told");
        assert!(wkg.contains(&format!(" = \"{told}\"\n")), "{told}");
    }
    let text = release.text("orgbook-directory.wit");
    assert!(text.contains("get-user: func(id: string) -> result<user, error>;"));
    assert!(text.contains("/// Why a call did not succeed"));
    let environment = release.text("environment.md");
    assert!(
        environment.starts_with("## Configuration\n"),
        "{environment}"
    );
    for name in ["DINGTALK_CLIENT_SECRET", "ORGBOOK_MAX_RETRY_DELAY_MS"] {
        assert!(environment.contains(name), "{environment}");
    }
    assert!(!environment.contains("## Permissions"), "{environment}");
}

#[test]
fn a_script_reads_which_files_were_written() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("script");
    let output = orgbook(&[
        "--json",
        "package",
        "--out",
        folder.to_str().expect("UTF-8"),
    ]);
    let files = json(&out(&output));
    let component = &files[0];
    assert_eq!(component["file"], "orgbook.wasm");
    let bytes = fs::read(folder.join("orgbook.wasm")).expect("it was written");
    assert_eq!(component["bytes"], bytes.len());
    fs::remove_dir_all(folder).expect("it was there");
}

#[test]
fn a_folder_that_cannot_be_written_is_a_failure_of_the_host() {
    let output = orgbook(&["package", "--out", "/dev/null/dist"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        super::err(&output).contains("/dev/null/dist"),
        "{}",
        super::err(&output)
    );
}
