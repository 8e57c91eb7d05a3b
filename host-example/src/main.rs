//! The command line `orgbook`: manages an organisation's people and departments through the Orgbook
//! component.

mod cli;

use std::process::ExitCode;

use clap::Parser as _;

#[tokio::main]
async fn main() -> ExitCode {
    cli::run(cli::Cli::parse()).await
}
