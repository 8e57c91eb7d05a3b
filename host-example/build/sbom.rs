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
    /// The packages that take part in building the component.
    built_from: BTreeSet<Named>,
    /// Those of them that are linked into it: no macros, nor what only these use.
    linked: BTreeSet<Named>,
    /// The SHA-256 that the registry has of each, by name and version.
    checksums: BTreeMap<Named, String>,
}

/// A package's name and version.
type Named = (String, String);

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
            built_from: tree(workspace, "normal")?,
            linked: tree(workspace, "normal,no-proc-macro")?,
            checksums: checksums(&fs::read_to_string(workspace.join("Cargo.lock"))?),
        })
    }

    /// The component's own package.
    pub fn root(&self) -> &Value {
        &self.packages[&self.root]
    }

    pub fn bill_of_materials(&self, component: &[u8]) -> Result<String, Box<dyn Error>> {
        let taking_part = |id: &&String| self.built_from.contains(&named(&self.packages[*id]));
        let all: BTreeSet<_> = self.packages.keys().filter(taking_part).collect();
        let components: Vec<_> = all
            .iter()
            .filter(|id| ***id != self.root)
            .map(|id| {
                let package = &self.packages[*id];
                let mut entry = self.entry(package);
                // What only takes part in the build, such as a macro, is not in the bytes.
                let scope = if self.linked.contains(&named(package)) {
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
                let uses = self.uses.get(*id).into_iter().flatten().filter(taking_part);
                let uses: BTreeSet<_> = uses.map(|id| purl(&self.packages[id])).collect();
                json!({ "ref": purl(&self.packages[*id]), "dependsOn": uses })
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
            // Rust's own libraries are linked too, and cargo does not tell them.
            "compositions": [{ "aggregate": "incomplete", "assemblies": [purl(self.root())] }],
        });
        Ok(serde_json::to_string_pretty(&bill)? + "\n")
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
        if let Some(checksum) = self.checksums.get(&named(package)) {
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

/// The packages that the component alone is built from, by these edges of cargo's tree. The graph that `cargo
/// metadata` tells has the features of the whole workspace.
fn tree(workspace: &Path, edges: &str) -> Result<BTreeSet<Named>, Box<dyn Error>> {
    let mut cargo = component::cargo(workspace);
    cargo.args(["tree", "--locked", "--package=orgbook", "--prefix=none"]);
    cargo.args([
        "--format={p}",
        "--target",
        component::TARGET,
        "--edges",
        edges,
    ]);
    let output = cargo.output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    // A line is `name v1.2.3`, and what may follow is a path or a sign of repetition.
    let lines = String::from_utf8(output.stdout)?;
    let line = |line: &str| {
        let (name, rest) = line.split_once(" v")?;
        let version = rest.split(' ').next()?;
        Some((name.to_owned(), version.to_owned()))
    };
    Ok(lines.lines().filter_map(line).collect())
}

fn named(package: &Value) -> Named {
    (text(&package["name"]), text(&package["version"]))
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

fn checksums(lockfile: &str) -> BTreeMap<Named, String> {
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
