//! Names declared and looked up, with what is wrong with them.

use super::lowering::PlanLowering;
use super::names::{Declared, Namespace};
use crate::base::diagnostic::{Diagnostic, did_you_mean, list, unseen};
use crate::base::source::Span;
use crate::plan::raw::Text;
use crate::plan::sections::{Section, SectionEntry};

/// Targets that every plan has.
pub(super) const RESERVED: [&str; 4] = ["hang-up", "dropped", "repeat", "back"];

/// The most names that are listed where none is near.
const MAX_LISTED: usize = 12;

impl<'v> PlanLowering<'v> {
    /// Takes up the names of all entries. Returns the entries that have a name of their own, and those whose name is
    /// taken.
    pub(super) fn declare(
        &mut self,
        entries: Vec<SectionEntry<'v>>,
    ) -> (Vec<SectionEntry<'v>>, Vec<SectionEntry<'v>>) {
        let mut too_many = [false; Namespace::COUNT];
        let mut kept = Vec::with_capacity(entries.len());
        let mut again = Vec::new();
        for entry in entries {
            let Some(space) = Namespace::of(entry.section) else { continue };
            self.check_name(&entry, space);
            let limit = if matches!(space, Namespace::Overrides | Namespace::Announcements) {
                self.limits.dates
            } else {
                self.limits.entries
            };
            let index = self.names.count(space);
            if let Some(first) = self.names.spaces[space as usize].get(entry.name) {
                let diagnostic = duplicate(&entry, *first);
                self.diagnostics.push(diagnostic);
                again.push(entry);
            } else if index >= limit.min(usize::from(u16::MAX)) {
                if !std::mem::replace(&mut too_many[space as usize], true) {
                    let message = format!("a plan can have at most {limit} {}", space.many());
                    let help = "split the plan into several, one for each part of the company";
                    self.error("too-many-entries", entry.span, message, help);
                }
            } else {
                let declared = Declared {
                    index: index as u16,
                    span: entry.span,
                    section: entry.section,
                    takes_entries: takes_entries(&entry),
                };
                self.names.spaces[space as usize].insert(entry.name, declared);
                self.names.in_order[space as usize].push(entry.name);
                kept.push(entry);
            }
        }
        (kept, again)
    }

    fn check_name(&mut self, entry: &SectionEntry<'_>, space: Namespace) {
        let name = entry.name;
        if entry.document.is_broken(entry.span.range()) {
            return;
        }
        if space == Namespace::Steps && RESERVED.contains(&name) {
            self.diagnostics.push(
                Diagnostic::error(
                    "reserved-name",
                    entry.span,
                    format!("`{name}` is the name of a target built into every plan"),
                )
                .help(format!("give this {} another name", entry.section.word())),
            );
        }
        let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
        let fault = if name.is_empty() {
            "a name cannot be empty".to_owned()
        } else if let Some(other) = name.chars().find(|&c| !is_plain(c)) {
            format!("the name `{}` contains {}", name.escape_debug(), character(other))
        } else if name.len() > self.limits.name_characters {
            format!("the name has {} characters; the limit is {}", name.len(), self.limits.name_characters)
        } else {
            return;
        };
        self.diagnostics.push(Diagnostic::error("bad-name", entry.span, fault).help(
            "names are made of the letters a to z, digits, `-`, `_` and `.`, as in `retail-held-offerings`",
        ));
    }

    /// The position of what is named here; a name that means nothing is reported.
    pub(super) fn find(&mut self, space: Namespace, name: &Text) -> Option<u16> {
        let word = name.given()?;
        self.find_word(space, word, name.span)
    }

    /// As [`find`](Self::find), for a word that is part of a text.
    pub(super) fn find_word(&mut self, space: Namespace, word: &str, span: Span) -> Option<u16> {
        let found = self.names.position(space, word);
        // In a plan with syntax errors, what seems to be missing may only be hidden by one.
        if found.is_none() && self.names_are_whole {
            let diagnostic = self.unknown(space, word, span);
            self.diagnostics.push(diagnostic);
        }
        found
    }

    fn unknown(&mut self, space: Namespace, word: &str, span: Span) -> Diagnostic {
        let near = self.near(space, word);
        let suggestion = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None if self.names.count(space) == 0 => format!("the plan has no {} yet", space.many()),
            None if self.names.count(space) <= MAX_LISTED => {
                let names = list(self.names.all(space)).replace(" or ", " and ");
                format!("the {} are {names}", space.many())
            }
            None => format!("none of the {} {} has that name", self.names.count(space), space.many()),
        };
        if let Some((other, declared)) = self.names.elsewhere(word) {
            return Diagnostic::error(
                "wrong-kind",
                span,
                format!("`{word}` is {}, not {}", other.one(), space.one()),
            )
            .label(format!("this must be {}", space.one()))
            .related(declared.span, format!("`{word}` is {} here", other.one()))
            .help(suggestion);
        }
        let reserved = space != Namespace::Steps && RESERVED.contains(&word);
        let message = match space {
            Namespace::Hours => format!("there are no hours named `{}`", word.escape_debug()),
            _ => format!(
                "there is no {} named `{}`",
                space.one().trim_start_matches(['a', 'n']).trim(),
                word.escape_debug()
            ),
        };
        Diagnostic::error("unknown-name", span, message)
            .maybe_help(reserved.then(|| format!("`{word}` can be used only where a step is expected")))
            .help(suggestion)
    }

    fn near(&mut self, space: Namespace, word: &str) -> Option<&'v str> {
        let reserved: &[&str] = if space == Namespace::Steps { &RESERVED } else { &[] };
        self.may_compare(self.names.count(space) + reserved.len())
            .then(|| did_you_mean(word, self.names.all(space).chain(reserved.iter().copied())))
            .flatten()
    }

    /// Whether a word may still be compared with so many names to find the one that was meant. A plan full of unknown
    /// names gets no suggestions in the end: holding everything against everything would take longer than anyone waits.
    pub(super) fn may_compare(&mut self, names: usize) -> bool {
        let left = self.comparisons_left.checked_sub(names);
        self.comparisons_left = left.unwrap_or(self.comparisons_left);
        left.is_some()
    }
}

/// Whether callers enter digits at what stands here.
fn takes_entries(entry: &SectionEntry<'_>) -> bool {
    let has_entries = || entry.value.get_ref().as_table().is_some_and(|table| table.contains_key("entries"));
    entry.section == Section::Inputs || entry.section == Section::Menus && has_entries()
}

fn duplicate(entry: &SectionEntry<'_>, first: Declared) -> Diagnostic {
    let name = entry.name;
    let same_kind = first.section == entry.section;
    let message = if same_kind {
        format!("there are two {} named `{name}`", entry.section.name())
    } else {
        format!("`{name}` is the name of a {} and of a {}", first.section.word(), entry.section.word())
    };
    let help = if same_kind {
        "give one of them another name"
    } else {
        "give one of them another name: all steps share one set of names, so that a target is a plain name"
    };
    Diagnostic::error("duplicate-name", entry.span, message)
        .label("again here")
        .related(first.span, "first here")
        .help(help)
}

/// A character as it can be shown in a message.
pub(super) fn character(c: char) -> String {
    if let Some((name, _)) = unseen(c) {
        return format!("{name} (U+{:04X})", c as u32);
    }
    match c {
        ' ' => "a space".to_owned(),
        c if c.is_control() => format!("the control character U+{:04X}", c as u32),
        c => format!("`{}`", c.escape_debug()),
    }
}
