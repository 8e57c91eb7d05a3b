//! `orgbook-compose PLUGIN [LAYER …] DIRECTORY OUTPUT`: writes one component made of several.

use std::{env, error::Error, fs, process::ExitCode};

use orgbook_compose::{Part, chain, imports};

fn main() -> ExitCode {
    let files: Vec<String> = env::args().skip(1).collect();
    match files.split_last() {
        Some((output, parts)) if parts.len() >= 2 => match compose(parts, output) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("orgbook-compose: {error}");
                ExitCode::FAILURE
            }
        },
        _ => {
            eprintln!("usage: orgbook-compose PLUGIN [LAYER …] DIRECTORY OUTPUT");
            ExitCode::from(2)
        }
    }
}

fn compose(files: &[String], output: &str) -> Result<(), Box<dyn Error>> {
    let read = |file: &String| fs::read(file).map_err(|error| format!("{file}: {error}"));
    let contents = files.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    let named = files.iter().zip(&contents);
    let parts: Vec<_> = named.map(|(name, bytes)| Part { name, bytes }).collect();
    let composed = chain(&parts)?;
    fs::write(output, &composed).map_err(|error| format!("{output}: {error}"))?;
    println!("{output}: {} bytes; for the host to offer:", composed.len());
    for import in imports(Part {
        name: output,
        bytes: &composed,
    })? {
        println!("  {import}");
    }
    Ok(())
}
