//! How much differs, in words.

use super::amounts::{hours, share};
use super::difference_text::{DiffReport, GroupText};
use crate::base::text::counted;
use crate::explore::incomplete::INCOMPLETE;
use crate::time::moment::rfc3339;

/// Seconds of a mean year.
const YEAR: f64 = 365.2425 * 86_400.0;

impl DiffReport<'_> {
    /// What was looked at: "421 caller actions on 14 numbers, from 2023-08-28 to 2025-08-28".
    pub(crate) fn looked_at(&self) -> String {
        let summary = self.diff.summary;
        let day = |at| {
            let clock = self.plans.new.zone.wall_clock(at);
            let has_time = clock.time() != jiff::civil::Time::midnight();
            clock.strftime(if has_time { "%Y-%m-%d %H:%M" } else { "%Y-%m-%d" }).to_string()
        };
        let (from, to) = (day(self.diff.horizon.from), day(self.diff.horizon.to));
        let (things, numbers) = (counted(summary.cells, "caller action"), counted(summary.numbers, "number"));
        format!("{things} on {numbers}, from {from} to {to}")
    }

    /// The summary, a sentence an item.
    pub(crate) fn summary(&self) -> Vec<String> {
        let summary = self.diff.summary;
        let found: usize = self.groups.iter().map(GroupText::count).sum();
        let mut said = Vec::new();
        if found == 0 {
            let is_expected = self.review.as_ref().is_some_and(|review| review.met > 0);
            let but = match (summary.left_out, is_expected) {
                (0, false) => "",
                (0, true) => " except what is expected",
                (_, false) => " among the kinds chosen",
                (_, true) => " among the kinds chosen except what is expected",
            };
            said.push(format!("Nothing differs{but}: {}.", self.looked_at()));
        } else {
            let causes = counted(self.groups.len(), "cause");
            said.push(format!("{} with {causes}.", counted(found, "difference")));
            said.extend(self.extent());
            said.push(format!("Compared: {}.", self.looked_at()));
        }
        said.extend(self.expected());
        if summary.left_out > 0 {
            said.push(format!("{} of other kinds not listed.", counted(summary.left_out, "difference")));
        }
        if !summary.complete {
            said.push(INCOMPLETE.to_owned());
        }
        if summary.not_shown > 0 {
            said.push(format!(
                "{} more could not be shown by a call and {} left out.",
                summary.not_shown,
                if summary.not_shown == 1 { "is" } else { "are" }
            ));
        }
        said
    }

    /// How much of all calls is routed elsewhere, whatever the list was narrowed to.
    fn extent(&self) -> Vec<String> {
        let summary = self.diff.summary;
        if summary.cells_differing == 0 {
            return vec!["No call is routed differently.".to_owned()];
        }
        let (numbers, all) = (summary.numbers_differing, counted(summary.numbers, "number"));
        let (share, hours) = (share(summary.cells_differing, summary.cells), hours(self.hours_a_year()));
        vec![
            format!("Calls to {numbers} of {all} go elsewhere for some callers during {hours} a year."),
            format!("{share} of all things a caller can do now lead elsewhere."),
        ]
    }

    /// For how many hours of a year some caller is routed elsewhere.
    #[expect(clippy::cast_precision_loss, reason = "hours are for people")]
    pub(crate) fn hours_a_year(&self) -> f64 {
        let horizon = self.diff.horizon;
        let seconds = horizon.to.duration_since(horizon.from).as_secs().max(1) as f64;
        self.diff.summary.seconds_differing as f64 / (seconds / YEAR) / 3_600.0
    }

    fn expected(&self) -> Vec<String> {
        let Some(review) = &self.review else { return Vec::new() };
        let mut said = Vec::new();
        if review.met > 0 {
            let are = if review.met == 1 { "is" } else { "are" };
            said.push(format!("{} {are} expected and not listed.", counted(review.met, "difference")));
        }
        for gone in &review.gone {
            said.push(format!("Expected, but not found: {gone}."));
        }
        said
    }

    /// The time that was looked at, for programs.
    pub(crate) fn horizon(&self) -> (String, String) {
        let at = |at| rfc3339(at, self.plans.new.zone).to_string();
        (at(self.diff.horizon.from), at(self.diff.horizon.to))
    }
}
