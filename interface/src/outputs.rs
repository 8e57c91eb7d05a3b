//! The files that are generated, in one place.

use std::fs;
use std::io;

use crate::{Package, manifest, python, reference, root};

/// A file that is generated from the package.
pub struct Output {
    /// Its path in the repository.
    pub path: &'static str,
    /// Its content.
    pub content: fn(&Package) -> String,
}

/// Every file that is generated. To add one, write a function that gives its content.
pub const OUTPUTS: &[Output] = &[
    Output {
        path: "docs/reference.md",
        content: reference::page,
    },
    Output {
        path: "host-example/python/src/orgbook/_directory.py",
        content: python::directory,
    },
    Output {
        path: "host-example/python/src/orgbook/_schema.py",
        content: python::schema,
    },
    Output {
        path: "host-example/python/src/orgbook/_types.py",
        content: python::types,
    },
    Output {
        path: "host-example/python/src/orgbook/errors.py",
        content: python::errors,
    },
    Output {
        path: "manifest/manifest.json",
        content: manifest::json,
    },
];

impl Output {
    /// Whether the file is what would be generated now.
    pub fn is_fresh(&self, package: &Package) -> bool {
        fs::read_to_string(root().join(self.path)).is_ok_and(|kept| kept == (self.content)(package))
    }

    /// Writes the file.
    pub fn write(&self, package: &Package) -> io::Result<()> {
        let path = root().join(self.path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(path, (self.content)(package))
    }
}
