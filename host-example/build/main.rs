//! Builds the component that the library embeds, and what is told about it, into `OUT_DIR`: `orgbook.wasm`,
//! `orgbook-directory.wasm` and `.wit` (the WIT package), and `sbom.cdx.json`.

mod component;
mod metadata;
mod sbom;
mod wit_package;

use std::{env, error::Error, fs, path::PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    let manifest = PathBuf::from(variable("CARGO_MANIFEST_DIR")?);
    let workspace = manifest.parent().ok_or("the crate lies in no workspace")?;
    println!("cargo::rerun-if-changed=build");
    for input in component::INPUTS.into_iter().chain(["wkg.toml"]) {
        println!(
            "cargo::rerun-if-changed={}",
            workspace.join(input).display()
        );
    }

    let out = PathBuf::from(variable("OUT_DIR")?);
    let component = component::component(workspace, &out.join("component"))?;
    let packages = sbom::Packages::of(workspace)?;
    let component = metadata::described(&component, packages.root())?;
    fs::write(
        out.join("sbom.cdx.json"),
        packages.bill_of_materials(&component)?,
    )?;
    fs::write(out.join("orgbook.wasm"), component)?;
    let package = wit_package::read(workspace)?;
    fs::write(out.join("orgbook-directory.wasm"), package.binary()?)?;
    fs::write(out.join("orgbook-directory.wit"), package.text()?)?;
    Ok(())
}

fn variable(name: &str) -> Result<String, String> {
    env::var(name).map_err(|_| format!("cargo did not set {name}"))
}
