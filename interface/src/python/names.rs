//! Names in the styles of Python.

/// `get_user`, for functions, parameters and fields.
pub fn snake(name: &str) -> String {
    not_a_keyword(name.replace('-', "_"))
}

/// `UserDraft`, for classes.
pub fn pascal(name: &str) -> String {
    let words = name.split('-').map(|word| {
        let mut letters = word.chars();
        let first = letters.next().map(|it| it.to_ascii_uppercase());
        first.into_iter().chain(letters).collect::<String>()
    });
    not_a_keyword(words.collect())
}

/// `GET_USER`, for constants.
pub fn upper(name: &str) -> String {
    name.replace('-', "_").to_ascii_uppercase()
}

/// The keywords of Python 3 that can be a name of WIT, in the three styles.
const KEYWORDS: &[&str] = &[
    "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif",
    "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda",
    "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield", "None",
    "True", "False",
];

fn not_a_keyword(name: String) -> String {
    if KEYWORDS.contains(&name.as_str()) {
        name + "_"
    } else {
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_written_as_python_writes_them() {
        assert_eq!(snake("list-user-ids"), "list_user_ids");
        assert_eq!(pascal("user-draft"), "UserDraft");
        assert_eq!(upper("work-email"), "WORK_EMAIL");
        assert_eq!(snake("from"), "from_");
        assert_eq!(pascal("none"), "None_");
    }
}
