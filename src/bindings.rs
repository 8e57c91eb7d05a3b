//! The interface `orgbook:directory`, generated from `wit/`: its types are the domain model.

#![allow(missing_docs, unsafe_code, clippy::all)]

wit_bindgen::generate!({
    path: "wit",
    world: "dingtalk-provider",
    additional_derives: [PartialEq],
    pub_export_macro: true,
    export_macro_name: "export",
});

pub use self::orgbook::directory::{dingtalk_types, types};
