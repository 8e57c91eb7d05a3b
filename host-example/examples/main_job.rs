//! The main job: a user is created, read, changed and deleted.
//!
//! ```sh
//! cargo run -p orgbook-sandbox -- --port 8080   # in another terminal; shows the credentials
//!
//! export DINGTALK_CLIENT_ID=… DINGTALK_CLIENT_SECRET=…
//! export DINGTALK_OAPI_URL=http://127.0.0.1:8080 DINGTALK_API_URL=http://127.0.0.1:8080
//! cargo run -p orgbook-host --example main_job
//! ```

use orgbook_host::{
    CallError, Host, Tenant,
    types::{CreateOutcome, ErrorKind, UserChange, UserDraft},
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let host = Host::new()?; // compiles the component: once, and share it
    let tenant = Tenant::from_environment();
    let mut directory = host.instantiate(&tenant).await?;

    // Every tenant has a root; a department below it would do as well.
    let root = directory.describe_directory().await?.root_department_id;
    let mut draft = UserDraft::new("Ada Lovelace", &root);
    draft.mobile = Some("+44-7700900456".to_owned());
    // The key of the row that she comes from: whatever goes wrong, the call may be repeated with it.
    let outcome = directory.create_user(&draft, Some("hr/4711")).await?;
    let id = match outcome {
        CreateOutcome::Created(user) => user.id,
        CreateOutcome::Pending(_) => {
            // Somebody who was deleted within a day has to agree to come back.
            println!("An invitation was sent: Ada has to agree first.");
            return Ok(());
        }
    };

    let title = UserChange::Title("Engineer".to_owned());
    directory.update_user(&id, &[title]).await?;
    let ada = directory.get_user(&id).await?;
    println!(
        "{} is {}",
        ada.id,
        ada.title.as_deref().unwrap_or("nothing yet")
    );

    directory.delete_user(&id).await?;
    match directory.get_user(&id).await {
        Err(CallError::Directory(error)) if error.kind == ErrorKind::NotFound => {
            println!("{id} is gone");
        }
        other => println!("still there: {other:?}"),
    }
    Ok(())
}
