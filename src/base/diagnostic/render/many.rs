//! So many mistakes that nobody would read them all.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use crate::base::diagnostic::report::{Diagnostic, Label};

/// So many of one kind are shown; whoever has read these knows what is wrong.
const MAX_OF_A_KIND: usize = 50;

/// So many are shown in all.
const MAX: usize = 200;

/// Mistakes as far as they are shown to people, and how many there are beside these.
pub(super) struct Many<'a> {
    pub(super) shown: Vec<&'a Diagnostic>,
    counted: BTreeMap<&'static str, usize>,
}

/// Kinds of mistakes of which one may be made at many places: a name that is gone is gone wherever it stands.
const FOLDED: [&str; 2] = ["unknown-name", "stale-scenario"];

/// Mistakes in which those that say the same of one name are one, with all places.
pub(super) fn folded(diagnostics: &[Diagnostic]) -> Vec<Cow<'_, Diagnostic>> {
    let mut folded: Vec<Cow<'_, Diagnostic>> = Vec::new();
    let mut known: HashMap<(&str, &str, &[String]), usize> = HashMap::new();
    for diagnostic in diagnostics {
        let says_which = diagnostic.message.contains('`');
        let is_folded = FOLDED.contains(&diagnostic.code) && says_which && diagnostic.related.is_empty();
        if let Some(primary) = diagnostic.primary.as_ref().filter(|_| is_folded) {
            let key = (diagnostic.code, diagnostic.message.as_str(), diagnostic.help.as_slice());
            if let Some(&first) = known.get(&key) {
                folded[first]
                    .to_mut()
                    .related
                    .push(Label { span: primary.span, text: "and here".to_owned() });
                continue;
            }
            known.insert(key, folded.len());
        }
        folded.push(Cow::Borrowed(diagnostic));
    }
    for one in &mut folded {
        if let Cow::Owned(one) = one {
            one.message = format!("{}: it is named at {} places", one.message, one.related.len() + 1);
        }
    }
    folded
}

impl<'a> Many<'a> {
    /// The first ones of each kind, in their order.
    pub(super) fn of(diagnostics: impl IntoIterator<Item = &'a Diagnostic>) -> Self {
        let mut many = Self { shown: Vec::new(), counted: BTreeMap::new() };
        let mut kinds: BTreeMap<&'static str, usize> = BTreeMap::new();
        for diagnostic in diagnostics {
            let of_kind = kinds.entry(diagnostic.code).or_default();
            *of_kind += 1;
            if *of_kind <= MAX_OF_A_KIND && many.shown.len() < MAX {
                many.shown.push(diagnostic);
            } else {
                *many.counted.entry(diagnostic.code).or_default() += 1;
            }
        }
        many
    }

    /// How many are not shown, where there are any.
    pub(super) fn closing(&self) -> Option<String> {
        let more: usize = self.counted.values().sum();
        let kinds: Vec<String> = self.counted.iter().map(|(code, count)| format!("{count} {code}")).collect();
        (more > 0).then(|| format!("{more} more are not shown: {}", kinds.join(", ")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_would_read_is_counted() {
        let mut diagnostics = vec![Diagnostic::without_place("rare", "x")];
        diagnostics.extend(vec![Diagnostic::without_place("frequent", "x"); 30_000]);
        diagnostics.push(Diagnostic::without_place("rare", "x"));
        let many = Many::of(&diagnostics);
        assert_eq!(many.shown.iter().filter(|shown| shown.code == "rare").count(), 2);
        assert_eq!(many.shown.len(), 2 + MAX_OF_A_KIND);
        assert_eq!(many.closing().unwrap(), "29950 more are not shown: 29950 frequent");
        assert_eq!(Many::of(&diagnostics[..50]).closing(), None);
    }

    #[test]
    fn one_name_that_is_gone_is_told_once_with_its_places() {
        let mut sources = crate::base::source::Sources::default();
        let file = sources.add("x", "0123456789");
        let at = |place: usize, message: &str| {
            Diagnostic::error("unknown-name", crate::base::source::Span::new(file, place..place + 1), message)
        };
        let diagnostics = [at(0, "no `a`"), at(2, "no `b`"), at(4, "no `a`"), at(6, "no `a`").help("other")];
        let folded = folded(&diagnostics);
        let told: Vec<(&str, usize)> =
            folded.iter().map(|one| (one.message.as_str(), one.related.len())).collect();
        assert_eq!(told, [("no `a`: it is named at 2 places", 1), ("no `b`", 0), ("no `a`", 0)]);
    }

    #[test]
    fn many_kinds_are_counted_too() {
        let codes = ["a", "b", "c", "d", "e", "f"];
        let diagnostics: Vec<_> =
            codes.iter().flat_map(|code| vec![Diagnostic::without_place(code, "x"); 49]).collect();
        let many = Many::of(&diagnostics);
        assert_eq!(many.shown.len(), MAX);
        assert_eq!(many.closing().unwrap(), "94 more are not shown: 45 e, 49 f");
    }
}
