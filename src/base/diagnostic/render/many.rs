//! So many mistakes that nobody would read them all.

use std::collections::BTreeMap;

use crate::base::diagnostic::report::Diagnostic;

/// So many of one kind are shown; whoever has read these knows what is wrong.
const MAX_OF_A_KIND: usize = 50;

/// So many are shown in all.
const MAX: usize = 200;

/// Mistakes as far as they are shown to people, and how many there are beside these.
pub(super) struct Many<'a> {
    pub(super) shown: Vec<&'a Diagnostic>,
    counted: BTreeMap<&'static str, usize>,
}

impl<'a> Many<'a> {
    /// The first ones of each kind, in their order.
    pub(super) fn of(diagnostics: &'a [Diagnostic]) -> Self {
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
    fn many_kinds_are_counted_too() {
        let codes = ["a", "b", "c", "d", "e", "f"];
        let diagnostics: Vec<_> =
            codes.iter().flat_map(|code| vec![Diagnostic::without_place(code, "x"); 49]).collect();
        let many = Many::of(&diagnostics);
        assert_eq!(many.shown.len(), MAX);
        assert_eq!(many.closing().unwrap(), "94 more are not shown: 45 e, 49 f");
    }
}
