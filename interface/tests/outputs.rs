//! What is kept in the repository is what the WIT says.

use orgbook_interface::{outputs::OUTPUTS, read};

#[test]
fn every_generated_file_is_fresh() {
    let package = read().expect("the WIT package");
    let stale: Vec<_> = OUTPUTS
        .iter()
        .filter(|output| !output.is_fresh(&package))
        .map(|output| output.path)
        .collect();
    assert!(
        stale.is_empty(),
        "stale, run `cargo run -p orgbook-interface` and commit them: {}",
        stale.join(", ")
    );
}
