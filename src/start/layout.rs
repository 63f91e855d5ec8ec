//! What stands for whom in the files: the names that the answers get there.

use std::collections::HashSet;

use super::answers::{Answers, MAX_CHOICES, is_same};

/// Names of steps that are taken, or mean something in a plan.
const TAKEN: [&str; 6] = ["repeat", "back", "hang-up", "dropped", "closed", "mailbox"];

/// The longest name in the files, in characters.
const MAX_NAME: usize = 40;

/// A menu says itself again by this key, where that leaves few enough choices.
pub(super) const REPEAT_KEY: usize = 9;

/// With more choices than these, nobody wants to hear of another one.
const MAX_WITH_REPEAT: usize = 4;

/// The lines with what they lead to, and the people behind them.
#[derive(Debug)]
pub(super) struct PlanLayout<'a> {
    pub(super) lines: Vec<LineLayout<'a>>,
    /// Each team once, in the order in which they are met.
    pub(super) desks: Vec<TeamLayout<'a>>,
}

/// A line.
#[derive(Debug)]
pub(super) struct LineLayout<'a> {
    /// Its name in the files.
    pub(super) id: String,
    pub(super) number: String,
    pub(super) name: &'a str,
    pub(super) answer: LineEntry,
}

/// Where a call to a line begins.
#[derive(Debug)]
pub(super) enum LineEntry {
    /// At a menu of this name, with a place among the desks behind each key.
    Menu { id: String, desks: Vec<usize>, repeats: bool },
    /// At a desk.
    Desk(usize),
}

/// People who pick up.
#[derive(Debug)]
pub(super) struct TeamLayout<'a> {
    pub(super) id: String,
    pub(super) name: &'a str,
}

impl<'a> PlanLayout<'a> {
    pub(super) fn of(answers: &'a Answers) -> Self {
        let mut steps: HashSet<String> = TAKEN.iter().map(|&name| name.to_owned()).collect();
        let mut lines = Vec::new();
        let mut line_names = HashSet::new();
        let mut desks = Vec::new();
        for line in &answers.lines {
            let name = if answers.lines.len() == 1 { &answers.company } else { &line.purpose };
            let id = if answers.lines.len() == 1 { "main".to_owned() } else { name_in_files(name, "line") };
            let id = free(&id, &mut line_names);
            let answer = if line.choices.is_empty() {
                LineEntry::Desk(desk(name, &mut desks, &mut steps))
            } else {
                let menu = free(&format!("{id}-menu"), &mut steps);
                let choices = line.choices.iter().take(MAX_CHOICES);
                let behind = choices.map(|choice| desk(choice, &mut desks, &mut steps)).collect::<Vec<_>>();
                LineEntry::Menu { id: menu, repeats: behind.len() <= MAX_WITH_REPEAT, desks: behind }
            };
            lines.push(LineLayout { id, number: line.number.to_string(), name, answer });
        }
        Self { lines, desks }
    }
}

/// The place of a team among the desks, which it gets if it is new.
fn desk<'a>(name: &'a str, desks: &mut Vec<TeamLayout<'a>>, steps: &mut HashSet<String>) -> usize {
    if let Some(at) = desks.iter().position(|desk| is_same(desk.name, name)) {
        return at;
    }
    let id = free(&name_in_files(name, "team"), steps);
    desks.push(TeamLayout { id, name });
    desks.len() - 1
}

/// The name itself, or with the first number behind it that makes it one of its own.
fn free(name: &str, taken: &mut HashSet<String>) -> String {
    let numbered = (2..).map(|count| format!("{name}-{count}"));
    let free = std::iter::once(name.to_owned()).chain(numbered).find(|name| !taken.contains(name));
    let free = free.unwrap_or_default();
    taken.insert(free.clone());
    free
}

/// A name of plain letters, for a file.
fn name_in_files(name: &str, otherwise: &str) -> String {
    let mut id = String::new();
    for c in name.chars().flat_map(char::to_lowercase) {
        match plain(c) {
            Some(letters) => id.push_str(letters),
            None if c.is_ascii_alphanumeric() => id.push(c),
            // What belongs to a word and parts none.
            None if matches!(c, '\'' | '\u{2019}') => {}
            None if !id.is_empty() && !id.ends_with('-') => id.push('-'),
            None => {}
        }
        if id.len() >= MAX_NAME {
            break;
        }
    }
    let id = id.trim_matches('-');
    if id.is_empty() { otherwise.to_owned() } else { id.to_owned() }
}

/// Letters with marks as people write them without.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'ä' | 'æ' => "ae",
        'ö' | 'ø' | 'œ' => "oe",
        'ü' => "ue",
        'ß' => "ss",
        'á' | 'à' | 'â' | 'ã' | 'å' => "a",
        'é' | 'è' | 'ê' | 'ë' => "e",
        'í' | 'ì' | 'î' | 'ï' => "i",
        'ó' | 'ò' | 'ô' | 'õ' => "o",
        'ú' | 'ù' | 'û' => "u",
        'ñ' => "n",
        'ç' => "c",
        _ => return None,
    })
}

/// The folder that a company's files go to, if nobody names one.
#[must_use]
pub fn folder_name(company: &str) -> String {
    name_in_files(company, "my-company")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_files_are_plain_and_each_is_one_of_its_own() {
        assert_eq!(folder_name("Müller & Söhne, \"Zürich\""), "mueller-soehne-zuerich");
        assert_eq!(folder_name("Kim's Flowers"), "kims-flowers");
        assert_eq!(folder_name("東京"), "my-company");
        assert!(folder_name(&"x".repeat(200)).len() <= MAX_NAME + 1);
        let mut answers = Answers::example();
        answers.lines[0].choices = ["Closed", "Repeat", "A/B", "A-B", "東", "京"].map(str::to_owned).to_vec();
        let layout = PlanLayout::of(&answers);
        let ids: Vec<&str> = layout.desks.iter().map(|desk| &*desk.id).collect();
        assert_eq!(ids, ["closed-2", "repeat-2", "a-b", "a-b-2", "team", "team-2"]);
    }
}
