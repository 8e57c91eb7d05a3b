//! What the component is made of, as a CycloneDX bill of materials.

use std::{
    collections::{BTreeMap, BTreeSet},
    error::Error,
    fs,
    path::Path,
};

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::component;

/// The packages that the component is built from, as cargo tells them.
pub struct Packages {
    /// By cargo's id.
    packages: BTreeMap<String, Value>,
    /// The packages that each uses in its own code, by id.
    uses: BTreeMap<String, Vec<String>>,
    root: String,
    /// The SHA-256 that the registry has of each, by name and version.
    checksums: BTreeMap<(String, String), String>,
}

impl Packages {
    pub fn of(workspace: &Path) -> Result<Self, Box<dyn Error>> {
        let mut cargo = component::cargo(workspace);
        cargo.args(["metadata", "--format-version=1", "--locked"]);
        cargo.args(["--filter-platform", component::TARGET]);
        let output = cargo.output()?;
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into());
        }
        let metadata: Value = serde_json::from_slice(&output.stdout)?;
        let packages: BTreeMap<_, _> = array(&metadata["packages"])
            .map(|package| (text(&package["id"]), package.clone()))
            .collect();
        let root = packages
            .iter()
            .find(|(_, package)| package["name"] == "orgbook")
            .map(|(id, _)| id.clone())
            .ok_or("cargo knows no package orgbook")?;
        let nodes = array(&metadata["resolve"]["nodes"]);
        let uses = nodes.map(|node| (text(&node["id"]), used(node))).collect();
        Ok(Self {
            packages,
            uses,
            root,
            checksums: checksums(&fs::read_to_string(workspace.join("Cargo.lock"))?),
        })
    }

    /// The component's own package.
    pub fn root(&self) -> &Value {
        &self.packages[&self.root]
    }

    pub fn bill_of_materials(&self, component: &[u8]) -> Result<String, Box<dyn Error>> {
        let linked = self.reached(|package| !is_macro(package));
        let all = self.reached(|_| true);
        let components: Vec<_> = all
            .iter()
            .filter(|id| **id != self.root)
            .map(|id| {
                let mut entry = self.entry(&self.packages[id]);
                // What only takes part in the build, such as a macro, is not in the bytes.
                let scope = if linked.contains(id) {
                    "required"
                } else {
                    "excluded"
                };
                entry["scope"] = json!(scope);
                entry
            })
            .collect();
        let mut root = self.entry(self.root());
        root["hashes"] = sha256(&format!("{:x}", Sha256::digest(component)));
        let dependencies: Vec<_> = all
            .iter()
            .map(|id| {
                let uses = self.uses.get(id).into_iter().flatten();
                let uses: BTreeSet<_> = uses.map(|id| purl(&self.packages[id])).collect();
                json!({ "ref": purl(&self.packages[id]), "dependsOn": uses })
            })
            .collect();
        let bill = json!({
            "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
            "bomFormat": "CycloneDX",
            "specVersion": "1.6",
            "version": 1,
            "metadata": { "component": root },
            "components": components,
            "dependencies": dependencies,
        });
        Ok(serde_json::to_string_pretty(&bill)? + "\n")
    }

    /// The packages that the component reaches through packages of which this holds.
    fn reached(&self, holds: impl Fn(&Value) -> bool) -> BTreeSet<String> {
        let mut reached = BTreeSet::new();
        let mut open = vec![&self.root];
        while let Some(id) = open.pop() {
            if holds(&self.packages[id]) && reached.insert(id.clone()) {
                open.extend(self.uses.get(id).into_iter().flatten());
            }
        }
        reached
    }

    fn entry(&self, package: &Value) -> Value {
        // Some crates still write the old form `MIT/Apache-2.0`.
        let license = text(&package["license"]).replace('/', " OR ");
        let mut entry = json!({
            "type": "library",
            "bom-ref": purl(package),
            "name": package["name"],
            "version": package["version"],
            "purl": purl(package),
            "licenses": [{ "expression": license }],
        });
        let key = (text(&package["name"]), text(&package["version"]));
        if let Some(checksum) = self.checksums.get(&key) {
            entry["hashes"] = sha256(checksum);
        }
        entry
    }
}

/// The packages that a node of cargo's graph uses other than to test or to build itself.
fn used(node: &Value) -> Vec<String> {
    array(&node["deps"])
        .filter(|dependency| array(&dependency["dep_kinds"]).any(|kind| kind["kind"].is_null()))
        .map(|dependency| text(&dependency["pkg"]))
        .collect()
}

fn is_macro(package: &Value) -> bool {
    array(&package["targets"]).any(|target| array(&target["kind"]).any(|kind| kind == "proc-macro"))
}

/// The name of a package in bills of materials.
fn purl(package: &Value) -> String {
    format!(
        "pkg:cargo/{}@{}",
        text(&package["name"]),
        text(&package["version"])
    )
}

fn sha256(digest: &str) -> Value {
    json!([{ "alg": "SHA-256", "content": digest }])
}

fn checksums(lockfile: &str) -> BTreeMap<(String, String), String> {
    let packages = lockfile.split("[[package]]").skip(1);
    packages
        .filter_map(|package| {
            let value = |name: &str| {
                let mut lines = package.lines();
                let line = lines.find_map(|line| line.strip_prefix(name)?.strip_prefix(" = "))?;
                Some(line.trim_matches('"').to_owned())
            };
            Some(((value("name")?, value("version")?), value("checksum")?))
        })
        .collect()
}

fn array(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
