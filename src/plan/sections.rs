use toml::Spanned;
use toml::de::DeValue;

use super::value_advice;
use crate::base::diagnostic::{Diagnostic, did_you_mean, list};
use crate::base::document::{Document, Vocabulary};
use crate::base::source::{FileId, Span};

/// What the shared reader says of plans.
static VOCABULARY: Vocabulary = Vocabulary {
    short_forms: &[("Choice", "to")],
    inner_tables: &[
        ("Misstep", "this table"),
        ("Holiday", "this day"),
        ("Case", "this case"),
        ("Choice", "this key"),
    ],
    examples: &[
        ("number", "\"1-800-555-0100\""),
        ("effective", "2026-01-31"),
        ("timezone", "\"America/New_York\""),
        ("open", "\"Mo-Fr 08:00-17:00\""),
        ("on", "\"July 4\""),
        ("say", "\"what the caller hears\""),
        ("name", "\"the name that people use\""),
        ("reason", "\"why it is so, for your own people\""),
        ("values", "[\"yes\", \"no\"]"),
        ("numbers", "[\"1-800-555-0100\"]"),
        ("usual", "\"yes\""),
        ("hours", "[\"all\"]"),
        ("days", "[{ name = \"Independence Day\", on = \"July 4\" }]"),
        ("cases", "[{ open = \"the name of hours\", then = \"the name of a step\" }]"),
        ("keys", "{ 1 = \"the name of a step\" }"),
        ("answer", "\"the name of a step\""),
        ("then", "\"the name of a step\""),
        ("otherwise", "\"the name of a step\""),
        ("to", "\"the name of a step\""),
    ],
    listed: &[],
    advice: value_advice::advice,
    strangers: &[
        ("Holiday", &["date", "day", "when", "from"], "write the day as `on`: `on = \"July 4\"`"),
        (
            "Holiday",
            &["to", "until"],
            "a calendar has an entry for each day; several days of one year belong in an override, with `from` and `to`",
        ),
        (
            "Holiday",
            &["closed", "off"],
            "leave it out: a holiday is closed all day unless it has `closes`, `opens` or `open`",
        ),
        (
            "Holiday",
            &["half_day", "half-day", "halfday", "early", "until_noon"],
            "write when it closes, `closes = 12:00:00`",
        ),
        ("Holiday", &["hours", "times"], "write the hours of that day as `open`: `open = \"10:00-14:00\"`"),
        (
            "Hours",
            &["closed", "holidays", "holiday", "except", "off"],
            "days off belong in a calendar, which hours keep with `calendars = [\"company\"]`; a weekday is closed if no rule of `open` names it",
        ),
        (
            "Hours",
            &["hours", "days", "times", "opens", "closes", "weekdays"],
            "write all of it as `open`: `open = \"Mo-Fr 09:00-17:00; Sa 10:00-14:00\"`",
        ),
        ("Override", &["date", "day", "when"], "write the day as `on`: `on = 2026-12-24`"),
        ("Override", &["start", "begin", "begins"], "write the first day as `from`: `from = 2026-12-24`"),
        ("Override", &["end", "ends", "until"], "write the last day as `to`: `to = 2026-12-26`"),
        (
            "PlanChange",
            &["timezone", "country", "language", "unknown_caller_timezone", "call_limit", "words_per_minute"],
            "leave it out: what changes later keeps it as it is in the plan that it changes",
        ),
        (
            "PlanChange",
            &["remove", "removes", "delete", "removed"],
            "name what is no more as `without`: `without = [\"lines.sales\"]`",
        ),
        ("Override", &["name", "why"], "write why as `reason`"),
        ("Override", &["message", "prompt", "text"], "write what callers hear as `say`"),
        (
            "Announcement",
            &["start", "begin", "begins", "on", "date"],
            "write when it begins as `from`, with the time: `from = \"2026-01-12 06:00\"`",
        ),
        (
            "Announcement",
            &["end", "ends", "until"],
            "write when it ends as `to`, with the time: `to = \"2026-01-12 18:00\"`",
        ),
        ("Announcement", &["message", "prompt", "text"], "write what callers hear as `say`"),
        ("Announcement", &["line", "on_lines"], "write the names of lines as `lines`: `lines = [\"main\"]`"),
        (
            "Override",
            &["night", "from_midnight", "eve", "overnight"],
            "write `night_before = \"ends\"` if the night that began on the day before ends at midnight",
        ),
    ],
};

/// A top-level table of a plan's file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Section {
    Plan,
    Defaults,
    Check,
    Synonyms,
    Hours,
    Calendars,
    Overrides,
    Announcements,
    Lines,
    Menus,
    Inputs,
    Switches,
    Messages,
    Destinations,
    Voicemails,
    Contacts,
    Answers,
    Callers,
    Sounds,
}

impl Section {
    const ALL: [Self; 19] = [
        Self::Plan,
        Self::Defaults,
        Self::Check,
        Self::Synonyms,
        Self::Hours,
        Self::Calendars,
        Self::Overrides,
        Self::Announcements,
        Self::Lines,
        Self::Menus,
        Self::Inputs,
        Self::Switches,
        Self::Messages,
        Self::Destinations,
        Self::Voicemails,
        Self::Contacts,
        Self::Answers,
        Self::Callers,
        Self::Sounds,
    ];

    /// The name in the file.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Plan => "plan",
            Self::Defaults => "defaults",
            Self::Check => "check",
            Self::Synonyms => "synonyms",
            Self::Hours => "hours",
            Self::Calendars => "calendars",
            Self::Overrides => "overrides",
            Self::Announcements => "announcements",
            Self::Lines => "lines",
            Self::Menus => "menus",
            Self::Inputs => "inputs",
            Self::Switches => "switches",
            Self::Messages => "messages",
            Self::Destinations => "destinations",
            Self::Voicemails => "voicemails",
            Self::Contacts => "contacts",
            Self::Answers => "answers",
            Self::Callers => "callers",
            Self::Sounds => "sounds",
        }
    }

    /// One entry of it, in words.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Plan => "the plan",
            Self::Defaults => "the defaults",
            Self::Check => "what is checked",
            Self::Synonyms => "the synonyms",
            Self::Hours => "hours",
            Self::Calendars => "calendar",
            Self::Overrides => "override",
            Self::Announcements => "announcement",
            Self::Lines => "line",
            Self::Menus => "menu",
            Self::Inputs => "input",
            Self::Switches => "switch",
            Self::Messages => "message",
            Self::Destinations => "destination",
            Self::Voicemails => "voicemail",
            Self::Contacts => "contact",
            Self::Answers => "outside answer",
            Self::Callers => "list of callers",
            Self::Sounds => "the sounds",
        }
    }

    /// Whether it is one table rather than a table of named tables.
    pub(super) fn is_single(self) -> bool {
        matches!(self, Self::Plan | Self::Defaults | Self::Check | Self::Synonyms | Self::Sounds)
    }

    /// Whether its entries are states of a call.
    pub(super) fn is_step(self) -> bool {
        matches!(
            self,
            Self::Menus
                | Self::Inputs
                | Self::Switches
                | Self::Messages
                | Self::Destinations
                | Self::Voicemails
        )
    }
}

/// The names of all sections: the tables that a plan has at its top.
pub fn section_names() -> impl Iterator<Item = &'static str> {
    Section::ALL.into_iter().map(Section::name)
}

/// A table of a section with its name; for a single section, that section itself.
#[derive(Clone, Copy, Debug)]
pub(super) struct SectionEntry<'v> {
    pub(super) document: &'v Document<'v>,
    pub(super) section: Section,
    pub(super) name: &'v str,
    /// Where the name stands.
    pub(super) span: Span,
    pub(super) value: &'v Spanned<DeValue<'v>>,
}

/// Takes a file of a plan apart.
pub(super) fn document<'t>(file: FileId, text: &'t str, diagnostics: &mut Vec<Diagnostic>) -> Document<'t> {
    Document::parse(file, text, &VOCABULARY, diagnostics)
}

/// Whether the file has this section, whatever stands in it.
pub(super) fn has(document: &Document<'_>, section: Section) -> bool {
    document.root().contains_key(section.name())
}

/// The entries of all sections, in the order of the file. What is no section, or no table, is reported.
pub(super) fn entries<'v>(
    document: &'v Document<'v>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<SectionEntry<'v>> {
    let mut entries = Vec::new();
    for (name, value) in document.top_level() {
        let Some(section) = Section::ALL.into_iter().find(|section| section.name() == name.get_ref()) else {
            unknown_section(document, name, diagnostics);
            continue;
        };
        let entry = |name: &'_ Spanned<_>| SectionEntry {
            document,
            section,
            name: "",
            span: document.span(name.span()),
            value,
        };
        match value.get_ref() {
            DeValue::Table(_) if section.is_single() => entries.push(entry(name)),
            DeValue::Table(table) => {
                for (key, value) in table {
                    let span = document.span(key.span());
                    if value.get_ref().is_table() {
                        entries.push(SectionEntry { name: key.get_ref(), span, value, ..entry(name) });
                    } else if !document.is_broken(key.span()) {
                        diagnostics.push(no_name(section, key.get_ref(), span, value.get_ref()));
                    }
                }
            }
            other if !document.is_broken(value.span()) => {
                diagnostics.push(no_table(section, document.span(name.span()), other));
            }
            _ => {}
        }
    }
    entries.sort_unstable_by_key(|entry| entry.span);
    entries
}

fn unknown_section(
    document: &Document<'_>,
    name: &Spanned<toml::de::DeString<'_>>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if document.is_broken(name.span()) {
        return;
    }
    let names = Section::ALL.map(Section::name);
    let word = name.get_ref().as_ref();
    let help = match did_you_mean(word, names) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("the sections are {}", list(names).replace(" or ", " and ")),
    };
    diagnostics.push(
        Diagnostic::error(
            "unknown-section",
            document.span(name.span()),
            format!("`{word}` does not belong in a plan"),
        )
        .help(help),
    );
}

/// A key directly under a section, as `number` of `[lines]`.
fn no_name(section: Section, key: &str, span: Span, value: &DeValue<'_>) -> Diagnostic {
    let name = section.name();
    if value.as_array().is_some_and(|array| array.iter().all(|element| element.get_ref().is_table())) {
        let message = format!("there can be only one `{name}.{key}`, not a list of them");
        return Diagnostic::error("wrong-type", span, message)
            .help(format!("write `[{name}.{key}]`, with single brackets"));
    }
    Diagnostic::error("wrong-type", span, format!("`{key}` is directly in `{name}`, not under a name"))
        .label("a name is missing above")
        .help(format!("write a header with a name of your choice above it: `[{name}.some-name]`"))
}

fn no_table(section: Section, span: Span, value: &DeValue<'_>) -> Diagnostic {
    let name = section.name();
    let help = match value {
        DeValue::Array(_) if section.is_single() => format!("write `[{name}]`, with single brackets"),
        _ if section.is_single() => format!("write `[{name}]`, with its keys below"),
        _ => format!("write a header with a name of your choice: `[{name}.some-name]`"),
    };
    Diagnostic::error("wrong-type", span, format!("the section `{name}` must be a table")).help(help)
}
