//! `manifest/manifest.json`: every function, described for a form builder.

mod build;
pub mod chinese;
pub mod constraints;
pub mod english;
mod field;
pub mod form;
mod paging;
pub mod references;

use crate::model::Package;

/// The manifest as JSON.
pub fn json(package: &Package) -> String {
    let manifest = build::manifest(package);
    let json = serde_json::to_string_pretty(&manifest).expect("a manifest is plain data");
    json + "\n"
}
