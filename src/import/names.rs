//! Names that people would give.

use std::collections::{HashMap, HashSet};

/// The longest name of a table, in characters.
const MAX_NAME: usize = 40;

/// A name of plain letters for a table of a plan.
#[must_use]
pub fn slug(text: &str, otherwise: &str) -> String {
    let mut name = String::new();
    let mut before = ' ';
    for c in text.chars() {
        // `SalesMenu` is two words; so are `sales_menu` and `sales menu`.
        if c.is_uppercase() && before.is_lowercase() && !name.ends_with('-') {
            name.push('-');
        }
        before = c;
        match plain(c) {
            Some(letters) => name.push_str(letters),
            None if c.is_ascii_alphanumeric() => name.push(c.to_ascii_lowercase()),
            None if matches!(c, '\'' | '\u{2019}') => {}
            None if !name.is_empty() && !name.ends_with('-') => name.push('-'),
            None => {}
        }
    }
    let mut name = name.trim_matches('-').to_owned();
    if name.len() > MAX_NAME {
        let end = name[..MAX_NAME].rfind('-').filter(|end| *end > MAX_NAME / 2).unwrap_or(MAX_NAME);
        name.truncate(end);
    }
    if name.is_empty() { otherwise.to_owned() } else { name }
}

/// Words of a name: `sales_menu` and `SalesMenu` as `sales menu`.
#[must_use]
pub fn spaced(name: &str) -> String {
    slug(name, "step").replace('-', " ")
}

/// Phones that ring, in words: `extension 101`, `extensions 101 and 102`, `number 16155550100`.
#[must_use]
pub fn people(names: &[String]) -> String {
    let is_phone = names.iter().all(|name| name.chars().any(|c| c.is_ascii_digit()));
    let listed = match names {
        [] => return "a phone".to_owned(),
        [one] => one.clone(),
        [first @ .., last] if names.len() <= 4 => format!("{} and {last}", first.join(", ")),
        [first, ..] => format!("{first} and {} more", names.len() - 1),
    };
    // A set of keys, as in `10[01]x`, is one place.
    let places = names[0].split('[').enumerate().map(|(at, part)| match part.split_once(']') {
        Some((_, behind)) if at > 0 => 1 + behind.len(),
        _ => part.len(),
    });
    match (is_phone, names.len(), places.sum::<usize>() >= 7) {
        (false, ..) => listed,
        (true, 1, true) => format!("number {listed}"),
        (true, 1, false) => format!("extension {listed}"),
        (true, ..) => format!("extensions {listed}"),
    }
}

/// Letters of other languages in those that every keyboard has.
fn plain(c: char) -> Option<&'static str> {
    let lower = c.to_lowercase().next().unwrap_or(c);
    Some(match lower {
        'ä' | 'æ' => "ae",
        'ö' | 'ø' | 'œ' => "oe",
        'ü' => "ue",
        'ß' => "ss",
        'á' | 'à' | 'â' | 'ã' | 'å' | 'а' => "a",
        'é' | 'è' | 'ê' | 'ë' | 'е' | 'ё' | 'э' => "e",
        'í' | 'ì' | 'î' | 'ï' | 'и' | 'й' | 'ы' => "i",
        'ó' | 'ò' | 'ô' | 'õ' | 'о' => "o",
        'ú' | 'ù' | 'û' | 'у' => "u",
        'ñ' | 'н' => "n",
        'ç' | 'с' => "c",
        'б' => "b",
        'в' => "v",
        'г' => "g",
        'д' => "d",
        'ж' => "zh",
        'з' => "z",
        'к' => "k",
        'л' => "l",
        'м' => "m",
        'п' => "p",
        'р' => "r",
        'т' => "t",
        'ф' => "f",
        'х' => "kh",
        'ц' => "ts",
        'ч' => "ch",
        'ш' | 'щ' => "sh",
        'ю' => "yu",
        'я' => "ya",
        'ъ' | 'ь' => "",
        _ => return None,
    })
}

/// Names that are taken.
#[derive(Debug, Default)]
pub struct TakenNames {
    all: HashSet<String>,
    /// The number from which on a name may be free.
    next: HashMap<String, usize>,
}

impl TakenNames {
    /// Names that mean something already.
    #[must_use]
    pub fn with(names: &[&str]) -> Self {
        Self { all: names.iter().map(|&name| name.to_owned()).collect(), next: HashMap::new() }
    }

    /// The name itself, or with the first number behind it that makes it one of its own.
    pub fn free(&mut self, name: &str) -> String {
        if self.all.insert(name.to_owned()) {
            return name.to_owned();
        }
        let next = self.next.entry(name.to_owned()).or_insert(2);
        loop {
            let numbered = format!("{name}-{next}");
            *next += 1;
            if self.all.insert(numbered.clone()) {
                return numbered;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_plain_words() {
        for (text, name) in [
            ("ivr-common", "ivr-common"),
            ("Main_IVR", "main-ivr"),
            ("SalesMenu", "sales-menu"),
            ("URA2", "ura2"),
            ("WestLink UK Main Menu", "west-link-uk-main-menu"),
            ("Бухгалтерия", "bukhgalteriya"),
            ("東京", "step"),
            ("--", "step"),
        ] {
            assert_eq!(slug(text, "step"), name);
        }
        assert!(slug(&"word ".repeat(40), "step").len() <= MAX_NAME);
        let mut taken = TakenNames::with(&["back"]);
        assert_eq!(
            [taken.free("back"), taken.free("back"), taken.free("main")],
            ["back-2", "back-3", "main"]
        );
    }
}
