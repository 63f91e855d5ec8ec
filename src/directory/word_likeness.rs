//! How alike two words are: endings and slips of the finger.

/// How alike two words can be.
pub(crate) const SAME: u32 = 100;

/// How well `word` of a text answers `asked`, from 0 to [`SAME`]. Of endings, only that of the plural is forgiven: this
/// judges answers, too, and there another form of a word can be another team.
pub(crate) fn likeness(asked: &str, word: &str) -> u32 {
    if asked == word {
        return SAME;
    }
    let (a, b) = (singular(asked), singular(word));
    if a == b {
        return 95;
    }
    if a.chars().count() >= 3 && b.starts_with(a) {
        return 80;
    }
    slips(a, b).map_or(0, |slips| 75 - 10 * slips)
}

/// How many letters are wrong, where they are so few that the words may be the same.
pub(super) fn slips(asked: &str, word: &str) -> Option<u32> {
    let forgiven = match asked.chars().count() {
        0..=3 => return None,
        4..=6 => 1,
        _ => 2,
    };
    if asked.len().abs_diff(word.len()) > 4 * forgiven {
        return None;
    }
    let distance = strsim::damerau_levenshtein(asked, word);
    (distance <= forgiven).then_some(distance as u32)
}

/// The word without the ending of a plural.
fn singular(word: &str) -> &str {
    match word.strip_suffix('s') {
        Some(stem) if stem.len() >= 3 && !stem.ends_with(['s', 'u', 'i']) => {
            stem.strip_suffix('e').unwrap_or(stem)
        }
        _ if word.len() >= 4 => word.strip_suffix('e').unwrap_or(word),
        _ => word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_and_typing_errors_are_forgiven_and_other_words_are_not() {
        assert_eq!(likeness("title", "title"), SAME);
        assert_eq!(likeness("titles", "title"), 95);
        assert_eq!(likeness("release", "releases"), 95);
        assert!(likeness("paymnet", "payment") > 0);
        assert!(likeness("auct", "auction") >= 80);
        assert_eq!(likeness("gap", "map"), 0);
        assert_eq!(likeness("title", "little"), 0);
    }
}
