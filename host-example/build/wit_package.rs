//! The WIT package in one file, for those who write against it.

use std::{error::Error, path::Path};

use wit_component::WitPrinter;
use wit_parser::{PackageId, Resolve};

pub struct WitPackage {
    resolve: Resolve,
    package: PackageId,
}

pub fn read(folder: &Path) -> Result<WitPackage, Box<dyn Error>> {
    let mut resolve = Resolve::default();
    let (package, _) = resolve.push_dir(folder)?;
    Ok(WitPackage { resolve, package })
}

impl WitPackage {
    /// As registries keep it, with the packages that it refers to.
    pub fn binary(&self) -> Result<Vec<u8>, Box<dyn Error>> {
        Ok(wit_component::encode(&self.resolve, self.package)?)
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
