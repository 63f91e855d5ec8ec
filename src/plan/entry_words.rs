//! What an input takes, as people are told it: by the name of what is entered, how long that is and how it begins. Which digits
//! stand for all that a route takes is nobody's to learn.

use super::entry::{DigitCollection, TakenEntry};
use super::key::{Digits, Key, KeySet};
use super::model::{Step, StepKind, Switch, SwitchCase};
use super::pattern::Pattern;

/// What is entered at an input, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct EntryPhrase {
    /// What people call it: `account number`.
    name: Option<String>,
    length: EntryLength,
    shape: EntryShape,
    /// At how many places not any digit will do.
    fixed: usize,
}

/// How many digits there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct EntryLength {
    fewest: usize,
    most: usize,
}

/// Which entries are meant.
#[derive(Clone, Debug, PartialEq, Eq)]
enum EntryShape {
    /// This one.
    Exactly(String),
    /// Those with something in common: `begins with 1`.
    That(String),
    /// Those of a form that has no words: `4x1x`.
    Form(String),
    /// Keys of which the first are told, and digits behind them: `*1`, and how many.
    Code(String, usize),
    /// All digits.
    Any,
    /// All digits that have no way of their own.
    Other,
    /// What is not taken otherwise, in words.
    Refused(&'static str),
}

impl EntryPhrase {
    /// What a step takes such an entry for. None: it takes no entries.
    pub(crate) fn of(step: &Step, entry: &Digits) -> Option<Self> {
        let collection = step.collection()?;
        let others = Self::of_others(step, collection);
        Some(match step.taken(entry) {
            Some(TakenEntry::Key(key, _)) => Self { shape: EntryShape::Exactly(key.to_string()), ..others },
            Some(TakenEntry::Route(route)) => others.narrowed(&route.pattern),
            Some(TakenEntry::Other(_)) => others,
            None => {
                let is_way = step.waiting().is_some_and(|waiting| waiting.no_match.way().is_some());
                let words = match entry.len() < usize::from(collection.fewest) {
                    _ if is_way => "anything else",
                    _ if entry.is_empty() => "an empty entry",
                    true => "too few digits",
                    false => "digits that are not accepted",
                };
                Self { shape: EntryShape::Refused(words), ..others }
            }
        })
    }

    /// What the route at a position takes, or what all digits do that have none.
    pub(crate) fn of_route(step: &Step, route: Option<usize>) -> Option<Self> {
        let collection = step.collection()?;
        let others = Self::of_others(step, collection);
        match route {
            Some(at) => collection.routes.get(at).map(|route| others.narrowed(&route.pattern)),
            None => Some(others),
        }
    }

    /// Those entries only that are of a pattern.
    pub(crate) fn narrowed(self, pattern: &Pattern) -> Self {
        let Self { length, shape, fixed, .. } = Self::of_pattern(pattern);
        Self { length, shape, fixed, ..self }
    }

    /// Those entries only that a switch tells apart from others: by a case, or as what no case asks for.
    pub(crate) fn asked_by(self, switch: &Switch, case: Option<usize>, entry: &Digits) -> Self {
        let asks = |case: &SwitchCase| case.entered().next().is_some();
        match case.and_then(|case| switch.cases.get(case)) {
            Some(case) => match case.entered().flatten().find(|pattern| pattern.matches(entry)) {
                Some(pattern) => self.narrowed(pattern),
                None => self,
            },
            None if self.shape == EntryShape::Any && switch.cases.iter().any(asks) => {
                Self { shape: EntryShape::Other, ..self }
            }
            None => self,
        }
    }

    fn of_others(step: &Step, collection: &DigitCollection) -> Self {
        // A menu is called by what it offers.
        let name = if let StepKind::Input(_) = step.kind { step.name.clone() } else { None };
        let length = EntryLength { fewest: collection.fewest.into(), most: collection.most.into() };
        let shape = if collection.routes.is_empty() { EntryShape::Any } else { EntryShape::Other };
        Self { name, length, shape, fixed: 0 }
    }

    fn of_pattern(pattern: &Pattern) -> Self {
        let length = EntryLength { fewest: pattern.len(), most: pattern.len() };
        let fixed = pattern.places().iter().filter(|keys| **keys != KeySet::DIGITS).count();
        Self { name: None, length, shape: EntryShape::of(pattern), fixed }
    }

    /// At how many places of it a key is told: the more, the fewer entries are meant.
    pub(crate) fn fixed(&self) -> usize {
        self.fixed
    }

    /// Whether only one entry is meant, which is told as it is.
    pub(crate) fn is_exact(&self) -> bool {
        matches!(self.shape, EntryShape::Exactly(_))
    }

    /// To whom is about to enter it: `your 8-digit account number (it begins with 1)`, `an 8-digit number that begins with 1`,
    /// `4711`.
    pub(crate) fn to_enter(&self) -> String {
        self.to_its_owner(|that| format!(" (it {that})"), |behind| format!(" ({behind})"))
    }

    /// To whom will enter it, among other things: `your 8-digit account number, which begins with 1`.
    pub(crate) fn yours(&self) -> String {
        self.to_its_owner(|that| format!(", which {that}"), |behind| format!(" of {behind}"))
    }

    fn to_its_owner(&self, begins: impl Fn(&str) -> String, long: impl Fn(&str) -> String) -> String {
        let Some(name) = self.plain_name() else { return self.noun() };
        let thing = format!("your {}{name}", self.length.before(name));
        match &self.shape {
            EntryShape::That(that) => format!("{thing}{}", begins(that)),
            EntryShape::Any => {
                let behind = self.length.behind();
                format!("{thing}{}", behind.map(|behind| long(&behind)).unwrap_or_default())
            }
            _ => self.noun(),
        }
    }

    /// To whom speaks of it: `an 8-digit account number that begins with 1`, `any other 8-digit number`, `4711`.
    pub(crate) fn noun(&self) -> String {
        let name = self.plain_name().unwrap_or("number");
        let thing = format!("{}{name}", self.length.before(name));
        let behind = self.length.behind().map(|behind| format!(" of {behind}")).unwrap_or_default();
        match &self.shape {
            EntryShape::Exactly(entry) => entry.clone(),
            EntryShape::That(that) => format!("{} that {that}", with_article(&thing)),
            EntryShape::Form(form) => format!("{} {}", with_article(&thing), of_form(form)),
            EntryShape::Code(code, more) => format!("{code} and {}", more_digits(*more)),
            EntryShape::Any if self.length.most == 1 && self.name.is_none() => "a digit".to_owned(),
            EntryShape::Any => format!("{}{behind}", with_article(&thing)),
            EntryShape::Other if self.length.most == 1 && self.name.is_none() => "any other digit".to_owned(),
            EntryShape::Other => format!("any other {thing}{behind}"),
            EntryShape::Refused(words) => (*words).to_owned(),
        }
    }

    /// Beside the input, which says what it asks for: `8 digits that begin with 1`, `other digits`, `4711`.
    pub(crate) fn beside_input(&self) -> String {
        match &self.shape {
            EntryShape::That(that) if self.length.most == 1 => format!("a digit that {that}"),
            EntryShape::That(that) => format!("{} that {}", self.length.told(), plural(that)),
            EntryShape::Form(form) => format!("{} {}", self.length.told(), of_form(form)),
            EntryShape::Any if self.length.fewest < self.length.most => self.length.told(),
            EntryShape::Any => format!("any {}", self.length.told()),
            EntryShape::Other => "any other digits".to_owned(),
            EntryShape::Exactly(_) | EntryShape::Code(..) | EntryShape::Refused(_) => self.noun(),
        }
    }

    /// The name without what people say to whoever enters it.
    fn plain_name(&self) -> Option<&str> {
        let name = self.name.as_deref()?.trim();
        let (first, rest) = name.split_once(' ').unwrap_or(("", name));
        let is_spoken = ["your", "my", "the", "a", "an", "enter"].contains(&first.to_lowercase().as_str());
        Some(if is_spoken { rest } else { name }).filter(|name| !name.is_empty())
    }
}

/// Such entries, where no input is at hand: `8 digits that begin with 1`, `4711`.
pub(crate) fn entries_of(pattern: &Pattern) -> String {
    if pattern.is_empty() {
        return "nothing".to_owned();
    }
    EntryPhrase::of_pattern(pattern).beside_input()
}

impl EntryLength {
    /// In front of what has it: `8-digit `. Nothing where it varies, or where the name says it.
    fn before(self, name: &str) -> String {
        if self.fewest == self.most && !name.to_lowercase().contains("digit") {
            format!("{}-digit ", self.most)
        } else {
            String::new()
        }
    }

    /// Behind it, where it varies: `4 to 10 digits`.
    fn behind(self) -> Option<String> {
        (self.fewest != self.most).then(|| self.told())
    }

    /// `8 digits`, `4 to 10 digits`, `up to 10 digits`.
    fn told(self) -> String {
        match (self.fewest, self.most) {
            (1, 1) => "1 digit".to_owned(),
            (fewest, most) if fewest == most => format!("{most} digits"),
            (0 | 1, most) => format!("up to {most} digits"),
            (fewest, most) => format!("{fewest} to {most} digits"),
        }
    }
}

impl EntryShape {
    fn of(pattern: &Pattern) -> Self {
        let places = pattern.places();
        let told = |places: &[KeySet]| {
            places.iter().map(|keys| keys.single().map(Key::character)).collect::<Option<String>>()
        };
        let is_any = |keys: &&KeySet| **keys == KeySet::DIGITS;
        if let Some(entry) = told(places) {
            return Self::Exactly(entry);
        }
        let last_any = places.iter().rev().take_while(is_any).count();
        if last_any == places.len() {
            return Self::Any;
        }
        let has_digits_only = places.iter().all(|keys| keys.minus(KeySet::DIGITS).is_empty());
        let begins = &places[..places.len() - last_any];
        if let Some(code) = told(begins) {
            return if has_digits_only {
                Self::That(format!("begins with {code}"))
            } else {
                Self::Code(code, last_any)
            };
        }
        let form = Self::Form(pattern.to_string());
        if !has_digits_only {
            return form;
        }
        // One of several keys, behind those that are told and in front of any digits.
        if let Some((&keys, before)) = begins.split_last()
            && let Some(code) = told(before)
            && keys != KeySet::DIGITS
        {
            return Self::That(format!("begins with {}", one_of(&code, keys)));
        }
        let head = places.iter().take_while(|keys| keys.single().is_some()).count();
        let tail = places.iter().rev().take_while(|keys| keys.single().is_some()).count();
        let (before, rest) = places.split_at(head);
        let (middle, behind) = rest.split_at(rest.len() - tail);
        match (told(before), told(behind)) {
            (Some(before), Some(behind)) if tail > 0 && middle.iter().all(|keys| is_any(&keys)) => {
                let begins = if head > 0 { format!("begins with {before} and ") } else { String::new() };
                Self::That(format!("{begins}ends with {behind}"))
            }
            _ => form,
        }
    }
}

/// Keys of which one is pressed behind others: `42 to 49`, `1 or 3`.
fn one_of(before: &str, keys: KeySet) -> String {
    let keys: Vec<Key> = keys.keys().collect();
    let told: Vec<String> = keys.iter().map(|key| format!("{before}{key}")).collect();
    let follows = |pair: &[Key]| pair[0].index() + 1 == pair[1].index();
    match &told[..] {
        [first, _, .., last] if keys.windows(2).all(follows) => format!("{first} to {last}"),
        [before @ .., last] if !before.is_empty() => format!("{} or {last}", before.join(", ")),
        _ => told.concat(),
    }
}

/// The same of several: `begin with 1 and end with 9`.
fn plural(that: &str) -> String {
    that.replace("begins with", "begin with").replace("ends with", "end with")
}

fn of_form(form: &str) -> String {
    if form.contains('x') {
        format!("of the form {form} (x is any digit)")
    } else {
        format!("of the form {form}")
    }
}

fn more_digits(count: usize) -> String {
    if count == 1 { "1 more digit".to_owned() } else { format!("{count} more digits") }
}

/// `an 8-digit number`, `a claim number`, `an ID`.
fn with_article(thing: &str) -> String {
    let first = thing.split([' ', '-']).next().unwrap_or_default();
    // "Eight", "eleven" and "eighteen"; letters that are said one by one go by how they sound.
    let is_open = match first.parse::<u8>() {
        Ok(number) => matches!(number, 8 | 11 | 18 | 80..=89),
        Err(_) if first.len() > 1 && first.chars().all(|c| c.is_ascii_uppercase()) => {
            first.starts_with(['A', 'E', 'F', 'H', 'I', 'L', 'M', 'N', 'O', 'R', 'S', 'X'])
        }
        Err(_) => first.to_lowercase().starts_with(['a', 'e', 'i', 'o']),
    };
    format!("{} {thing}", if is_open { "an" } else { "a" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{PlanLimits, read};

    /// The words for all that an input takes: to whom enters it, to whom speaks of it, and beside the input.
    fn told(input: &str) -> Vec<[String; 3]> {
        let text = format!(
            "[plan]\nname = \"P\"\neffective = 2026-01-01\ntimezone = \"UTC\"\n\
             [lines.main]\nnumber = \"1-800-555-0100\"\nname = \"M\"\nanswer = \"a\"\n\
             [destinations.team]\nname = \"Team\"\n[inputs.a]\nsay = \"Enter.\"\n{input}"
        );
        let plan = read([("plan.toml", text.as_str())], &PlanLimits::STANDARD);
        let plan = plan.plan.unwrap_or_else(|| panic!("{:?}", plan.diagnostics));
        let step = plan.step(plan.step_named("a").unwrap());
        let collection = step.collection().unwrap();
        let routes = (0..collection.routes.len()).map(Some).chain(collection.then.map(|_| None));
        routes
            .map(|route| {
                let phrase = EntryPhrase::of_route(step, route).unwrap();
                [phrase.to_enter(), phrase.noun(), phrase.beside_input()]
            })
            .collect()
    }

    fn routes(digits: &str, patterns: &[&str]) -> String {
        let routes: Vec<String> =
            patterns.iter().map(|pattern| format!("\"{pattern}\" = \"team\"")).collect();
        format!("{digits}\nroutes = {{ {} }}\n", routes.join(", "))
    }

    #[test]
    fn an_entry_is_told_by_its_name_its_length_and_how_it_begins() {
        let named = format!("name = \"account number\"\n{}", routes("digits = 8", &["1xxxxxxx", "00000000"]));
        assert_eq!(
            told(&format!("{named}then = \"team\"\n")),
            [
                [
                    "your 8-digit account number (it begins with 1)",
                    "an 8-digit account number that begins with 1",
                    "8 digits that begin with 1"
                ],
                ["00000000"; 3],
                ["any other 8-digit account number", "any other 8-digit account number", "any other digits"],
            ]
        );
    }

    #[test]
    fn an_entry_without_a_name_is_a_number() {
        for (digits, patterns, noun) in [
            ("digits = 4", vec!["42xx"], "a 4-digit number that begins with 42"),
            ("digits = 11", vec!["xxxxxxxxx99"], "an 11-digit number that ends with 99"),
            ("digits = 4", vec!["1xx9"], "a 4-digit number that begins with 1 and ends with 9"),
            ("digits = 4", vec!["4x1x"], "a 4-digit number of the form 4x1x (x is any digit)"),
            ("digits = 4", vec!["*1xx"], "*1 and 2 more digits"),
            ("digits = 4", vec!["xxxx"], "a 4-digit number"),
            ("digits = 4", vec!["4711"], "4711"),
            ("digits = 3", vec!["[2-9]xx"], "a 3-digit number that begins with 2 to 9"),
            ("digits = 3", vec!["4[13]x"], "a 3-digit number that begins with 41 or 43"),
            ("digits = 3", vec!["[124]xx"], "a 3-digit number that begins with 1, 2 or 4"),
            ("digits = 3", vec!["[12]x9"], "a 3-digit number of the form [12]x9 (x is any digit)"),
        ] {
            assert_eq!(told(&routes(digits, &patterns))[0][1], noun);
        }
    }

    #[test]
    fn how_long_an_entry_is_is_told_where_it_varies_as_well() {
        for (input, words) in [
            ("min_digits = 4\nmax_digits = 10\n", "a number of 4 to 10 digits"),
            ("max_digits = 10\n", "a number of up to 10 digits"),
            ("max_digits = 1\n", "a digit"),
            ("name = \"Your claim number\"\nmax_digits = 10\n", "your claim number (up to 10 digits)"),
            ("name = \"4-digit PIN\"\ndigits = 4\n", "your 4-digit PIN"),
            ("name = \"a dealer number\"\ndigits = 5\n", "your 5-digit dealer number"),
            ("name = \"ID\"\ndigits = 4\n", "your 4-digit ID"),
        ] {
            assert_eq!(told(&format!("{input}then = \"team\"\n"))[0][0], words);
        }
    }

    #[test]
    fn an_article_goes_by_how_the_word_sounds() {
        for (thing, told) in [
            ("8-digit number", "an 8-digit number"),
            ("9-digit number", "a 9-digit number"),
            ("ID of 3 digits", "an ID of 3 digits"),
            ("VIN", "a VIN"),
            ("order number", "an order number"),
            ("user number", "a user number"),
        ] {
            assert_eq!(with_article(thing), told);
        }
    }
}
