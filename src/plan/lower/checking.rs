//! How the plan is to be checked, and what it allows. Which rules there are is not known here.

use jiff::SignedDuration;

use super::lowering::PlanLowering;
use super::values::TextKind;
use crate::base::diagnostic::{Level, did_you_mean};
use crate::base::source::Spanned;
use crate::plan::checking::{Allowance, CheckSettings, RuleSetting};
use crate::plan::raw::{self, Allowances, Text};
use crate::plan::sections::SectionEntry;

/// What a rule can be set to.
const LEVELS: [&str; 4] = ["error", "warning", "note", "allow"];

impl<'v> PlanLowering<'v> {
    pub(super) fn checking(&mut self, entry: Option<&SectionEntry<'v>>) -> CheckSettings {
        let standard = CheckSettings::default();
        let Some(entry) = entry else { return standard };
        let Some(raw) = self.decode::<raw::Check>(entry, "`check`") else { return standard };
        let levels = raw.levels.as_ref().and_then(|levels| levels.given());
        let levels = levels.iter().flat_map(|levels| &levels.0).filter_map(|(rule, level)| {
            let rule = Spanned { value: rule.given()?.clone(), span: rule.span };
            Some((rule, self.setting(level)?))
        });
        let levels = levels.collect();
        let bounds = SignedDuration::from_secs(1)..=SignedDuration::from_mins(10);
        let longest = raw.longest_prompt.as_ref().and_then(|text| self.duration(text, &bounds));
        let most = raw.most_choices.as_ref().and_then(|most| self.whole("most_choices", most, 1..=12));
        CheckSettings {
            levels,
            longest_prompt: longest.unwrap_or(standard.longest_prompt),
            most_choices: most.map_or(standard.most_choices, |most| most as u8),
        }
    }

    /// How a rule is set: to a level, or to `allow`.
    fn setting(&mut self, text: &Text) -> Option<RuleSetting> {
        let word = text.given()?;
        if word == "allow" {
            return Some(RuleSetting::Allow);
        }
        let level = Level::named(word);
        if level.is_none() {
            let near = did_you_mean(word, LEVELS).map(|near| format!("did you mean `{near}`?"));
            let help = near.unwrap_or_else(|| "write `error`, `warning`, `note` or `allow`".to_owned());
            let message = format!("`{}` is not a level of findings", word.escape_debug());
            self.error("bad-level", text.span, message, help);
        }
        level.map(RuleSetting::Level)
    }

    /// What a table allows.
    pub(super) fn allowances(&mut self, raw: Option<&Allowances>) -> Vec<Allowance> {
        let Some(entries) = raw.and_then(|raw| raw.given()) else { return Vec::new() };
        let allowed = entries.0.iter().filter_map(|(rule, reason)| {
            let rule = Spanned { value: rule.given()?.clone(), span: rule.span };
            let reason = Spanned { value: self.text(reason, TextKind::Prose)?, span: reason.span };
            Some(Allowance { rule, reason })
        });
        allowed.collect()
    }
}
