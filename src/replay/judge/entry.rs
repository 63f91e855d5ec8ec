//! Where a call came in, as a plan knows it.

use crate::number::{Dialed, PhoneNumber};
use crate::plan::{Dialable, LineId, Plan};
use crate::replay::join::RecordedEntry;
use crate::replay::records::{RecordNames, RecordRules};

/// Where a call came in under a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KnownEntry {
    /// On a line.
    Line(LineId),
    /// At a fax machine.
    Fax,
    /// At a number that the plan does not have. Whether it is sure that callers dialed it, and no desk.
    NotInPlan {
        /// Whether the record says that it was dialed.
        is_dialed: bool,
    },
    /// The records do not say where.
    Unknown,
}

/// What the names of entries and places look like without what people write in several ways.
pub(crate) fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Where calls came in, for each of the entries.
pub(crate) fn known_entries(
    plan: &Plan,
    entries: &[RecordedEntry],
    names: &RecordNames,
    rules: &RecordRules,
) -> Vec<KnownEntry> {
    let says_nothing =
        |entry: &RecordedEntry| !entry.dialed.is_some() && !names.text(entry.extension).starts_with('+');
    // Where no record says what was dialed, and there is but one line, it is that one.
    let only = match plan.lines().next() {
        Some((line, _)) if plan.lines().len() == 1 && entries.iter().all(says_nothing) => Some(line),
        _ => None,
    };
    let of = |entry: &RecordedEntry| known(plan, entry, names, rules);
    entries
        .iter()
        .map(of)
        .map(|known| match (known, only) {
            (KnownEntry::Unknown, Some(line)) => KnownEntry::Line(line),
            (known, _) => known,
        })
        .collect()
}

fn known(plan: &Plan, entry: &RecordedEntry, names: &RecordNames, rules: &RecordRules) -> KnownEntry {
    let (dialed, context, extension) =
        (names.text(entry.dialed), names.text(entry.context), names.text(entry.extension));
    let given = rules.lines.iter().find(|(of, _)| {
        [dialed, extension, context].iter().any(|text| !text.is_empty() && is_same(of, text, plan))
    });
    if let Some(line) = given.and_then(|(_, line)| line_called(plan, line)) {
        return KnownEntry::Line(line);
    }
    if !dialed.is_empty() {
        return dial(plan, dialed).unwrap_or(KnownEntry::NotInPlan { is_dialed: true });
    }
    if let Some(known) = dial(plan, extension).or_else(|| line_called(plan, context).map(KnownEntry::Line)) {
        return known;
    }
    // A part of the dialplan that only one line leads to.
    let step = plan.steps().find(|(_, step)| !context.is_empty() && plain(&step.key) == plain(context));
    if let Some((step, _)) = step {
        let mut leading = plan.lines().filter(|(line, _)| plan.steps_of(*line).contains(&step));
        if let (Some((line, _)), None) = (leading.next(), leading.next()) {
            return KnownEntry::Line(line);
        }
    }
    if extension.starts_with('+') { KnownEntry::NotInPlan { is_dialed: false } } else { KnownEntry::Unknown }
}

/// Whether two texts are one number, or one name.
fn is_same(one: &str, two: &str, plan: &Plan) -> bool {
    let number = |text: &str| PhoneNumber::parse(text, plan.country).ok().map(|read| read.number);
    one == two || number(one).is_some_and(|one| number(two) == Some(one))
}

fn dial(plan: &Plan, text: &str) -> Option<KnownEntry> {
    if text.is_empty() {
        return None;
    }
    // Numbers have one form in the texts of legs; what is no number is dialed as it is.
    let number =
        text.strip_prefix('+').and_then(|digits| digits.parse().ok()).and_then(PhoneNumber::from_e164);
    let dialed = number.map(Dialed::Number).or_else(|| plan.dial_typed(text))?;
    match plan.dial(dialed)? {
        Dialable::Line(line) => Some(KnownEntry::Line(line)),
        Dialable::Fax(_) => Some(KnownEntry::Fax),
    }
}

/// The line of this name, in its file or for people.
pub(crate) fn line_called(plan: &Plan, name: &str) -> Option<LineId> {
    if name.is_empty() {
        return None;
    }
    let by_key = plan.line_named(name);
    by_key.or_else(|| {
        let wanted = plain(name);
        let fits = |text: &str| plain(text) == wanted;
        plan.lines().find(|(_, line)| fits(&line.key) || fits(&line.name)).map(|(line, _)| line)
    })
}
