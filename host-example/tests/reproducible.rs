//! The component has the same bytes wherever its source lies.

#[allow(dead_code, reason = "the build script has more use for it")]
#[path = "../build/component.rs"]
mod component;

use std::{
    fs, io,
    path::{Path, PathBuf},
};

#[test]
fn a_build_in_another_folder_gives_the_same_bytes() {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the crate lies in a workspace");
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("another/folder");
    _ = fs::remove_dir_all(&folder);
    copy(workspace, &folder).expect("the source can be copied");
    // The target folder is kept, and has another path than the first build's too.
    let target = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("another-target");
    let again = component::component(&folder, &target).expect("it builds");
    let first = Path::new(env!("OUT_DIR"))
        .join("component")
        .join(component::TARGET)
        .join("release/orgbook.wasm");
    let first = fs::read(first).expect("it was built");
    assert!(again == first, "{} and {} bytes", first.len(), again.len());
}

/// What cargo reads of the workspace: the sources, and none of what was built.
fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let name = entry.file_name();
        let skipped = ["target", "dist", "node_modules", ".venv", ".deps", ".git"];
        if skipped.iter().any(|skipped| name == *skipped) {
            continue;
        }
        let to = to.join(&name);
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &to)?;
        } else {
            fs::copy(entry.path(), to)?;
        }
    }
    Ok(())
}
