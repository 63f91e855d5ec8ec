use super::super::context::CheckContext;
use super::super::rule::{Rule, examples, finding};
use super::super::spoken::spoken;
use super::spoken_id::own_ids;
use crate::base::diagnostic::{Diagnostic, Level};

pub(in crate::check) const RULE: Rule = Rule {
    code: "left-over-text",
    level: Level::Warning,
    summary: "Callers hear text that was not written for them",
    why: "\"Welcome to [company name]\", \"TBD\", `greeting_v2.wav`, `<break/>`: a template that was not filled \
          in, a file name or markup is read out to every caller as it is.",
    mend: "Write what callers should hear. Placeholders are written `{name}`, with one brace.",
    examples: examples!("left-over-text"),
    changes_with_time: false,
    look,
};

fn look(context: &CheckContext<'_>, found: &mut Vec<Diagnostic>) {
    let ids = own_ids(context.plan);
    for spoken in spoken(context) {
        // What the plan calls its own is `spoken-id`.
        let Some(left) = left_over(spoken.text).filter(|left| !ids.contains(left)) else { continue };
        let message = format!("{} says \u{201c}{left}\u{201d} to callers", spoken.by);
        found.push(finding(spoken.place(context, left), message).help("write what callers should hear"));
    }
    // What most menus say to the silent is written once and found once.
    let place = |diagnostic: &Diagnostic| diagnostic.primary.as_ref().map(|primary| primary.span);
    let mut seen = std::collections::BTreeSet::new();
    found.retain(|diagnostic| seen.insert(place(diagnostic)));
}

/// What people leave in a text that they mean to fill in.
const REMINDERS: [&str; 7] = ["TODO", "TBD", "FIXME", "TBA", "TBC", "TKTK", "tbd"];

const FILES: [&str; 12] =
    [".wav", ".mp3", ".vox", ".ulaw", ".gsm", ".ogg", ".toml", ".txt", ".csv", ".xml", ".json", ".docx"];

/// Words that stand where others are to come.
const DUMMIES: [&str; 7] = ["lorem", "ipsum", "asdf", "asdfasdf", "foobar", "blah", "qwerty"];

fn left_over(text: &str) -> Option<&str> {
    enclosed(text).or_else(|| text.split_whitespace().find_map(word_left_over))
}

/// `[company name]`, `<break time='1s'/>`, `{{name}}`, `${name}`, `%name%`
fn enclosed(text: &str) -> Option<&str> {
    [('[', ']'), ('<', '>'), ('{', '}')].into_iter().find_map(|(opens, closes)| {
        let start = text.find(opens)?;
        let closed = start + text[start..].find(closes)? + 1;
        let end = closed + text[closed..].chars().take_while(|c| *c == closes).count();
        let start = start - usize::from(text[..start].ends_with(['$', '#', '%', '@']));
        Some(&text[start..end]).filter(|inner| inner.chars().any(char::is_alphabetic))
    })
}

fn word_left_over(word: &str) -> Option<&str> {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '%' | '$' | '@'));
    let lower = word.to_lowercase();
    let is_address =
        word.contains('@') && !word.starts_with('@') || word.contains('/') || lower.starts_with("www.");
    let is_snake = word.split('_').filter(|part| !part.is_empty()).count() > 1;
    let is_blank = word.len() > 1 && word.chars().all(|c| c == '_');
    let is_version = lower.rsplit_once('-').is_some_and(|(_, end)| {
        end.strip_prefix('v')
            .is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
    });
    let is_file = FILES.iter().any(|ending| lower.len() > ending.len() && lower.ends_with(ending));
    // "XXX", "555-XXXX"
    let is_crossed_out = word.split(['-', '.']).any(|part| {
        let is_alone = part.len() == word.len();
        part.len() > 1 + usize::from(is_alone) && part.chars().all(|c| matches!(c, 'x' | 'X'))
    });
    let is_dummy = DUMMIES.contains(&lower.as_str()) || REMINDERS.contains(&word);
    let is_left =
        is_snake || is_blank || is_version || is_file || is_crossed_out || is_dummy || is_variable(word);
    (!is_address && is_left).then_some(word)
}

/// `$name`, `@@name`, `%s`, `%1$s`, `%(name)s`, `%name%`
fn is_variable(word: &str) -> bool {
    let is_name = |name: &str| name.starts_with(|c: char| c.is_alphabetic() || c == '_');
    if let Some(rest) = word.strip_prefix('%') {
        let rest =
            rest.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '$' | '.' | '-' | '+'));
        return matches!(rest, "s" | "d" | "i" | "f" | "u" | "@" | "S" | "D")
            || rest.starts_with('(')
            || rest.strip_suffix('%').is_some_and(is_name);
    }
    word.strip_prefix('$').or_else(|| word.strip_prefix("@@")).is_some_and(is_name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_drafts_and_other_systems_leave_in_a_text_is_found() {
        for (text, left) in [
            ("Welcome to $company.", "$company"),
            ("Welcome to ${{company}}.", "${{company}}"),
            ("Welcome to ${company}.", "${company}"),
            ("Hello %s, welcome.", "%s"),
            ("Hello %1$s.", "%1$s"),
            ("Hello %d times.", "%d"),
            ("Hello %name%.", "%name%"),
            ("Hello {{name}}.", "{{name}}"),
            ("Hello #{name}.", "#{name}"),
            ("Hello <name>.", "<name>"),
            ("Hello @@name.", "@@name"),
            ("Welcome to xxx.", "xxx"),
            ("Welcome to XXXX.", "XXXX"),
            ("Call 1-800-555-XXXX.", "1-800-555-XXXX"),
            ("Our hours are TBD.", "TBD"),
            ("Our hours are tbd.", "tbd"),
            ("TODO: ask Jane.", "TODO"),
            ("Hours TBC.", "TBC"),
            ("Lorem ipsum dolor.", "Lorem"),
            ("Welcome to ____.", "____"),
            ("[Insert greeting here]", "[Insert greeting here]"),
            ("Welcome to main_menu.", "main_menu"),
        ] {
            assert_eq!(left_over(text), Some(left), "{text}");
        }
        for text in [
            "Save $5, or 20 % on all orders over US$100.",
            "Write to sales_team@example.com.",
            "We are at www.example.com/my_page.",
            "Para todo lo demás, oprima dos.",
            "For T-shirts in XL, press 1.",
            "For the annual 10-K, press 2.",
            "For AT&T, press 1. For vitamin B-12, press 2.",
            "100% of our calls are recorded.",
            "50%discount",
        ] {
            assert_eq!(left_over(text), None, "{text}");
        }
    }
}
