//! How many and how much, in words.

use crate::base::text::Percent;

/// "1.2%", "Less than 0.1%".
#[expect(clippy::cast_precision_loss, reason = "a share is for people")]
pub(crate) fn share(part: usize, whole: usize) -> String {
    let percent = part as f64 * 100.0 / whole.max(1) as f64;
    if percent < 0.1 { "Less than 0.1%".to_owned() } else { Percent(percent).to_string() }
}

/// "520 hours", "1.5 hours", "less than 0.1 hours".
pub(crate) fn hours(hours: f64) -> String {
    if hours < 0.1 {
        "less than 0.1 hours".to_owned()
    } else if hours < 10.0 {
        format!("{hours:.1} hours")
    } else {
        format!("{hours:.0} hours")
    }
}
