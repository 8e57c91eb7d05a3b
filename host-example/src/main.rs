//! The command line `orgbook`: manages an organisation's people and departments through the Orgbook
//! component.

mod cli;

use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    cli::main().await
}
