//! Legs become calls: one call is one call, however many records speak of it.

use std::collections::{HashMap, HashSet};

use super::records::{Leg, LegSide, NameId, ReachedPlace, RecordIntake, RowTrouble};

/// A call from outside, as records tell of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecordedCall {
    /// The digits of the caller's number, country code first; 0 where there is none.
    pub caller: u64,
    /// When it came in, in seconds since 1970: of UTC, or as a clock has shown them.
    pub seconds: u32,
    /// How long it lasted, in seconds; [`Leg::UNKNOWN_LENGTH`] where no record says.
    pub lasted: u32,
    /// Where it came in, by position in [`RecordedCalls::entries`].
    pub entry: u32,
    /// What is known of its way, by position in [`RecordedCalls::evidence`].
    pub evidence: u32,
    /// The row of its first record.
    pub row: u32,
    /// The file of its first record.
    pub file: u16,
    /// Whether `seconds` are those of a clock whose zone the records do not say.
    pub is_on_clock: bool,
}

/// Where a call came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RecordedEntry {
    /// What was dialed.
    pub dialed: NameId,
    /// The part of the dialplan.
    pub context: NameId,
    /// The extension.
    pub extension: NameId,
}

/// What a record settles of a call's way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Evidence {
    /// What kind of thing the call reached.
    pub reached_as: ReachedPlace,
    /// What the system calls it.
    pub reached: NameId,
    /// The part of the dialplan in which the call was last.
    pub context: NameId,
    /// Its extension there.
    pub extension: NameId,
}

/// All calls from outside of some records, in the order of time.
#[derive(Debug, Default)]
pub struct RecordedCalls {
    /// The calls.
    pub calls: Vec<RecordedCall>,
    /// Where calls came in.
    pub entries: Vec<RecordedEntry>,
    /// What is known of their ways; nothing in the first place.
    pub evidence: Vec<Vec<Evidence>>,
    /// What was left out.
    pub left_out: LeftOut,
}

/// Calls that are none of callers from outside, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// From inside.
    pub internal: usize,
    /// No calls: chats, tasks.
    pub other_medium: usize,
    /// By a rule of the user.
    pub by_rule: usize,
    /// Without the record with which they begin.
    pub without_beginning: usize,
}

/// Of a call with more records than these, no more is known of its way.
const MAX_EVIDENCE: usize = 6;

impl RecordedCalls {
    /// When the first and the last call came in, in seconds since 1970, on whatever clock.
    #[must_use]
    pub fn range(&self) -> (i64, i64) {
        let first = self.calls.first().map_or(0, |call| i64::from(call.seconds));
        let last = self.calls.last().map_or(0, |call| i64::from(call.seconds));
        (first, last)
    }

    /// Joins the legs, which are taken from the intake; records that are there twice are counted in it.
    pub fn of(intake: &mut RecordIntake) -> Self {
        let legs = std::mem::take(&mut intake.legs);
        let mut order: Vec<(u32, u32, u32)> = roots(&legs)
            .into_iter()
            .enumerate()
            .map(|(index, root)| (root, legs[index].seconds, index as u32))
            .collect();
        order.sort_unstable();
        let mut joined = CallJoin::default();
        for group in order.chunk_by(|one, two| one.0 == two.0) {
            let group: Vec<&Leg> = group.iter().map(|&(.., index)| &legs[index as usize]).collect();
            joined.call(&group, intake);
        }
        let mut all = joined.all;
        all.calls.sort_unstable_by_key(|call| (call.seconds, call.file, call.row));
        all
    }
}

/// Which leg stands for the call of each, by the ids that they have in common.
fn roots(legs: &[Leg]) -> Vec<u32> {
    // A record without an id is a call of its own, and the same as one that says the same.
    let own = |leg: &Leg| if leg.id == 0 { leg.print } else { leg.id };
    let mut ids: Vec<u64> = legs.iter().flat_map(|leg| [own(leg), leg.link]).filter(|id| *id != 0).collect();
    ids.sort_unstable();
    ids.dedup();
    let place = |id: u64| ids.partition_point(|known| *known < id) as u32;
    let mut parents: Vec<u32> = (0..ids.len() as u32).collect();
    let places: Vec<u32> = legs.iter().map(|leg| place(own(leg))).collect();
    for (leg, own) in legs.iter().zip(&places).filter(|(leg, _)| leg.link != 0) {
        let (one, two) = (root(&mut parents, *own), root(&mut parents, place(leg.link)));
        parents[one.max(two) as usize] = one.min(two);
    }
    places.into_iter().map(|own| root(&mut parents, own)).collect()
}

/// The place that stands for all that are joined with one; the way there is made short.
fn root(parents: &mut [u32], mut place: u32) -> u32 {
    while parents[place as usize] != place {
        let above = parents[parents[place as usize] as usize];
        parents[place as usize] = above;
        place = above;
    }
    place
}

#[derive(Default)]
struct CallJoin {
    all: RecordedCalls,
    entries: HashMap<RecordedEntry, u32>,
    evidence: HashMap<Vec<Evidence>, u32>,
}

impl CallJoin {
    /// Adds the call of some legs, the earliest first.
    fn call(&mut self, group: &[&Leg], intake: &mut RecordIntake) {
        let mut seen = HashSet::new();
        let mut legs: Vec<&Leg> = Vec::with_capacity(group.len());
        for leg in group {
            // Two legs of one call have something that differs, if only the desk that they rang.
            if group.len() == 1 || seen.insert(leg.print) {
                legs.push(leg);
            } else {
                intake.trouble(leg.file, RowTrouble::Duplicate, leg.row);
            }
        }
        let left_out = &mut self.all.left_out;
        let is_begin = |leg: &&&Leg| leg.link == 0 || leg.link == leg.id;
        let first = legs.iter().find(is_begin).or(legs.first()).copied();
        let Some(first) = first else { return };
        let inbound =
            [first].into_iter().chain(legs.iter().copied()).find(|leg| leg.side == LegSide::Inbound);
        match (first.side, inbound) {
            _ if legs.iter().any(|leg| leg.is_ruled_out) => left_out.by_rule += 1,
            (LegSide::Inbound | LegSide::Continuation, Some(first)) => self.keep(first, &legs),
            (LegSide::Internal, _) => left_out.internal += 1,
            (LegSide::OtherMedium, _) => left_out.other_medium += 1,
            _ => left_out.without_beginning += 1,
        }
    }

    fn keep(&mut self, first: &Leg, legs: &[&Leg]) {
        let ends = legs
            .iter()
            .filter(|leg| leg.lasted != Leg::UNKNOWN_LENGTH && leg.is_on_clock == first.is_on_clock);
        let end = ends.map(|leg| leg.seconds.saturating_add(leg.lasted)).max();
        let lasted = end.map_or(Leg::UNKNOWN_LENGTH, |end| end.saturating_sub(first.seconds));
        let mut evidence: Vec<Evidence> = legs.iter().filter_map(|leg| evidence(leg)).collect();
        evidence.sort_unstable();
        evidence.dedup();
        evidence.truncate(MAX_EVIDENCE);
        let Leg { dialed, context, extension, .. } = *first;
        let entry = RecordedEntry { dialed, context, extension };
        let RecordedCalls { calls, entries, evidence: ways, .. } = &mut self.all;
        let entry = *self.entries.entry(entry).or_insert_with(|| {
            entries.push(entry);
            entries.len() as u32 - 1
        });
        if ways.is_empty() {
            ways.push(Vec::new());
            self.evidence.insert(Vec::new(), 0);
        }
        let evidence = *self.evidence.entry(evidence).or_insert_with_key(|evidence| {
            ways.push(evidence.clone());
            ways.len() as u32 - 1
        });
        calls.push(RecordedCall {
            caller: first.caller,
            seconds: first.seconds,
            lasted,
            entry,
            evidence,
            row: first.row,
            file: first.file,
            is_on_clock: first.is_on_clock,
        });
    }
}

/// What a leg settles, if it settles anything.
fn evidence(leg: &Leg) -> Option<Evidence> {
    let Leg { reached_as, reached, context, extension, .. } = *leg;
    let says = reached_as != ReachedPlace::Unknown || (context.is_some() && extension.is_some());
    says.then_some(Evidence { reached_as, reached, context, extension })
}
