//! What the Rust host costs, against the server and with the credentials in the environment.

use std::{
    error::Error,
    time::{Duration, Instant},
};

use orgbook_host::{Host, Tenant};

const TIMES: usize = 200;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let tenant = Tenant::from_environment();

    let start = Instant::now();
    let host = Host::new()?;
    println!("compile: {} ms", start.elapsed().as_millis());

    let mut instantiating = Vec::new();
    for _ in 0..TIMES {
        let start = Instant::now();
        host.instantiate(&tenant).await?;
        instantiating.push(start.elapsed());
    }
    println!(
        "instantiate, median of {TIMES}: {} µs",
        median(instantiating).as_micros()
    );

    let mut directory = host.instantiate(&tenant).await?;
    directory
        .get_user("manager4220")
        .await
        .map_err(|error| format!("{error:?}"))?;
    let mut calling = Vec::new();
    for _ in 0..TIMES {
        let start = Instant::now();
        directory
            .get_user("manager4220")
            .await
            .map_err(|error| format!("{error:?}"))?;
        calling.push(start.elapsed());
    }
    println!(
        "get-user, median of {TIMES}: {} µs",
        median(calling).as_micros()
    );
    Ok(())
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
