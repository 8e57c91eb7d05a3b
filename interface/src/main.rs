//! Writes every file that is generated from the WIT.

use orgbook_interface::{outputs::OUTPUTS, read};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let package = read()?;
    for output in OUTPUTS {
        if !output.is_fresh(&package) {
            output.write(&package)?;
            println!("{}", output.path);
        }
    }
    Ok(())
}
