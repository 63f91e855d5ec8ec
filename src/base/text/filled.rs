//! Sentences of a language with places for what differs: `Which number do you dial for {team}?`

use crate::base::Language;

/// A sentence with its places filled. What stands before a value and its first word may become one, as "de" and "el" do in
/// Spanish. A place that no value is for stays as it is, and so do braces in values.
pub(crate) fn filled(language: Language, sentence: &str, values: &[(&str, &str)]) -> String {
    let mut told = String::with_capacity(sentence.len() + 32);
    let mut rest = sentence;
    while let Some(at) = rest.find('{') {
        told.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.find('}').map_or(rest.len(), |end| end + 1);
        let (place, behind) = rest.split_at(end);
        let name = place.trim_start_matches('{').trim_end_matches('}');
        match values.iter().find(|(known, _)| *known == name) {
            Some((_, value)) => join(language, &mut told, value),
            None => told.push_str(place),
        }
        rest = behind;
    }
    told.push_str(rest);
    told
}

/// Sets a value behind what is told so far.
fn join(language: Language, told: &mut String, value: &str) {
    let pairs: &[(&str, &str, &str)] = match language {
        Language::English => &[],
        Language::Spanish => &[("a ", "el ", "al "), ("de ", "el ", "del "), ("la ", "su ", "su ")],
        Language::French => &[
            ("à ", "le ", "au "),
            ("à ", "les ", "aux "),
            ("de ", "le ", "du "),
            ("de ", "les ", "des "),
            ("l'", "votre ", "votre "),
            ("si ", "il ", "s'il "),
            ("si ", "ils ", "s'ils "),
        ],
    };
    let is_word = |told: &str, word: &str| {
        let before = told.len().checked_sub(word.len()).and_then(|at| told.get(..at));
        let is_end = told.to_lowercase().ends_with(word);
        is_end && before.is_some_and(|before| !before.ends_with(char::is_alphabetic))
    };
    let joined = pairs.iter().find(|(word, begin, _)| {
        value.get(..begin.len()).is_some_and(|first| first == *begin) && is_word(told, word)
    });
    if let Some((word, begin, joined)) = joined {
        let first = told.len() - word.len();
        let is_big = told[first..].starts_with(char::is_uppercase);
        told.truncate(first);
        let (head, tail) = joined.split_at(1);
        told.push_str(&if is_big { head.to_uppercase() } else { head.to_owned() });
        told.push_str(tail);
        told.push_str(&value[begin.len()..]);
        return;
    }
    let word = |before: &str, instead: &str, told: &mut String| {
        if is_word(told, before) {
            let end = told.len() - before.len();
            told.truncate(end);
            told.push_str(instead);
        }
    };
    match language {
        Language::English => {}
        Language::Spanish => {
            let lower = value.to_lowercase();
            let sound = lower.strip_prefix('h').unwrap_or(&lower);
            if sound.starts_with(['o', 'ó']) {
                word("o ", "u ", told);
            } else if sound.starts_with(['i', 'í'])
                && !["ia", "ie", "io"].iter().any(|it| sound.starts_with(it))
            {
                word("y ", "e ", told);
            }
        }
        Language::French => {
            let is_open = |c: char| "aeiouyâàéèêëîïôœùû".contains(c);
            if value.to_lowercase().starts_with(is_open) {
                word("de ", "d'", told);
                word("que ", "qu'", told);
            }
        }
    }
    told.push_str(value);
}

/// The names of the places of a sentence, in order: `team`.
#[cfg(test)]
pub(crate) fn places(sentence: &str) -> Vec<&str> {
    sentence.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_filled_and_values_are_left_alone() {
        let told = |sentence, values: &[(&str, &str)]| filled(Language::English, sentence, values);
        assert_eq!(told("{a} and {b}, {a}", &[("a", "1"), ("b", "{a}")]), "1 and {a}, 1");
        assert_eq!(told("no place {c} {", &[]), "no place {c} {");
        assert_eq!(places("{a} and {b}"), ["a", "b"]);
    }

    #[test]
    fn what_stands_before_a_value_is_joined_to_it_as_people_speak() {
        let spanish = |sentence, team| filled(Language::Spanish, sentence, &[("team", team)]);
        for (sentence, team, told) in [
            ("el horario de {team}", "el taller", "el horario del taller"),
            ("el horario de {team}", "la farmacia", "el horario de la farmacia"),
            ("llamar a {team}", "el taller", "llamar al taller"),
            ("De {team}", "el taller", "Del taller"),
            ("desde {team}", "el taller", "desde el taller"),
            ("citas o {team}", "otras cosas", "citas u otras cosas"),
            ("citas o {team}", "horas", "citas u horas"),
            ("citas y {team}", "informes", "citas e informes"),
            ("citas y {team}", "hielo", "citas y hielo"),
            ("citas y {team}", "Ventas", "citas y Ventas"),
        ] {
            assert_eq!(spanish(sentence, team), told);
        }
        let french = |sentence, team| filled(Language::French, sentence, &[("team", team)]);
        for (sentence, team, told) in [
            ("l'horaire de {team}", "le garage", "l'horaire du garage"),
            ("l'horaire de {team}", "les ventes", "l'horaire des ventes"),
            ("l'horaire de {team}", "la pharmacie", "l'horaire de la pharmacie"),
            ("l'horaire de {team}", "Urgences", "l'horaire d'Urgences"),
            ("joindre à {team}", "le garage", "joindre au garage"),
            ("parce que {team}", "elle", "parce qu'elle"),
            ("si {team}", "il y a une garde", "s'il y a une garde"),
        ] {
            assert_eq!(french(sentence, team), told);
        }
    }
}
