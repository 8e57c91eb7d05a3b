use super::{Component, DIRECTORY};
use crate::bindings::exports::orgbook::directory::diagnostics::{
    DirectoryDescription, Finding, Guest,
};
use crate::prelude::*;

impl Guest for Component {
    fn describe_directory() -> DirectoryDescription {
        DIRECTORY.0.describe()
    }

    fn check_directory() -> Vec<Finding> {
        DIRECTORY.0.platform().block_on(DIRECTORY.0.check())
    }
}
