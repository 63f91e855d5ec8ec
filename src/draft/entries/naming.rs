//! Names as people say them, out of the words of a document.

use crate::plan::PlanLimits;

/// Marks that lead to a footnote.
const MARKS: [char; 8] = ['*', '†', '‡', '§', '¹', '²', '³', '⁴'];

/// A name and the mark behind it, without what only parts it from something else.
pub(super) fn name_and_mark(text: &str) -> (String, Option<char>) {
    let text = text.trim().trim_end_matches([':', ' ', '-', '–', ',', ';']);
    let mark = text.chars().next_back().filter(|c| MARKS.contains(c));
    let name = text.trim_end_matches(MARKS).trim_end_matches([':', ' ', '-', '–', ',']).trim();
    (name.to_owned(), mark)
}

/// The mark that a text ends with.
pub(super) fn mark_behind(text: &str) -> Option<char> {
    text.trim_start_matches([')', ' ', '.', ',']).chars().next().filter(|c| MARKS.contains(c))
}

/// A footnote: its mark and its words.
pub(super) fn footnote(text: &str) -> Option<(char, &str)> {
    let text = text.trim();
    let mark = text.chars().next().filter(|c| MARKS.contains(c))?;
    let words = text.trim_start_matches(mark).trim_start_matches([' ', ':', '-', '–']);
    words.chars().any(char::is_alphanumeric).then_some((mark, words))
}

/// A name for callers to hear: no brackets behind it, no braces, as long as plans allow.
pub(in crate::draft) fn spoken_name(text: &str) -> String {
    let text = text.replace(['{', '}'], "");
    let mut name = name_and_mark(&text).0;
    while name.ends_with(')')
        && let Some(at) = name.rfind('(').filter(|at| *at > 0)
    {
        name.truncate(at);
        let kept = name.trim_end().len();
        name.truncate(kept);
    }
    let most = PlanLimits::STANDARD.name_characters.min(120);
    if name.chars().count() > most {
        name = name.chars().take(most).collect();
        if let Some(end) = name.rfind(' ') {
            name.truncate(end);
        }
    }
    if name.chars().any(char::is_alphanumeric) { name } else { String::new() }
}

/// Whether a line can be a heading or the name of what follows, as lines of text go.
pub(super) fn is_title(text: &str) -> bool {
    let words = text.split_whitespace().count();
    let first = text.chars().find(|c| c.is_alphanumeric());
    let is_sentence = text.ends_with(['.', '!', '?', ';', ',']);
    let is_quoted = text.starts_with(MARKS);
    (1..=10).contains(&words)
        && text.len() <= 80
        && !is_sentence
        && !is_quoted
        && first.is_some_and(|c| c.is_uppercase() || c.is_numeric())
}

/// The entries of a list in a sentence: `Retail, Lease & Municipal Lease`, `interviews, offers and general inquiries`.
pub(super) fn listed(text: &str) -> Vec<String> {
    let text = text.trim().trim_end_matches(['.', ':', ';', ' ']);
    let mut parts = Vec::new();
    for part in text.split([',', ';']) {
        let part = part.trim();
        let part = ["and ", "or ", "et ", "ou ", "& "]
            .iter()
            .find_map(|word| part.strip_prefix(word))
            .unwrap_or(part);
        parts.push(part);
    }
    // What joins the last two of a list is no part of a name.
    if parts.len() > 1
        && let Some(last) = parts.pop()
    {
        let joint = [" and ", " & ", " or ", " et "].iter().find_map(|joint| last.split_once(joint));
        match joint {
            Some((one, other)) => parts.extend([one, other]),
            None => parts.push(last),
        }
    }
    parts
        .into_iter()
        .map(str::trim)
        .filter(|part| part.chars().any(char::is_alphanumeric))
        .map(str::to_owned)
        .collect()
}

/// Entries that stand one behind the other, parted where there is no doubt; and whether there may be more of them.
pub(super) fn run_on(text: &str) -> (Vec<String>, bool) {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_small = |word: &str| word.chars().next().is_some_and(char::is_lowercase);
    let is_joint = |word: &str| {
        matches!(
            word,
            "of" | "and"
                | "for"
                | "the"
                | "to"
                | "in"
                | "or"
                | "on"
                | "with"
                | "from"
                | "by"
                | "a"
                | "an"
                | "at"
                | "de"
                | "du"
                | "des"
                | "et"
                | "la"
                | "le"
        )
    };
    let mut items: Vec<Vec<&str>> = Vec::new();
    let mut may_be_more = false;
    for (at, word) in words.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| words[before]);
        let begins_with_capital = word.chars().next().is_some_and(char::is_uppercase);
        let is_new = match before {
            None => true,
            Some(before) => {
                begins_with_capital
                    && ((is_small(before) && !is_joint(before)) || before.ends_with([';', ',']))
            }
        };
        if is_new {
            items.push(vec![word]);
            continue;
        }
        let is_joined =
            before.is_some_and(|before| is_joint(before) || before == "&" || before.ends_with('/'));
        may_be_more |= begins_with_capital && !is_joined;
        if let Some(item) = items.last_mut() {
            item.push(word);
        }
    }
    let items = items.iter().map(|words| words.join(" ").trim_end_matches([';', ',']).to_owned()).collect();
    (items, may_be_more)
}

/// Whether words name a way in which mail is carried.
pub(super) fn is_courier(text: &str) -> bool {
    const WORDS: [&str; 14] = [
        "fedex",
        "ups",
        "usps",
        "dhl",
        "postal service",
        "courier",
        "couriers",
        "overnight",
        "express",
        "certified mail",
        "regular mail",
        "first-class",
        "purolator",
        "canada post",
    ];
    let lower = format!(" {} ", text.to_lowercase().replace([',', '.', ':', ';', '(', ')', '/'], " "));
    WORDS.iter().any(|word| lower.contains(&format!(" {word} ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_what_is_not_said() {
        assert_eq!(spoken_name("Dealer Service Center (DSC)"), "Dealer Service Center");
        assert_eq!(spoken_name("SmartCash (CPC) (Contract Funding):"), "SmartCash");
        assert_eq!(spoken_name("(DDS)"), "(DDS)");
        assert_eq!(spoken_name("{x}*"), "x");
        assert_eq!(name_and_mark("Pharmacy*"), ("Pharmacy".to_owned(), Some('*')));
        assert_eq!(spoken_name("***"), "");
    }

    #[test]
    fn entries_that_run_on_are_parted_where_no_doubt_is() {
        let of = |text| run_on(text);
        assert_eq!(
            of("Dealer trades Branch entered items"),
            (vec!["Dealer trades".into(), "Branch entered items".into()], false)
        );
        let (items, may_be_more) =
            of("Statement of Dealer Transactions Contract Funding Lease agreements Held Offerings");
        assert_eq!(items.last().map(String::as_str), Some("Held Offerings"));
        assert!(may_be_more);
        assert_eq!(listed("Retail, Lease, ComTRAC & Municipal Lease").len(), 4);
        assert_eq!(listed("Research & Development"), ["Research & Development"]);
    }

    #[test]
    fn footnotes_begin_with_a_mark() {
        assert_eq!(footnote("*CSG – Monday"), Some(('*', "CSG – Monday")));
        assert_eq!(footnote("**"), None);
        assert!(is_title("Important Contact Information") && !is_title("Thank you for your business!!"));
    }
}
