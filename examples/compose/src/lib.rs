//! Makes one component out of several: what one imports, the next exports.
//!
//! A plugin, a layer and a directory become a plugin that needs no other component any more. What
//! stays open, such as the directory's HTTP, is for the host. The components inside share nothing:
//! the plugin never sees what the host gives to the directory.

use std::{error, fmt};

use wac_graph::{CompositionGraph, EncodeOptions, PackageId, plug, types::Package};

/// A component, with a name to tell it by in errors.
#[derive(Clone, Copy)]
pub struct Part<'a> {
    /// The name, such as that of its file.
    pub name: &'a str,
    /// The component.
    pub bytes: &'a [u8],
}

/// Puts each component behind the one before: `[plugin, layer, directory]`.
///
/// The outcome exports what the first one exports.
pub fn chain(parts: &[Part<'_>]) -> Result<Vec<u8>, Error> {
    let (last, before) = parts.split_last().ok_or(Error::Nothing)?;
    before
        .iter()
        .rev()
        .try_fold(last.bytes.to_vec(), |behind, part| {
            let behind = Part {
                name: last.name,
                bytes: &behind,
            };
            put_behind(*part, behind)
        })
}

/// What a component imports: what its host, or another component, has to offer.
pub fn imports(part: Part<'_>) -> Result<Vec<String>, Error> {
    let mut graph = CompositionGraph::new();
    let package = register(&mut graph, "component", part)?;
    Ok(names(&graph, package).imports)
}

fn put_behind(front: Part<'_>, behind: Part<'_>) -> Result<Vec<u8>, Error> {
    let mut graph = CompositionGraph::new();
    let socket = register(&mut graph, "front", front)?;
    let offered = register(&mut graph, "behind", behind)?;
    let does_not_fit = || Error::DoesNotFit {
        front: front.name.into(),
        behind: behind.name.into(),
    };
    plug(&mut graph, vec![offered], socket).map_err(|_| does_not_fit())?;
    let composed = graph.encode(EncodeOptions::default());
    let composed = composed.map_err(|error| Error::Other(error.to_string()))?;

    // What has another version or other types is not plugged, and would stay an import.
    let offered = names(&graph, offered).exports;
    let left = imports(Part {
        name: front.name,
        bytes: &composed,
    })?;
    let wanted = names(&graph, socket).imports;
    let forgotten = |name: &String| wanted.contains(name) && offered.contains(name);
    match left.iter().any(forgotten) {
        true => Err(does_not_fit()),
        false => Ok(composed),
    }
}

fn register(
    graph: &mut CompositionGraph,
    as_name: &str,
    part: Part<'_>,
) -> Result<PackageId, Error> {
    let package = Package::from_bytes(as_name, None, part.bytes.to_vec(), graph.types_mut());
    package
        .map_err(|error| error.to_string())
        .and_then(|it| {
            graph
                .register_package(it)
                .map_err(|error| error.to_string())
        })
        .map_err(|reason| Error::NoComponent {
            name: part.name.into(),
            reason,
        })
}

struct Names {
    imports: Vec<String>,
    exports: Vec<String>,
}

fn names(graph: &CompositionGraph, package: PackageId) -> Names {
    let world = &graph.types()[graph[package].ty()];
    Names {
        imports: world.imports.keys().cloned().collect(),
        exports: world.exports.keys().cloned().collect(),
    }
}

/// Why components do not become one.
#[derive(Debug)]
pub enum Error {
    /// There is no component at all.
    Nothing,
    /// A file is none, or one that cannot be read.
    NoComponent {
        /// Which.
        name: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A component exports nothing that the one in front of it imports, or with other types.
    DoesNotFit {
        /// The one in front.
        front: String,
        /// The one behind, or the composition that ends with it.
        behind: String,
    },
    /// The composition could not be written.
    Other(String),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => write!(f, "no component was named"),
            Self::NoComponent { name, reason } => {
                write!(f, "{name} is no component that can be composed: {reason}")
            }
            Self::DoesNotFit { front, behind } => write!(
                f,
                "{behind} does not export what {front} imports, with the same types; build both \
                 against the same version of the WIT package"
            ),
            Self::Other(reason) => write!(f, "the composition could not be written: {reason}"),
        }
    }
}

impl error::Error for Error {}
