/// Nobody types more at once: a word to look for, an answer, a name, a time. What is typed is compared with all that a plan
/// says, so that more would cost time without a limit.
pub const MAX_TYPED: usize = 4_000;

/// A text that is too long to have been typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this text has {characters} characters, and {MAX_TYPED} are the limit; say it in fewer words")]
pub struct TooLong {
    characters: usize,
}

/// What somebody typed, if it is no longer than that.
pub fn typed(text: &str) -> Result<&str, TooLong> {
    // Most texts have fewer bytes than that, which costs nothing to see.
    let characters = if text.len() <= MAX_TYPED { text.len() } else { text.chars().count() };
    if characters <= MAX_TYPED { Ok(text) } else { Err(TooLong { characters }) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_count_and_not_bytes() {
        let longest = "\u{e9}".repeat(MAX_TYPED);
        assert_eq!(typed(&longest), Ok(longest.as_str()));
        let told = typed(&format!("{longest}x")).unwrap_err().to_string();
        assert_eq!(told, "this text has 4001 characters, and 4000 are the limit; say it in fewer words");
    }
}
