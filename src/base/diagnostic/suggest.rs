/// The candidate that the user most likely meant by `word`, if one is near enough to be worth saying.
///
/// Near enough is the rule of thumb of spelling helpers: one edit for each three letters, at least one.
#[must_use]
pub fn did_you_mean<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = fold(word);
    let most = (word.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(&folded, &fold(candidate)), candidate))
        .filter(|&(distance, candidate)| distance <= most && distance < candidate.chars().count())
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, candidate)| candidate)
}

/// So many names are suggested.
const MAX_SUGGESTED: usize = 3;

/// The candidates that may have replaced `word`: the one that it was most likely meant to be, and those that have words in
/// common with it, the most first. A name that was changed keeps a word more often than its letters.
#[must_use]
pub fn nearest_names<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let candidates: Vec<&str> = candidates.into_iter().collect();
    let typed = did_you_mean(word, candidates.iter().copied());
    let wanted = parts(word);
    let mut alike: Vec<(usize, &str)> = candidates
        .into_iter()
        .filter(|candidate| Some(*candidate) != typed)
        .map(|candidate| (parts(candidate).iter().filter(|part| wanted.contains(part)).count(), candidate))
        .filter(|(shared, _)| *shared > 0)
        .collect();
    alike.sort_by_key(|(shared, _)| std::cmp::Reverse(*shared));
    typed.into_iter().chain(alike.into_iter().map(|(_, candidate)| candidate)).take(MAX_SUGGESTED).collect()
}

/// The words of a name that say something.
fn parts(name: &str) -> Vec<String> {
    let parts = name.split(|c: char| !c.is_alphanumeric()).filter(|part| part.len() > 2);
    parts.map(str::to_lowercase).collect()
}

/// People mix up `-`, `_` and capitals more often than letters; those are no mistake at all here.
fn fold(word: &str) -> String {
    word.chars().map(|c| if c == '_' { '-' } else { c.to_ascii_lowercase() }).collect()
}

/// The words as a list for an error text: `` `a`, `b` or `c` ``. Long lists end in how many more there are.
#[must_use]
pub fn list<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    const SHOWN: usize = 12;
    let words: Vec<&str> = words.into_iter().collect();
    let quoted: Vec<String> = words.iter().take(SHOWN).map(|word| format!("`{word}`")).collect();
    match (quoted.as_slice(), words.len().saturating_sub(SHOWN)) {
        ([], _) => "none".to_owned(),
        ([only], 0) => only.clone(),
        ([first @ .., last], 0) => format!("{} or {last}", first.join(", ")),
        (shown, more) => format!("{} and {more} more", shown.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typing_error_is_near_and_another_word_is_not() {
        let names = ["commercial-transactions", "customer-interview", "ally-plus"];
        assert_eq!(did_you_mean("comercial-transaction", names), Some("commercial-transactions"));
        assert_eq!(did_you_mean("ally_plus", names), Some("ally-plus"));
        assert_eq!(did_you_mean("fax", names), None);
        assert_eq!(did_you_mean("x", ["y"]), None);
    }

    #[test]
    fn a_name_that_was_changed_is_found_by_its_words() {
        let names = ["lease-held-offerings", "ally-plus", "retail-offers", "title-releases"];
        assert_eq!(nearest_names("retail-held-offerings", names), ["lease-held-offerings", "retail-offers"]);
        assert_eq!(nearest_names("Ally Plus Desk", names), ["ally-plus"]);
        assert!(nearest_names("fax", names).is_empty());
    }

    #[test]
    fn lists_read_as_people_write_them() {
        assert_eq!(list([]), "none");
        assert_eq!(list(["a"]), "`a`");
        assert_eq!(list(["a", "b", "c"]), "`a`, `b` or `c`");
    }
}
