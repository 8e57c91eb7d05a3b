//! What has become of a deletion whose answer was lost.

use core::future::Future;

use super::Outcome;
use crate::bindings::types::ErrorKind;
use crate::dingtalk::api::Api;
use crate::dingtalk::failure::{Delivery, Failure, Result};
use crate::prelude::*;

/// Reads what was to be deleted: that it is not found means that it is done. So does a refusal as not
/// found after an attempt whose answer was `lost`.
pub async fn deletion<T>(
    failure: Box<Failure>,
    lost: bool,
    what: &str,
    api: Api,
    read: impl Future<Output = Result<T>>,
) -> Result<Outcome<()>> {
    if failure.delivery == Delivery::NotDone {
        return Ok(match lost && failure.error.kind == ErrorKind::NotFound {
            true => Outcome::Done(()),
            false => Outcome::NotDone(failure),
        });
    }
    match read.await {
        Ok(_) => Ok(Outcome::NotDone(
            failure.refuted(&format!("{what} was not deleted")),
        )),
        Err(gone) if gone.error.kind == ErrorKind::NotFound => Ok(Outcome::Done(())),
        Err(unreadable) => {
            let open = format!("{what} may have been deleted");
            Err(failure.unresolved(&open, &unreadable, api.check.unwrap_or_default()))
        }
    }
}
