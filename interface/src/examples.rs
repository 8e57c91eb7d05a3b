//! The example calls in `docs/examples.wave`, and those that Markdown pages show.
//!
//! The file has one example after another, separated by empty lines: a line of comment that says
//! what it shows, the call in WAVE, and, if the directory refuses it, a comment `// err: <kind>`.

use std::fs;
use std::path::PathBuf;

use crate::root;

/// The file's content.
pub const FILE: &str = include_str!("../../docs/examples.wave");

/// An example call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// What it shows.
    pub shows: String,
    /// The call, in WAVE.
    pub call: String,
    /// The kind of error that is the answer; `None`: it succeeds.
    pub error: Option<String>,
}

impl Example {
    /// The function that is called.
    pub fn function(&self) -> &str {
        function(&self.call)
    }
}

/// The function that a call is of.
pub fn function(call: &str) -> &str {
    call.split('(').next().unwrap_or_default()
}

/// All examples, in order.
pub fn all() -> Vec<Example> {
    FILE.split("\n\n").filter_map(example).collect()
}

fn example(block: &str) -> Option<Example> {
    let mut example = Example {
        shows: String::new(),
        call: String::new(),
        error: None,
    };
    for line in block.lines() {
        match line.strip_prefix("// ") {
            None => append(&mut example.call, line, '\n'),
            Some(comment) => match comment.strip_prefix("err: ") {
                Some(kind) => example.error = Some(kind.to_owned()),
                None => append(&mut example.shows, comment, ' '),
            },
        }
    }
    (!example.call.is_empty()).then_some(example)
}

fn append(text: &mut String, more: &str, between: char) {
    if !text.is_empty() {
        text.push(between);
    }
    text.push_str(more);
}

/// The Markdown pages for users: those in the root, in `docs/` and in the folders of the hosts.
pub fn pages() -> Vec<PathBuf> {
    let root = root();
    let host_example = root.join("host-example");
    let hosts = fs::read_dir(&host_example).into_iter().flatten().flatten();
    let hosts = hosts.map(|entry| entry.path());
    let folders = [root.clone(), root.join("docs"), host_example]
        .into_iter()
        .chain(hosts);
    let files = folders.flat_map(|folder| fs::read_dir(folder).into_iter().flatten().flatten());
    let mut pages: Vec<_> = files
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|it| it == "md"))
        .collect();
    pages.sort();
    pages
}

/// The calls that a Markdown page shows: the code blocks of the language `wave`, and what is handed
/// to `invoke` in single quotes in any code block.
pub fn in_markdown(page: &str) -> Vec<String> {
    let mut calls = Vec::new();
    for (language, block) in code_blocks(page) {
        if language == "wave" {
            calls.extend(block.split("\n\n").filter_map(example).map(|it| it.call));
        }
        for after in block.split("invoke '").skip(1) {
            calls.extend(after.split('\'').next().map(str::to_owned));
        }
    }
    calls
}

/// The fenced code blocks: language and content.
fn code_blocks(page: &str) -> Vec<(&str, String)> {
    let mut blocks = Vec::new();
    let mut open: Option<(&str, String)> = None;
    for line in page.lines() {
        match (line.trim_start().strip_prefix("```"), &mut open) {
            (Some(language), None) => open = Some((language.trim(), String::new())),
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (None, Some((_, block))) => {
                block.push_str(line);
                block.push('\n');
            }
            (None, None) => {}
        }
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_example_says_what_it_shows_and_what_it_answers() {
        let block = "// Nobody\n// there.\nget-user(\n  \"nobody\",\n)\n// err: not-found";
        let example = example(block).expect("an example");
        assert_eq!(example.shows, "Nobody there.");
        assert_eq!(example.call, "get-user(\n  \"nobody\",\n)");
        assert_eq!(example.function(), "get-user");
        assert_eq!(example.error.as_deref(), Some("not-found"));
    }

    #[test]
    fn calls_are_found_in_code_blocks_alone() {
        let page = "invoke 'no()'\n\n```sh\nx invoke 'a(1)' && x invoke 'b()'\n```\n\n```wave\n// C.\nc()\n\nd()\n```\n";
        assert_eq!(in_markdown(page), ["a(1)", "b()", "c()", "d()"]);
    }
}
