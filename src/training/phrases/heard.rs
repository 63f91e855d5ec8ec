//! What somebody typed, in the words of English.

use super::tables::LessonPhrases;
use crate::base::Language;
use crate::base::figures::number;
use crate::time::civil_phrases;

/// A text that somebody typed, in any language, word by word.
#[derive(Clone, Debug)]
pub(crate) struct HeardText {
    words: Vec<HeardWord>,
    /// What stands before the first word.
    lead: String,
}

/// A word of it, or several that English says in other words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct HeardWord {
    /// As it was typed.
    pub(crate) typed: String,
    /// In English; as it was typed where there is nothing else to say.
    pub(crate) english: String,
    /// What stands behind it.
    pub(crate) behind: String,
}

/// Marks of what stands between numbers, in the tables: what is added to an hour or taken from it, minutes before an hour, what
/// joins numbers as well as other words, and the word for hours.
const PLUS: &str = "+";
const MINUS: &str = "-";
const BEFORE: &str = "~";
const AND: &str = "&";
const HOURS: &str = "@";

/// Longer texts are no answer that is put into other words.
const LONGEST: usize = 400;
/// The most words that English says in others.
const MOST_WORDS: usize = 6;

impl HeardText {
    /// Takes a text apart. In English, every word stays what it is.
    pub(crate) fn of(language: Language, text: &str) -> Self {
        let mut heard = Self::plain(text);
        if language != Language::English && text.len() <= LONGEST {
            heard.translate(language);
        }
        heard
    }

    fn plain(text: &str) -> Self {
        let is_in_word = |c: char| c.is_alphanumeric();
        let first = text.find(is_in_word).unwrap_or(text.len());
        let (lead, mut rest) = text.split_at(first);
        let mut words = Vec::new();
        while !rest.is_empty() {
            let end = rest.find(|c| !is_in_word(c)).unwrap_or(rest.len());
            let (word, behind) = rest.split_at(end);
            let next = behind.find(is_in_word).unwrap_or(behind.len());
            words.push(HeardWord {
                typed: word.to_owned(),
                english: word.to_owned(),
                behind: behind[..next].to_owned(),
            });
            rest = &behind[next..];
        }
        Self { words, lead: lead.to_owned() }
    }

    fn translate(&mut self, language: Language) {
        let phrases = LessonPhrases::of(language);
        let bare: Vec<String> = self.words.iter().map(|word| unaccented(&word.typed)).collect();
        let mut told: Vec<HeardWord> = Vec::new();
        let mut at = 0;
        while at < self.words.len() {
            let most = MOST_WORDS.min(self.words.len() - at);
            let found = (1..=most).rev().find_map(|count| {
                let is_together = |word: &HeardWord| is_joint(&word.behind);
                if !self.words[at..at + count - 1].iter().all(is_together) {
                    return None;
                }
                let said = bare[at..at + count].join(" ");
                Some((phrases.in_english(&said)?, count))
            });
            let (english, count) = found.unwrap_or((String::new(), 1));
            let part = &self.words[at..at + count];
            let typed = part.iter().enumerate().map(|(index, word)| {
                let behind = if index + 1 < count { word.behind.as_str() } else { "" };
                format!("{}{behind}", word.typed)
            });
            let typed: String = typed.collect();
            let english = if english.is_empty() { part[0].typed.clone() } else { english };
            told.push(HeardWord { typed, english, behind: part[count - 1].behind.clone() });
            at += count;
        }
        self.words = told;
    }

    /// The words, in order.
    pub(crate) fn words(&self) -> &[HeardWord] {
        &self.words
    }

    /// All of it in English, for whoever looks for keys, numbers, or yes and no.
    pub(crate) fn english(&self) -> String {
        let mut told = self.lead.clone();
        for word in &self.words {
            let english = match word.english.as_str() {
                // A letter that is all of a text is an answer.
                AND if self.words.len() == 1 => &word.typed,
                AND => "and",
                BEFORE => "before",
                MINUS => "minus",
                HOURS => "oclock",
                other => other.strip_prefix("+ ").unwrap_or(other),
            };
            told.push_str(english);
            told.push_str(&word.behind);
        }
        told
    }

    /// The same for whoever looks for times: what is added to an hour, or taken from it, as English says it.
    pub(crate) fn english_times(&self) -> String {
        let mut words: Vec<(String, String)> = Vec::new();
        for HeardWord { english, behind, .. } in &self.words {
            let parts: Vec<&str> = english.split(' ').collect();
            for (index, part) in parts.iter().enumerate() {
                let behind = if index + 1 < parts.len() { " ".to_owned() } else { behind.clone() };
                words.push(((*part).to_owned(), behind));
            }
        }
        joined_tens(&mut words);
        joined_hours(&mut words);
        added_minutes(&mut words);
        dated_years(&mut words);
        let told = words.iter().map(|(word, behind)| match word.as_str() {
            AND => format!("and{behind}"),
            HOURS => format!("oclock{behind}"),
            // What stands before no hour says nothing.
            PLUS | MINUS | BEFORE => behind.clone(),
            word => format!("{word}{behind}"),
        });
        format!("{}{}", self.lead, told.collect::<String>())
    }

    /// The text without a word in front that says nothing before a name, if there is one.
    pub(crate) fn without_article(&self, language: Language) -> Option<String> {
        let first = self.words.first()?;
        let articles = LessonPhrases::of(language).articles;
        let is_article = self.words.len() > 1 && articles.contains(&first.typed.to_lowercase().as_str());
        let rest = self.words[1..].iter().flat_map(|word| [word.typed.as_str(), word.behind.as_str()]);
        is_article.then(|| rest.collect())
    }
}

impl LessonPhrases {
    /// What English says for some words, which have no accents.
    fn in_english(&self, said: &str) -> Option<String> {
        let known = self.heard.iter().find(|(words, _)| words.split(',').any(|words| words == said));
        if let Some((_, english)) = known {
            return Some((*english).to_owned());
        }
        let (own, english) = (civil_phrases(self.language()), civil_phrases(Language::English));
        let is = |name: &str| unaccented(name) == said;
        if let Some(day) = own.weekdays.iter().position(|name| is(name) || unaccented(name) + "s" == said) {
            return Some(english.weekdays[day].to_lowercase());
        }
        let month = |said: &str| own.months.iter().position(|name| unaccented(name) == said);
        if let Some(month) = month(said) {
            return Some(english.months[month].to_lowercase());
        }
        let of = said.strip_prefix("de ").or_else(|| said.strip_prefix("d "))?;
        Some(format!("of {}", english.months[month(of)?].to_lowercase()))
    }
}

/// Whether what stands between two words keeps them together: a space, an apostrophe, a hyphen, a period of an abbreviation.
fn is_joint(between: &str) -> bool {
    between.chars().count() <= 2
        && between.chars().all(|c| c.is_whitespace() || matches!(c, '\'' | '\u{2019}' | '-' | '.'))
}

/// Letters as they are typed by whoever types no accents, in small letters.
fn unaccented(text: &str) -> String {
    let plain = |c: char| match c {
        'á' | 'à' | 'â' | 'ä' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'î' | 'ï' => 'i',
        'ó' | 'ô' | 'ö' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        'ñ' => 'n',
        'ç' => 'c',
        c => c,
    };
    text.to_lowercase().chars().map(plain).collect()
}

type TimeWords = Vec<(String, String)>;

/// The value of a number of one word: `eight`, `08`.
fn value(word: &str) -> Option<i8> {
    let is_figures = word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit());
    if is_figures { word.parse().ok() } else { number(&[word]).map(|(value, _)| value) }
}

/// `thirty & five` is one number.
fn joined_tens(words: &mut TimeWords) {
    let mut at = 1;
    while at + 1 < words.len() {
        let is_tens = value(&words[at - 1].0).is_some_and(|tens| tens >= 20 && tens % 10 == 0);
        let is_written = !words[at - 1].0.starts_with(|c: char| c.is_ascii_digit());
        let is_unit = value(&words[at + 1].0).is_some_and(|unit| (1..10).contains(&unit));
        if words[at].0 == AND && is_tens && is_written && is_unit {
            words.remove(at);
        }
        at += 1;
    }
}

/// `8 h 30` is one word, and the word for hours is not told before what is added to them.
fn joined_hours(words: &mut TimeWords) {
    let mut at = 1;
    while at < words.len() {
        if words[at].0 != HOURS {
            at += 1;
            continue;
        }
        let is_hour = value(&words[at - 1].0).is_some_and(|hour| hour <= 24);
        // What a hyphen parts is another time.
        let is_next = words[at].1.chars().all(char::is_whitespace);
        let next = words.get(at + 1).filter(|_| is_next).map(|(word, _)| word.clone()).unwrap_or_default();
        let in_figures = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit()) && !word.is_empty();
        if is_hour && in_figures(&words[at - 1].0) {
            let minutes = Some(next.clone()).filter(|next| next.len() == 2 && in_figures(next));
            let behind = words[at + usize::from(minutes.is_some())].1.clone();
            let hour = format!("{}h{}", words[at - 1].0, minutes.as_deref().unwrap_or_default());
            // What is added to an hour finds its figures only.
            let hour = if next == PLUS || next == MINUS { words[at - 1].0.clone() } else { hour };
            words[at - 1] = (hour, behind);
            words.drain(at..=at + usize::from(minutes.is_some()));
        } else if is_hour && (next == PLUS || next == MINUS || value(&next).is_some()) {
            words.remove(at);
        } else {
            at += 1;
        }
    }
}

/// `eight + half` is `half past eight`, `six - ten` is `ten minutes to six`, and so is `ten ~ six`.
fn added_minutes(words: &mut TimeWords) {
    let is_minutes = |word: &str| word == "half" || word == "quarter" || value(word).is_some();
    let is_hour = |word: &str| word == "noon" || word == "midnight" || value(word).is_some();
    for at in 1..words.len().saturating_sub(1) {
        let (before, mark, after) = (words[at - 1].0.clone(), words[at].0.clone(), words[at + 1].0.clone());
        let is_written = value(&after).is_some_and(|minutes| minutes >= 5)
            && !after.starts_with(|c: char| c.is_ascii_digit());
        let is_added =
            mark == PLUS || mark == AND && is_written && value(&before).is_some_and(|hour| hour <= 24);
        let (minutes, hour, word) = match mark.as_str() {
            _ if is_added && is_hour(&before) && is_minutes(&after) => (after, before, "past"),
            MINUS if is_hour(&before) && is_minutes(&after) => (after, before, "to"),
            BEFORE if is_minutes(&before) && is_hour(&after) => (before, after, "to"),
            _ => continue,
        };
        // Twenty-five minutes are two words.
        let unit = words.get(at + 2).and_then(|(word, _)| value(word)).filter(|unit| (1..10).contains(unit));
        let unit = unit
            .filter(|_| word == "past" && value(&minutes).is_some_and(|tens| tens >= 20 && tens % 10 == 0));
        let minutes = match minutes.as_str() {
            "half" | "quarter" => minutes,
            _ => match unit {
                Some(_) => format!("{minutes} {} minutes", words[at + 2].0),
                None => format!("{minutes} minutes"),
            },
        };
        if unit.is_some() {
            let behind = words[at + 2].1.clone();
            words[at + 2] = (String::new(), behind);
            words[at + 1].1 = String::new();
        }
        let behind = words[at + 1].1.clone();
        words[at - 1] = (minutes, " ".to_owned());
        words[at] = (word.to_owned(), " ".to_owned());
        words[at + 1] = (hour, behind);
    }
}

/// A year stands right behind its month.
fn dated_years(words: &mut TimeWords) {
    let english = civil_phrases(Language::English);
    let is_month = |word: &str| english.months.iter().any(|month| month.eq_ignore_ascii_case(word));
    let mut at = 1;
    while at + 1 < words.len() {
        let next = &words[at + 1].0;
        let is_year = next.len() == 4 && next.bytes().all(|byte| byte.is_ascii_digit());
        if matches!(words[at].0.as_str(), "de" | "del") && is_month(&words[at - 1].0) && is_year {
            words.remove(at);
        }
        at += 1;
    }
}

#[cfg(test)]
mod cases {
    use super::*;

    #[test]
    fn times_are_told_as_english_tells_them() {
        for (language, typed, told) in [
            (Language::Spanish, "a las ocho y media de la mañana", "at half past eight am"),
            (Language::Spanish, "a las 8:30 a. m.", "at 8:30 am."),
            (Language::Spanish, "seis menos diez", "ten minutes to six"),
            (Language::Spanish, "un cuarto para las ocho", "quarter to eight"),
            (Language::Spanish, "diez para las seis", "ten minutes to six"),
            (Language::Spanish, "ocho y treinta y cinco", "thirty five minutes past eight"),
            (Language::Spanish, "de 8 a 12 y de 1 a 5", "de 8 a 12 and de 1 a 5"),
            (Language::Spanish, "el 4 de enero de 2027 a las 9", "the 4 of january 2027 at 9"),
            (Language::Spanish, "MAÑANA por la mañana", "tomorrow in the morning"),
            (Language::Spanish, "mañana", "tomorrow"),
            (Language::French, "8 h 30", "8h30"),
            (Language::French, "de 8 h à 17 h", "de 8h à 17h"),
            (Language::French, "huit heures et demie du matin", "half past eight am"),
            (Language::French, "9 heures moins le quart", "quarter to 9"),
            (Language::French, "huit heures trente", "eight thirty"),
            (Language::French, "lundi à midi, heure de l'Est", "monday à noon, eastern"),
            (Language::French, "demain à 20 h", "tomorrow à 20h"),
            (Language::French, "9 h - 17 h 30", "9h - 17h30"),
            (Language::French, "après-demain", "day after tomorrow"),
            (Language::English, "mañana y media", "mañana y media"),
        ] {
            assert_eq!(HeardText::of(language, typed).english_times(), told, "{typed}");
        }
    }

    #[test]
    fn keys_and_short_answers_are_told_as_english_tells_them() {
        for (language, typed, told) in [
            (Language::Spanish, "Oprima el 1, luego el 2", "press the 1, then the 2"),
            (Language::Spanish, "sí", "yes"),
            (Language::Spanish, "y", "y"),
            (Language::Spanish, "no está abierto", "not open"),
            (Language::Spanish, "la tecla de número", "pound"),
            (Language::French, "faites le 2", "press the 2"),
            (Language::French, "ce n'est pas ouvert", "ce not open"),
            (Language::French, "appuyez sur l'étoile", "press star"),
            (Language::French, "1-800-555-0100, poste 4", "1-800-555-0100, extension 4"),
        ] {
            assert_eq!(HeardText::of(language, typed).english(), told, "{typed}");
        }
    }
}
