//! Says inside the component what it is.

use std::error::Error;

use serde_json::Value;
use wasm_metadata::{AddMetadata, AddMetadataField, Description, Licenses, Source, Version};

/// The component with the name, version, licence and description of its package, with the URL of its source where the
/// package tells one, and without the names of its inner parts, which only take space.
pub fn described(component: &[u8], package: &Value) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut nameless = AddMetadata::default();
    nameless.name = AddMetadataField::Clear;
    let component = nameless.to_wasm(component)?;

    let told = |field: &str| {
        package[field]
            .as_str()
            .ok_or_else(|| format!("the package tells no {field}"))
    };
    let mut metadata = AddMetadata::default();
    metadata.name = AddMetadataField::Set(told("name")?.to_owned());
    metadata.version = AddMetadataField::Set(Version::new(told("version")?.to_owned()));
    metadata.licenses = AddMetadataField::Set(Licenses::new(told("license")?)?);
    metadata.description = AddMetadataField::Set(Description::new(told("description")?.to_owned()));
    if let Ok(repository) = told("repository") {
        metadata.source = AddMetadataField::Set(Source::new(repository)?);
    }
    Ok(metadata.to_wasm(&component)?)
}
