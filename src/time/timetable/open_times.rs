use std::sync::PoisonError;

use jiff::Timestamp;

use super::compiled::Timetable;
use super::time_set::TimeSet;

impl Timetable {
    /// When it is open between two instants. The latest answer is kept, as analyses ask for all lines about the same time; not
    /// of the hundreds of clocks of callers.
    #[must_use]
    pub fn open_times(&self, from: Timestamp, to: Timestamp) -> TimeSet {
        let find = || {
            let open = self.spans(from, to).filter(|span| span.open);
            TimeSet::of_spans(open.filter_map(|span| Some((span.from?, span.to?))))
        };
        if self.is_in_callers_zone() {
            return find();
        }
        let mut latest = self.latest.lock().unwrap_or_else(PoisonError::into_inner);
        match &*latest {
            Some((of, open)) if *of == (from, to) => open.clone(),
            _ => latest.insert(((from, to), find())).1.clone(),
        }
    }
}
