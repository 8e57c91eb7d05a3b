use super::{Component, DIRECTORY};
use crate::bindings::exports::orgbook::directory::diagnostics::{
    DirectoryDescription, Finding, Guest,
};

impl Guest for Component {
    fn describe_directory() -> DirectoryDescription {
        DIRECTORY.with(|directory| directory.describe())
    }

    fn check_directory() -> Vec<Finding> {
        DIRECTORY.with(|directory| directory.platform().block_on(directory.check()))
    }
}
