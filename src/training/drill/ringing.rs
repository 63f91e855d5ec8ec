//! What callers can do while they wait to be answered.

use crate::base::text::filled;
use crate::directory::team::Team;
use crate::plan::{Choice, Destination, Key, Plan, StepKind, StockPhrases, Target};
use crate::training::phrases::LessonPhrases;

/// What keys do while a call to these people rings: "While it rings: press 1 for the mailbox." None: nothing.
pub(super) fn ringing_note(plan: &Plan, words: &LessonPhrases, team: &Team) -> Option<String> {
    let mut told: Vec<String> = Vec::new();
    for &step in &team.steps {
        let StepKind::Destination(destination) = &plan.step(step).kind else { continue };
        let keys = keys(destination).iter().filter_map(|(key, choice)| way(plan, words, *key, choice));
        for way in keys {
            if !told.contains(&way) {
                told.push(way);
            }
        }
    }
    (!told.is_empty()).then(|| words.fill(words.card.while_it_rings, &[("ways", &told.join("; "))]))
}

fn keys(destination: &Destination) -> &[(Key, Choice)] {
    destination.follow_up.as_deref().map_or(&[], |follow_up| &follow_up.keys)
}

/// What one key does, in the words of the plan.
fn way(plan: &Plan, words: &LessonPhrases, key: Key, choice: &Choice) -> Option<String> {
    let language = words.language();
    let stock = StockPhrases::of(language);
    let told = if stock.way.one_key { stock.key(key.index()).to_owned() } else { key.to_string() };
    let press = filled(language, stock.way.press, &[("keys", &told)]);
    let (sentence, to) = match (&choice.say, choice.link.target) {
        (Some(said), _) => (words.card.ring_way, said.trim_end_matches('.').to_owned()),
        (None, Target::Step(step)) => (words.card.ring_way, plan.step(step).name.clone()?),
        (None, Target::Repeat) => (words.card.ring_repeat, String::new()),
        (None, Target::Back) => (words.card.ring_back, String::new()),
        (None, Target::HangUp) => (words.card.ring_hang_up, String::new()),
        (None, Target::Dropped) => return None,
    };
    Some(words.fill(sentence, &[("press", &press), ("to", &to)]))
}
