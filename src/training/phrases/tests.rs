use super::tables::LessonPhrases;
use crate::base::Language;
use crate::base::text::places;

fn all(language: Language) -> Vec<(&'static str, &'static str)> {
    let LessonPhrases { moment, ask, verdict, card, study, .. } = LessonPhrases::of(language);
    let groups = [moment.all(), ask.all(), verdict.all(), card.all(), study.all()];
    groups.into_iter().flatten().collect()
}

#[test]
fn every_language_says_each_sentence_with_the_same_places() {
    // What the files call a kind of change is English.
    const ENGLISH_ONLY: &str = "kind";
    for language in Language::ALL {
        for ((name, english), (_, own)) in all(Language::English).into_iter().zip(all(language)) {
            let sorted = |sentence| {
                let mut places = places(sentence);
                places.retain(|place| *place != ENGLISH_ONLY);
                places.sort_unstable();
                places
            };
            assert_eq!(sorted(english), sorted(own), "{name} in {}", language.name());
            assert!(!own.is_empty() && !own.contains("  "), "{name} in {}", language.name());
        }
    }
}

#[test]
fn no_sentence_of_another_language_is_the_english_one_but_for_names_of_things() {
    for language in [Language::Spanish, Language::French] {
        let pairs = all(Language::English).into_iter().zip(all(language));
        let same = pairs.filter(|((_, english), (_, own))| english == own && english.contains(' '));
        let same: Vec<&str> = same.map(|((name, _), _)| name).collect();
        let neutral =
            ["on_clock", "label", "addressee", "named_day", "cards_of", "which_option", "many_questions"];
        for name in &same {
            let (_, english) = all(Language::English).into_iter().find(|(known, _)| known == name).unwrap();
            let words = english.split(|c: char| !c.is_alphabetic()).filter(|word| word.len() > 3);
            let is_plain = words.clone().count() < 3;
            assert!(is_plain || neutral.contains(name), "{name} in {}: {english}", language.name());
        }
    }
}

#[test]
fn what_is_heard_has_no_accents_and_is_told_once() {
    for language in [Language::Spanish, Language::French] {
        let mut known = std::collections::HashSet::new();
        for (said, english) in LessonPhrases::of(language).heard {
            assert!(!english.is_empty());
            for words in said.split(',') {
                assert!(words.is_ascii() && words == words.to_lowercase(), "{words}");
                assert!(known.insert(words), "{words} is told twice in {}", language.name());
            }
        }
    }
}
