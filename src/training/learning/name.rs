/// In characters: longer names are nobody's.
pub const MAX_LEARNER_NAME: usize = 200;

/// The name of a learner, without the white space around it; None: it can be nobody's.
#[must_use]
pub fn learner_name(text: &str) -> Option<&str> {
    let name = text.trim();
    (1..=MAX_LEARNER_NAME).contains(&name.chars().count()).then_some(name)
}
