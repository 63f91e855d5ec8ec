use crate::base::tidy::quoted;
use crate::number::{Country, PhoneNumber};
use crate::plan::{PlanLimits, read};
use crate::time::Zone;

use super::opening::Opening;

/// No menu has more choices than these: one a key.
pub const MAX_CHOICES: usize = 9;

/// So many numbers are told of one by one; whoever has more copies what is written for the first.
const MAX_NUMBERS: usize = 20;

/// What a company says of its phones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answers {
    /// What it is called.
    pub company: String,
    /// The numbers that people dial.
    pub lines: Vec<LineAnswer>,
    /// The clock that its hours are read on.
    pub zone: Zone,
    /// When people are there.
    pub opening: Opening,
    /// Whether messages are taken when nobody is there.
    pub takes_messages: bool,
    /// What checks every change.
    pub ci: CiHost,
}

/// What is said of a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineAnswer {
    /// The number.
    pub number: PhoneNumber,
    /// What it is for, as callers hear it; the company itself if that is its only number.
    pub purpose: String,
    /// What stands behind the keys, from 1 on. None: callers are put through at once.
    pub choices: Vec<String>,
}

/// What checks every change of the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CiHost {
    /// GitHub's workflows.
    GitHub,
    /// GitLab's pipelines.
    GitLab,
    /// A Jenkins.
    Jenkins,
    /// Nothing, or something else.
    None,
}

impl CiHost {
    /// All that there are, with what they are called.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::GitHub, "GitHub"),
        (Self::GitLab, "GitLab"),
        (Self::Jenkins, "Jenkins"),
        (Self::None, "none"),
    ];

    /// Reads which one is meant.
    pub fn read(text: &str) -> Result<Self, String> {
        let text = text.trim();
        let named = Self::ALL.into_iter().find(|(_, name)| name.eq_ignore_ascii_case(text));
        let none = ["no", "n", "nothing", "-"].iter().any(|word| word.eq_ignore_ascii_case(text));
        match named {
            Some((host, _)) => Ok(host),
            None if none => Ok(Self::None),
            None => Err("this is none of them; write GitHub, GitLab, Jenkins or none".to_owned()),
        }
    }
}

impl Answers {
    /// What is taken for answered until it is: a plan can be made of it.
    #[must_use]
    pub fn example() -> Self {
        let company = "Example Company".to_owned();
        let choices = ["Sales", "Customer Service"].map(str::to_owned).to_vec();
        let line = |number| LineAnswer { number, purpose: company.clone(), choices: choices.clone() };
        Self {
            lines: numbers("1-800-555-0100").unwrap_or_default().into_iter().map(line).collect(),
            company,
            zone: Zone::named("America/New_York").unwrap_or(Zone::UTC),
            opening: Opening::office(),
            takes_messages: false,
            ci: CiHost::None,
        }
    }
}

/// Reads what something is called.
pub fn name(text: &str) -> Result<String, String> {
    let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if !name.chars().any(char::is_alphanumeric) {
        return Err("callers cannot hear this; write a name with a letter or a digit in it".to_owned());
    }
    let count = name.chars().count();
    if count > PlanLimits::STANDARD.name_characters {
        let most = PlanLimits::STANDARD.name_characters;
        return Err(format!("this name has {count} characters, and {most} are the most; make it shorter"));
    }
    readable(&name)?;
    Ok(name)
}

/// What a plan has to say against a name.
fn readable(name: &str) -> Result<(), String> {
    let name = quoted(name);
    let text = format!(
        "[plan]\nname = {name}\neffective = 2026-01-01\ntimezone = \"UTC\"\n\
         [lines.main]\nnumber = \"1-800-555-0100\"\nname = {name}\nanswer = \"team\"\n\
         [destinations.team]\nname = {name}\n"
    );
    let reading = read([("plan.toml", text)], &PlanLimits::STANDARD);
    match reading.diagnostics.into_iter().next() {
        Some(mistake) => Err(mistake.message),
        None => Ok(()),
    }
}

/// Reads what stands behind another key, beside what stands behind others already.
pub fn choice(text: &str, others: &[String]) -> Result<String, String> {
    let choice = name(text)?;
    match others.iter().position(|other| is_same(other, &choice)) {
        Some(key) => Err(format!("key {} is that already; callers could not tell them apart", key + 1)),
        None => Ok(choice),
    }
}

/// Reads what a number is for, beside what others are for.
pub fn purpose(text: &str, others: &[String]) -> Result<String, String> {
    let purpose = name(text)?;
    if others.iter().any(|other| is_same(other, &purpose)) {
        return Err("another number is for that already; callers could not tell them apart".to_owned());
    }
    Ok(purpose)
}

/// Whether two names are the same to whoever hears them.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

/// Reads one number or several, with commas between them.
pub fn numbers(text: &str) -> Result<Vec<PhoneNumber>, String> {
    let mut numbers = Vec::new();
    let parts = text.split([',', ';']).flat_map(|part| part.split(" and ")).map(str::trim);
    for part in parts.filter(|part| !part.is_empty()) {
        let dialled = PhoneNumber::parse(part, Country::UnitedStates)
            .map_err(|error| format!("\u{201c}{part}\u{201d}: {error}"))?;
        if dialled.extension.is_some() {
            return Err(format!(
                "\u{201c}{part}\u{201d} has an extension; write the number alone, and extensions can be added to the plan later"
            ));
        }
        if numbers.contains(&dialled.number) {
            return Err(format!("{} is there twice", dialled.number));
        }
        numbers.push(dialled.number);
    }
    match numbers.len() {
        0 => Err("there is no number here; write one such as 1-800-555-0100".to_owned()),
        1..=MAX_NUMBERS => Ok(numbers),
        count => Err(format!(
            "these are {count} numbers, and {MAX_NUMBERS} can be asked about; begin with the most important ones"
        )),
    }
}

/// Reads a yes or a no.
pub fn yes_or_no(text: &str) -> Result<bool, String> {
    match &*text.trim().to_lowercase() {
        "y" | "yes" => Ok(true),
        "n" | "no" => Ok(false),
        _ => Err("this is neither yes nor no; write y or n".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_alone_or_with_others_and_never_twice() {
        let read =
            |text| numbers(text).map(|numbers| numbers.iter().map(ToString::to_string).collect::<Vec<_>>());
        assert_eq!(read("(518) 555-0142").unwrap(), ["1-518-555-0142"]);
        assert_eq!(read("518.555.0142, 1-518-555-0143; 5185550144 and 1 518 555 0145,").unwrap().len(), 4);
        for (text, why) in [
            ("", "there is no number here"),
            ("518-555-0142, +1 518 555 0142", "1-518-555-0142 is there twice"),
            ("518-555-0142 ext. 7", "has an extension"),
            ("518-555-014", "\u{201c}518-555-014\u{201d}: "),
            ("call us", "\u{201c}call us\u{201d}: "),
        ] {
            let said = read(text).unwrap_err();
            assert!(said.contains(why), "{text}: {said}");
        }
    }

    #[test]
    fn names_are_what_people_can_hear() {
        assert_eq!(name("  Müller \t & Söhne ").unwrap(), "Müller & Söhne");
        assert!(name(&"é".repeat(200)).is_ok());
        assert!(name(&"é".repeat(201)).unwrap_err().contains("201 characters, and 200 are the most"));
        assert!(name("{options}").unwrap_err().contains("braces"));
        for text in ["", "  ", "]", "\u{1f600}", "\"'"] {
            assert!(name(text).unwrap_err().starts_with("callers cannot hear this"), "{text}");
        }
        let others = ["Sales".to_owned(), "Émile".to_owned()];
        assert_eq!(
            choice("sales", &others).unwrap_err(),
            "key 1 is that already; callers could not tell them apart"
        );
        assert!(choice("émile", &others).is_err());
    }

    #[test]
    fn hosts_and_yes_are_read_in_any_letters() {
        assert_eq!(CiHost::read(" gitlab "), Ok(CiHost::GitLab));
        assert_eq!(CiHost::read("NONE"), Ok(CiHost::None));
        assert!(CiHost::read("Travis").unwrap_err().contains("GitHub, GitLab, Jenkins or none"));
        assert_eq!((yes_or_no("Y"), yes_or_no("no")), (Ok(true), Ok(false)));
        assert!(yes_or_no("perhaps").is_err());
    }
}
