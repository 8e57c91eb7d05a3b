//! What the provider is, and whether it can work.

use wasmtime::Result;

use super::{Instance, missing::Missing};
use crate::types::{DirectoryDescription, Finding};

impl Instance {
    /// `diagnostics.describe-directory`
    pub async fn describe_directory(&mut self) -> Result<DirectoryDescription> {
        let diagnostics = self
            .provider
            .get()
            .map_err(Missing::failure)?
            .orgbook_directory_diagnostics();
        let call = diagnostics.call_describe_directory(&mut self.store);
        self.guard.run(call).await
    }

    /// `diagnostics.check-directory`
    pub async fn check_directory(&mut self) -> Result<Vec<Finding>> {
        let diagnostics = self
            .provider
            .get()
            .map_err(Missing::failure)?
            .orgbook_directory_diagnostics();
        let call = diagnostics.call_check_directory(&mut self.store);
        self.guard.run(call).await
    }
}
