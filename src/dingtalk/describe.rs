//! The function `describe-directory`.

use super::Directory;
use super::permissions::PERMISSIONS;
use super::settings::Settings;
use crate::bindings::types::{DirectoryDescription, Requirement};
use crate::platform::Platform;
use crate::prelude::*;

/// The identifier of the root department (section 3.1).
pub const ROOT_DEPARTMENT: &str = "1";

impl<P: Platform> Directory<P> {
    /// `describe-directory`
    pub fn describe(&self) -> DirectoryDescription {
        let (_, settings) = Settings::inspect(self.platform());
        DirectoryDescription {
            provider: "dingtalk".to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            root_department_id: ROOT_DEPARTMENT.to_owned(),
            settings,
            requirements: PERMISSIONS
                .iter()
                .map(|permission| Requirement {
                    permission: permission.code.to_owned(),
                    functions: permission
                        .functions
                        .iter()
                        .map(|name| (*name).to_owned())
                        .collect(),
                    purpose: permission.purpose.to_owned(),
                })
                .collect(),
        }
    }
}
