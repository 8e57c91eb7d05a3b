//! Lines as `black` leaves them, of up to 100 columns.

/// The longest line.
pub const WIDTH: usize = 100;

/// `head(one, two)tail` on one line, or, where that is too long, with each item on its own.
pub fn listing(indent: usize, head: &str, items: &[String], tail: &str) -> String {
    let margin = " ".repeat(indent);
    let (open, close) = brackets(head);
    let line = format!("{margin}{head}{}{close}{tail}\n", items.join(", "));
    // The head ends with the opening bracket.
    debug_assert!(head.ends_with(open));
    if line.chars().count() <= WIDTH + 1 {
        return line;
    }
    let mut lines = format!("{margin}{head}\n");
    for item in items {
        lines.push_str(&format!("{margin}    {item},\n"));
    }
    lines + &format!("{margin}{close}{tail}\n")
}

/// The text in lines that fit behind the indent.
pub fn wrapped(indent: usize, text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if indent + columns(line) + 1 + columns(word) <= WIDTH => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

fn columns(text: &str) -> usize {
    text.chars().count()
}

fn brackets(head: &str) -> (char, char) {
    match head.chars().last() {
        Some('[') => ('[', ']'),
        Some('{') => ('{', '}'),
        _ => ('(', ')'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_on_a_line_is_listed() {
        let items = ["a".to_owned(), "b".repeat(90)];
        assert_eq!(listing(4, "f(", &items[..1], ":"), "    f(a):\n",);
        let listed = listing(4, "f(", &items, ":");
        assert_eq!(listed.lines().count(), 4);
        assert!(listed.ends_with("\n    ):\n"));
    }

    #[test]
    fn text_is_wrapped_at_the_width() {
        let lines = wrapped(8, &"word ".repeat(30));
        assert_eq!(lines.len(), 2);
        assert!(lines.iter().all(|line| line.len() + 8 <= WIDTH));
    }
}
