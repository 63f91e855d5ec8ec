//! Words and how alike they are.

/// How alike two words can be.
pub(crate) const SAME: u32 = 100;

/// Words that say nothing about what is asked for, unless nothing else is said.
const FILLERS: [&str; 22] = [
    "a", "about", "an", "and", "can", "do", "does", "for", "from", "handles", "how", "i", "is", "my", "of",
    "on", "or", "the", "to", "what", "who", "with",
];

/// The words of a text, in lower case. `&` and `/` separate words; `F&I` is looked up as `f`, `i` and `fi`.
pub(crate) fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    for chunk in text.split_whitespace() {
        let parts: Vec<String> = chunk
            .split(|c: char| !c.is_alphanumeric())
            .filter(|part| !part.is_empty())
            .map(str::to_lowercase)
            .collect();
        if parts.len() > 1 {
            words.push(parts.concat());
        }
        words.extend(parts);
    }
    words
}

/// What is asked for, without the words that say nothing.
pub(crate) fn query(text: &str) -> Vec<String> {
    // A joined word stands for its parts: nobody who asks for "F&I" asks for "f".
    let joined = |word: &str| words(word).into_iter().next();
    let all: Vec<String> = text.split_whitespace().filter_map(joined).collect();
    let telling: Vec<String> = all.iter().filter(|word| !FILLERS.contains(&word.as_str())).cloned().collect();
    if telling.is_empty() { all } else { telling }
}

/// How well `word` of a text answers `asked`, from 0 to [`SAME`].
pub(crate) fn likeness(asked: &str, word: &str) -> u32 {
    if asked == word {
        return SAME;
    }
    let (a, b) = (stem(asked), stem(word));
    if a == b {
        return 95;
    }
    let length = a.chars().count();
    if length >= 3 && b.starts_with(a) {
        return 80;
    }
    let forgiven = match length {
        0..=3 => 0,
        4..=6 => 1,
        _ => 2,
    };
    match strsim::damerau_levenshtein(a, b) {
        distance if distance <= forgiven => 75 - 10 * distance as u32,
        _ => 0,
    }
}

/// The word without the ending of a plural.
fn stem(word: &str) -> &str {
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

    #[test]
    fn words_joined_by_signs_are_found_apart_and_together() {
        assert_eq!(words("F&I Rewards"), ["fi", "f", "i", "rewards"]);
        assert_eq!(words("Title/Lien Releases"), ["titlelien", "title", "lien", "releases"]);
    }

    #[test]
    fn fillers_are_dropped_unless_there_is_nothing_else() {
        assert_eq!(query("who handles the title release"), ["title", "release"]);
        assert_eq!(query("who"), ["who"]);
        assert!(query(" ?! ").is_empty());
    }
}
