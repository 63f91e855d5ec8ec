//! What an input takes, as people are told it: by the name of what is entered, how long that is and how it begins. Which digits
//! stand for all that a route takes is nobody's to learn.

use super::entry::{DigitCollection, EntryRoute, TakenEntry};
use super::entry_shape::{EntryShape, shapes};
use super::key::{Digits, Key, KeySet};
use super::model::{Step, StepKind, Switch, SwitchCase};
use super::pattern::Pattern;
use super::stock::{EntryWords, StockPhrases};
use crate::base::Language;
use crate::base::text::filled;

/// What is entered at an input, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct EntryPhrase {
    /// What people call it: `account number`.
    name: Option<String>,
    length: EntryLength,
    meant: MeantEntries,
}

/// How many digits there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct EntryLength {
    fewest: usize,
    most: usize,
}

/// Which entries are meant.
#[derive(Clone, Debug, PartialEq, Eq)]
enum MeantEntries {
    /// A key of a menu.
    Key(String),
    /// Those of these patterns, which lead to one place.
    Of(Vec<Pattern>),
    /// All digits.
    Any,
    /// All digits that have no way of their own.
    Other,
    /// What is not taken otherwise, by its place among [`EntryWords::refused`].
    Refused(usize),
}

impl EntryPhrase {
    /// What a step takes such an entry for. None: it takes no entries.
    pub(crate) fn of(step: &Step, entry: &Digits) -> Option<Self> {
        Self::taken(step, entry, |_, route| vec![route.pattern.clone()])
    }

    /// The same, with all entries that lead where this one does.
    pub(crate) fn of_all(step: &Step, entry: &Digits) -> Option<Self> {
        Self::taken(step, entry, alike)
    }

    fn taken(
        step: &Step,
        entry: &Digits,
        patterns: fn(&DigitCollection, &EntryRoute) -> Vec<Pattern>,
    ) -> Option<Self> {
        let collection = step.collection()?;
        let others = Self::of_others(step, collection);
        Some(match step.taken(entry) {
            Some(TakenEntry::Key(key, _)) => Self { meant: MeantEntries::Key(key.to_string()), ..others },
            Some(TakenEntry::Route(route)) => others.narrowed(patterns(collection, route)),
            Some(TakenEntry::Other(_)) => others,
            None => {
                let is_way = step.waiting().is_some_and(|waiting| waiting.no_match.way().is_some());
                let refused = match entry.len() < usize::from(collection.fewest) {
                    _ if is_way => 0,
                    _ if entry.is_empty() => 1,
                    true => 2,
                    false => 3,
                };
                Self { meant: MeantEntries::Refused(refused), ..others }
            }
        })
    }

    /// What the route at a position takes, or what all digits do that have none.
    pub(crate) fn of_route(step: &Step, route: Option<usize>) -> Option<Self> {
        let collection = step.collection()?;
        let others = Self::of_others(step, collection);
        match route {
            Some(at) => collection.routes.get(at).map(|route| others.narrowed(vec![route.pattern.clone()])),
            None => Some(others),
        }
    }

    /// Those entries only that are of one of these patterns.
    fn narrowed(self, patterns: Vec<Pattern>) -> Self {
        Self { meant: MeantEntries::Of(patterns), ..self }
    }

    /// Those entries only that a switch tells apart from others: by a case, or as what no case asks for.
    pub(crate) fn asked_by(self, switch: &Switch, case: Option<usize>, entry: &Digits) -> Self {
        let asks = |case: &SwitchCase| case.entered().next().is_some();
        match case.and_then(|case| switch.cases.get(case)) {
            Some(case) => {
                let asked = case.entered().find(|patterns| patterns.iter().any(|one| one.matches(entry)));
                let is_meant = |pattern: &&Pattern| pattern.matches(entry) || self.may_be(pattern);
                match asked {
                    Some(patterns) => {
                        let patterns = patterns.iter().filter(is_meant).cloned().collect();
                        self.narrowed(patterns)
                    }
                    None => self,
                }
            }
            None if self.meant == MeantEntries::Any && switch.cases.iter().any(asks) => {
                Self { meant: MeantEntries::Other, ..self }
            }
            None => self,
        }
    }

    /// Whether some entry of a pattern is one of those that are meant.
    fn may_be(&self, pattern: &Pattern) -> bool {
        match &self.meant {
            MeantEntries::Of(patterns) => patterns.iter().any(|one| one.meets(pattern)),
            MeantEntries::Any => (self.length.fewest..=self.length.most).contains(&pattern.len()),
            // Which of them have a way of their own is not told apart.
            MeantEntries::Key(_) | MeantEntries::Other | MeantEntries::Refused(_) => false,
        }
    }

    fn of_others(step: &Step, collection: &DigitCollection) -> Self {
        // A menu is called by what it offers.
        let name = if let StepKind::Input(_) = step.kind { step.name.clone() } else { None };
        let length = EntryLength { fewest: collection.fewest.into(), most: collection.most.into() };
        let meant = if collection.routes.is_empty() { MeantEntries::Any } else { MeantEntries::Other };
        Self { name, length, meant }
    }

    /// At how many places of it a key is told: the more, the fewer entries are meant.
    pub(crate) fn fixed(&self) -> usize {
        match &self.meant {
            MeantEntries::Of(patterns) => patterns.iter().map(Pattern::fixed).min().unwrap_or(0),
            MeantEntries::Key(_) | MeantEntries::Any | MeantEntries::Other | MeantEntries::Refused(_) => 0,
        }
    }

    /// Whether only one entry is meant, which is told as it is.
    pub(crate) fn is_exact(&self) -> bool {
        match &self.meant {
            MeantEntries::Key(_) => true,
            MeantEntries::Of(patterns) => matches!(&patterns[..], [only] if only.single().is_some()),
            MeantEntries::Any | MeantEntries::Other | MeantEntries::Refused(_) => false,
        }
    }

    /// Whether some entry that is meant begins with these keys, or ends with them.
    pub(crate) fn has(&self, keys: &str, is_at_end: bool) -> bool {
        let is_of = |pattern: &Pattern| {
            let (places, count) = (pattern.places(), keys.chars().count());
            let first = if is_at_end { places.len().saturating_sub(count) } else { 0 };
            let told = keys.chars().zip(&places[first..]);
            let is_there = |(key, set): (char, &KeySet)| Key::new(key).is_some_and(|key| set.contains(key));
            count <= places.len() && told.into_iter().all(is_there)
        };
        match &self.meant {
            MeantEntries::Of(patterns) => patterns.iter().any(is_of),
            MeantEntries::Key(key) => key == keys,
            MeantEntries::Any | MeantEntries::Other => true,
            MeantEntries::Refused(_) => false,
        }
    }

    /// What people call it, if the plan has a name for it.
    pub(crate) fn name(&self, language: Language) -> Option<&str> {
        self.plain_name(&StockPhrases::of(language).entry)
    }

    /// To whom is about to enter it: `your 8-digit account number (it begins with 1)`, `an 8-digit number that begins with 1`,
    /// `4711`.
    pub(crate) fn to_enter(&self, language: Language) -> String {
        let words = &StockPhrases::of(language).entry;
        self.to_its_owner(language, words.your_that, words.long)
    }

    /// To whom will enter it, among other things: `your 8-digit account number, which begins with 1`.
    pub(crate) fn yours(&self, language: Language) -> String {
        let words = &StockPhrases::of(language).entry;
        self.to_its_owner(language, words.your_which, words.of_length)
    }

    fn to_its_owner(&self, language: Language, that: &str, long: &str) -> String {
        let words = &StockPhrases::of(language).entry;
        let Some(name) = self.plain_name(words) else { return self.noun(language) };
        let your = |length: EntryLength| {
            filled(language, words.your, &[("thing", &length.before(language, words, name))])
        };
        match &self.meant {
            MeantEntries::Any => self.length.behind(language, words, &your(self.length), long),
            MeantEntries::Of(patterns) => match &shapes(patterns)[..] {
                [(length, shape @ EntryShape::That { .. })] => {
                    let thing = your(EntryLength::exactly(*length));
                    filled(language, that, &[("thing", &thing), ("that", &clause(language, words, shape))])
                }
                [(length, EntryShape::Any)] => your(EntryLength::exactly(*length)),
                _ => self.noun(language),
            },
            MeantEntries::Key(_) | MeantEntries::Other | MeantEntries::Refused(_) => self.noun(language),
        }
    }

    /// To whom speaks of it: `an 8-digit account number that begins with 1 or 2`, `any other 8-digit number`, `4711`.
    pub(crate) fn noun(&self, language: Language) -> String {
        let words = &StockPhrases::of(language).entry;
        let name = self.plain_name(words).unwrap_or(words.number);
        let thing = self.length.before(language, words, name);
        let is_digit = self.length.most == 1 && self.name.is_none();
        let long = |thing: &str| self.length.behind(language, words, thing, words.of_length);
        match &self.meant {
            MeantEntries::Key(key) => key.clone(),
            MeantEntries::Any if is_digit => words.a_digit.to_owned(),
            MeantEntries::Any => long(&(words.a)(&thing)),
            MeantEntries::Other if is_digit => words.other_digit.to_owned(),
            MeantEntries::Other => long(&(words.other)(&thing)),
            MeantEntries::Refused(place) => words.refused[*place].to_owned(),
            MeantEntries::Of(patterns) => {
                let noun = |(length, shape): &(usize, EntryShape)| {
                    let length = EntryLength::exactly(*length);
                    let thing = || (words.a)(&length.before(language, words, name));
                    match shape {
                        EntryShape::Exactly(entries) => either(words, entries),
                        EntryShape::That { .. } => filled(
                            language,
                            words.that,
                            &[("thing", &thing()), ("that", &clause(language, words, shape))],
                        ),
                        EntryShape::Form(form) => {
                            let told =
                                filled(language, words.of_form, &[("thing", &thing()), ("form", form)]);
                            with_any_digit(words, told, form)
                        }
                        EntryShape::Code(code, more) => {
                            let more = if *more == 1 {
                                words.one_more.to_owned()
                            } else {
                                filled(language, words.more, &[("count", &more.to_string())])
                            };
                            filled(language, words.code, &[("code", code), ("more", &more)])
                        }
                        EntryShape::Any if length.most == 1 && self.name.is_none() => {
                            words.a_digit.to_owned()
                        }
                        EntryShape::Any => thing(),
                    }
                };
                let nouns: Vec<String> = shapes(patterns).iter().map(noun).collect();
                nouns.join(&format!(", {} ", words.or))
            }
        }
    }

    /// Beside the input, which says what it asks for, in English: `8 digits that begin with 1`, `other digits`, `4711`.
    pub(crate) fn beside_input(&self) -> String {
        let words = &StockPhrases::of(Language::English).entry;
        let told = |length: EntryLength| length.told(Language::English, words);
        match &self.meant {
            MeantEntries::Of(patterns) => {
                let one = |(length, shape): &(usize, EntryShape)| {
                    let length = EntryLength::exactly(*length);
                    match shape {
                        EntryShape::That { .. } => {
                            let that = clause(Language::English, words, shape);
                            if length.most == 1 {
                                format!("a digit that {that}")
                            } else {
                                format!("{} that {}", told(length), plural(&that))
                            }
                        }
                        EntryShape::Form(form) => {
                            with_any_digit(words, format!("{} of the form {form}", told(length)), form)
                        }
                        EntryShape::Any => format!("any {}", told(length)),
                        EntryShape::Exactly(_) | EntryShape::Code(..) => self.noun(Language::English),
                    }
                };
                shapes(patterns).iter().map(one).collect::<Vec<_>>().join(", or ")
            }
            MeantEntries::Any if self.length.fewest < self.length.most => told(self.length),
            MeantEntries::Any => format!("any {}", told(self.length)),
            MeantEntries::Other => "any other digits".to_owned(),
            MeantEntries::Key(_) | MeantEntries::Refused(_) => self.noun(Language::English),
        }
    }

    /// The name without what people say to whoever enters it.
    fn plain_name(&self, words: &EntryWords) -> Option<&str> {
        let name = self.name.as_deref()?.trim();
        let (first, rest) = name.split_once(' ').unwrap_or(("", name));
        let is_spoken = words.leads.contains(&first.to_lowercase().as_str());
        Some(if is_spoken { rest } else { name }).filter(|name| !name.is_empty())
    }
}

/// The patterns of all routes that do what one does, but for those whose entries an earlier one takes.
fn alike(collection: &DigitCollection, route: &EntryRoute) -> Vec<Pattern> {
    let is_same = |other: &EntryRoute| {
        (other.choice.link.target, other.choice.language) == (route.choice.link.target, route.choice.language)
    };
    let is_taken = |at: usize, pattern: &Pattern| {
        collection.routes[..at].iter().any(|before| !is_same(before) && before.pattern.covers(pattern))
    };
    let routes = collection.routes.iter().enumerate().filter(|(_, other)| is_same(other));
    routes
        .filter(|(at, other)| !is_taken(*at, &other.pattern))
        .map(|(_, other)| other.pattern.clone())
        .collect()
}

/// Such entries, where no input is at hand: `8 digits that begin with 1`, `4711`.
pub(crate) fn entries_of(pattern: &Pattern) -> String {
    if pattern.is_empty() {
        return "nothing".to_owned();
    }
    let meant = MeantEntries::Of(vec![pattern.clone()]);
    EntryPhrase { name: None, length: EntryLength::exactly(pattern.len()), meant }.beside_input()
}

impl EntryLength {
    fn exactly(length: usize) -> Self {
        Self { fewest: length, most: length }
    }

    /// With what has it: `8-digit account number`. As it is where it varies, or where the name says it.
    fn before(self, language: Language, words: &EntryWords, name: &str) -> String {
        if self.fewest == self.most && !name.to_lowercase().contains(words.says_digits) {
            filled(language, words.sized, &[("count", &self.most.to_string()), ("name", name)])
        } else {
            name.to_owned()
        }
    }

    /// Behind it, where it varies: `a number of 4 to 10 digits`.
    fn behind(self, language: Language, words: &EntryWords, thing: &str, long: &str) -> String {
        if self.fewest == self.most {
            return thing.to_owned();
        }
        filled(language, long, &[("thing", thing), ("length", &self.told(language, words))])
    }

    /// `8 digits`, `4 to 10 digits`, `up to 10 digits`.
    fn told(self, language: Language, words: &EntryWords) -> String {
        let sentence = match (self.fewest, self.most) {
            (1, 1) => words.one_digit,
            (fewest, most) if fewest == most => words.digits,
            (0 | 1, _) => words.up_to,
            _ => words.from_to,
        };
        let [fewest, most] = [self.fewest, self.most].map(|count| count.to_string());
        filled(language, sentence, &[("fewest", &fewest), ("most", &most)])
    }
}

/// What is said of entries that have something in common: `begins with 1 and ends with 9`.
fn clause(language: Language, words: &EntryWords, shape: &EntryShape) -> String {
    let EntryShape::That { begins, ends } = shape else { return String::new() };
    let begins = (!begins.is_empty()).then(|| {
        let begin = match EntryShape::run(begins) {
            Some((first, last)) => filled(language, words.to, &[("first", first), ("last", last)]),
            None => either(words, begins),
        };
        filled(language, words.begins, &[("begin", &begin)])
    });
    let ends = ends.as_ref().map(|end| filled(language, words.ends, &[("end", end)]));
    let clauses: Vec<String> = begins.into_iter().chain(ends).collect();
    clauses.join(&format!(" {} ", words.and))
}

/// `1`, `1 or 3`, `1, 2 or 4`.
fn either(words: &EntryWords, all: &[String]) -> String {
    match all {
        [before @ .., last] if !before.is_empty() => format!("{} {} {last}", before.join(", "), words.or),
        _ => all.concat(),
    }
}

/// The same of several: `begin with 1 and end with 9`.
fn plural(that: &str) -> String {
    that.replace("begins with", "begin with").replace("ends with", "end with")
}

fn with_any_digit(words: &EntryWords, told: String, form: &str) -> String {
    if form.contains('x') { format!("{told} {}", words.any_digit) } else { told }
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
                [phrase.to_enter(Language::English), phrase.noun(Language::English), phrase.beside_input()]
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
    fn all_entries_that_lead_to_one_place_are_told_together() {
        let text = "[plan]\nname = \"P\"\neffective = 2026-01-01\ntimezone = \"UTC\"\n\
             [lines.main]\nnumber = \"1-800-555-0100\"\nname = \"M\"\nanswer = \"a\"\n\
             [destinations.team]\nname = \"Team\"\n[destinations.lab]\nname = \"Lab\"\n\
             [inputs.a]\nsay = \"Enter.\"\nname = \"extension\"\ndigits = 4\n\
             [inputs.a.routes]\n1xxx = \"team\"\n2000 = \"lab\"\n2xxx = \"team\"\n9000 = \"team\"\n\
             \"8[01]xx\" = \"lab\"\n\"1[0-4]xx\" = \"lab\"\n";
        let plan = read([("plan.toml", text)], &PlanLimits::STANDARD);
        let plan = plan.plan.unwrap_or_else(|| panic!("{:?}", plan.diagnostics));
        let step = plan.step(plan.step_named("a").unwrap());
        for (entry, one, all) in [
            (
                "1234",
                "a 4-digit extension that begins with 1",
                "9000, or a 4-digit extension that begins with 1 or 2",
            ),
            ("2000", "2000", "2000, or a 4-digit extension that begins with 80 or 81"),
        ] {
            let entry: Digits = entry.chars().filter_map(Key::new).collect();
            let phrase = |of: fn(&Step, &Digits) -> Option<EntryPhrase>| of(step, &entry).unwrap();
            assert_eq!(phrase(EntryPhrase::of).noun(Language::English), one);
            assert_eq!(phrase(EntryPhrase::of_all).noun(Language::English), all);
        }
    }
}
