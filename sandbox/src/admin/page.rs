//! The page, which comes with the program and needs nothing else: no build, no other host.

use super::{AdminRequest, Outcome, Problem, Reply};

/// A file of the page.
#[derive(Clone, Copy)]
pub(super) struct File {
    pub content_type: &'static str,
    pub text: &'static str,
}

const PAGE: File = File {
    content_type: "text/html; charset=utf-8",
    text: include_str!("page/page.html"),
};

macro_rules! files {
    ($content_type:literal: $($name:literal)*) => {
        [$(($name, File { content_type: $content_type, text: include_str!(concat!("page/", $name)) })),*]
    };
}

const STYLES: [(&str, File); 1] = files!("text/css; charset=utf-8": "page.css");

const SCRIPTS: [(&str, File); 11] = files!("text/javascript; charset=utf-8":
    "api.js" "apps.js" "controls.js" "departments.js" "dom.js" "faults.js" "form.js" "organisation.js" "page.js" "people.js"
    "requests.js");

pub(super) fn page(_: &AdminRequest<'_>) -> Outcome {
    Ok(Reply::File(PAGE))
}

pub(super) fn file(request: &AdminRequest<'_>) -> Outcome {
    STYLES
        .iter()
        .chain(&SCRIPTS)
        .find(|(name, _)| *name == request.variable())
        .map(|(_, file)| Reply::File(*file))
        .ok_or_else(|| Problem::not_found("the page has no such file"))
}
