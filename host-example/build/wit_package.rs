//! The WIT package in one file, for those who write against it.

use std::{error::Error, fs, path::Path};

use serde::Deserialize;
use wasm_metadata::{AddMetadata, AddMetadataField, Description, Licenses};
use wit_component::WitPrinter;
use wit_parser::{PackageId, Resolve};

pub struct WitPackage {
    resolve: Resolve,
    package: PackageId,
    metadata: Metadata,
}

/// `wkg.toml`: of what wkg knows, the part that is used here.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Manifest {
    metadata: Metadata,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Metadata {
    description: String,
    licenses: String,
}

/// The package in `wit/` of a workspace, with what its `wkg.toml` says of it.
pub fn read(workspace: &Path) -> Result<WitPackage, Box<dyn Error>> {
    let mut resolve = Resolve::default();
    let (package, _) = resolve.push_dir(workspace.join("wit"))?;
    let manifest: Manifest = toml::from_str(&fs::read_to_string(workspace.join("wkg.toml"))?)?;
    Ok(WitPackage {
        resolve,
        package,
        metadata: manifest.metadata,
    })
}

impl WitPackage {
    /// As registries keep it, with the packages that it refers to: what `wkg wit build` makes of it, without the
    /// network that wkg looks the others up in.
    pub fn binary(&self) -> Result<Vec<u8>, Box<dyn Error>> {
        let name = &self.resolve.packages[self.package].name;
        let mut metadata = AddMetadata::default();
        metadata.name = AddMetadataField::Set(format!("{}:{}", name.namespace, name.name));
        let description = Description::new(self.metadata.description.clone());
        metadata.description = AddMetadataField::Set(description);
        metadata.licenses = AddMetadataField::Set(Licenses::new(&self.metadata.licenses)?);
        let package = wit_component::encode(&self.resolve, self.package)?;
        Ok(metadata.to_wasm(&package)?)
    }

    /// As text, with its comments.
    pub fn text(&self) -> Result<String, Box<dyn Error>> {
        let mut printer = WitPrinter::default();
        let all = self.resolve.packages.iter().map(|(id, _)| id);
        let others: Vec<_> = all.filter(|id| *id != self.package).collect();
        printer.print(&self.resolve, self.package, &others)?;
        Ok(printer.output.to_string())
    }
}
