//! Of which keys of a menu words are: "For Sales, press 1".

use crate::plan::Key;

/// The keys of which words speak that were expected and not said, sentence by sentence.
pub(super) fn missed_keys(wanted: &str, said: &str) -> Vec<Key> {
    let (wanted, said) = (wanted.to_lowercase(), said.to_lowercase());
    let sentences = wanted.split(['.', ';', '!', '?']).map(str::trim);
    let mut keys: Vec<Key> = Vec::new();
    for sentence in sentences.filter(|sentence| !said.contains(sentence)) {
        let words: Vec<&str> =
            sentence.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let pressed = words.windows(2).filter(|pair| pair[0] == "press").map(|pair| pair[1]);
        for key in pressed.filter_map(|word| Key::ALL.into_iter().find(|key| key.spoken() == word)) {
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_those_of_the_sentences_that_were_not_said() {
        let said = "Thank you. For Sales, press 1. For Support, press 2.";
        for (wanted, keys) in [
            ("For Sales, press 1. For Parts, press 2.", "2"),
            ("For Support, press 2. For Billing, press 3.", "3"),
            ("press 4", "4"),
            ("To hear this again, press star", "*"),
            ("good morning", ""),
            ("For Sales, press 1.", ""),
        ] {
            let missed: String = missed_keys(wanted, said).into_iter().map(Key::character).collect();
            assert_eq!(missed, keys, "{wanted}");
        }
    }
}
