//! Reading the Markdown of doc comments.

/// The paragraphs, each on one line.
pub fn paragraphs(docs: &str) -> Vec<String> {
    let blocks = docs.split("\n\n").map(on_one_line);
    blocks.filter(|block| !block.is_empty()).collect()
}

/// The first paragraph, on one line.
pub fn summary(docs: &str) -> String {
    paragraphs(docs).into_iter().next().unwrap_or_default()
}

/// The texts that are set as code.
pub fn code(docs: &str) -> impl Iterator<Item = &str> {
    docs.split('`').skip(1).step_by(2)
}

/// The sentences of a paragraph: each ends with a full stop before a space and a capital letter or
/// code.
pub fn sentences(paragraph: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = paragraph;
    let mut from = 0;
    while let Some(at) = rest[from..].find(". ") {
        let end = from + at + 1;
        let next = rest[end + 1..].chars().next();
        if next.is_some_and(|next| next.is_uppercase() || next == '`') {
            found.push(&rest[..end]);
            rest = &rest[end + 1..];
            from = 0;
        } else {
            from = end;
        }
    }
    found.push(rest);
    found
}

/// The text with its first letter in upper case.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_come_apart_into_paragraphs_and_sentences() {
        let docs = "Finds the user,\nif any.\n\n`order`: none. `not-found` if e.g. nobody. Ends.";
        assert_eq!(summary(docs), "Finds the user, if any.");
        let second = &paragraphs(docs)[1];
        assert_eq!(
            sentences(second),
            ["`order`: none.", "`not-found` if e.g. nobody.", "Ends."]
        );
        assert_eq!(code(docs).collect::<Vec<_>>(), ["order", "not-found"]);
    }
}
