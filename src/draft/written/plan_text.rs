//! The files of a plan, written from a directory.

use std::fmt::Write as _;

use super::context::{PlanContext, PlanNeeds, place_words};
use super::fact::{DraftFact, FactKind};
use super::lines::PartWriter;
use super::names::{KnownNames, TableNames};
use super::table::WrittenTable;
use crate::base::tidy;
use crate::draft::document::Document;
use crate::draft::entries::Directory;
use crate::draft::question::Question;
use crate::import::names::{TakenNames, slug};
use crate::number::Country;

/// A file of the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftFile {
    /// Its name in the folder.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// What is written: files, and the facts that they hold.
#[derive(Debug)]
pub(in crate::draft) struct WrittenPlan {
    pub(in crate::draft) files: Vec<DraftFile>,
    pub(in crate::draft) facts: Vec<DraftFact>,
}

/// Writes a plan.
pub(in crate::draft) fn written(
    directory: &Directory,
    documents: &[Document],
    questions: &[Question],
    known: &KnownNames,
    country: Country,
) -> WrittenPlan {
    let context = PlanContext { directory, documents, questions, known };
    let mut names = TableNames::new(known);
    let mut facts = Vec::new();
    let mut used = Vec::new();
    let mut file_names = TakenNames::with(&["plan"]);
    let mut parts: Vec<DraftFile> = Vec::new();
    let mut flags = PlanNeeds::default();
    for (number, part) in (1..).zip(&directory.parts) {
        let mut writer = PartWriter::new(&context, &mut names, &mut used, &mut facts);
        writer.part(part);
        flags.join(writer.needs);
        let tables = writer.done();
        let name = file_names.free(&format!("{number}-{}", slug(&part.name, "numbers")));
        // Writing to memory cannot fail.
        let mut text = String::new();
        let place = part.place;
        let heading = if part.name.is_empty() {
            "What stands before the first heading".to_owned()
        } else {
            part.name.clone()
        };
        let _ = writeln!(text, "# {heading}, {}.", place_words(&context, place));
        for table in &tables {
            table.write(&mut text);
        }
        parts.push(DraftFile { name: format!("{name}.toml"), text });
    }
    let first = DraftFile { name: "plan.toml".to_owned(), text: whole(&context, &mut facts, flags, country) };
    let files = std::iter::once(first)
        .chain(parts)
        .map(|file| {
            // What is written here is TOML, so there is always a tidy text.
            let text = tidy::formatted(&file.name, &file.text).unwrap_or(file.text);
            DraftFile { text, ..file }
        })
        .collect();
    WrittenPlan { files, facts }
}

fn whole(
    context: &PlanContext<'_>,
    facts: &mut Vec<DraftFact>,
    needs: PlanNeeds,
    country: Country,
) -> String {
    let Directory { name, effective, zone, left_over, .. } = context.directory;
    let mut plan = WrittenTable::new("plan");
    context.ask(&mut plan, &[&effective.open[..], &zone.open[..]].concat());
    plan.text("name", &name.value);
    plan.raw("effective", effective.value.to_string());
    plan.text("timezone", zone.value.name());
    plan.text("country", country.code());
    if needs.has_caller_hours {
        plan.text("unknown_caller_timezone", zone.value.name());
    }
    let mut assumed: Vec<String> =
        [&effective.assumed, &zone.assumed, &name.assumed].into_iter().flatten().cloned().collect();
    assumed.push(
        "Where no options are printed for a number, calls are put straight through. No holidays are kept."
            .to_owned(),
    );
    plan.origin(effective.source.as_deref().unwrap_or_default(), &assumed);
    for (kind, value, source, place, open) in [
        (FactKind::Name, name.value.clone(), &name.source, name.place, &name.open),
        (
            FactKind::Effective,
            effective.value.to_string(),
            &effective.source,
            effective.place,
            &effective.open,
        ),
        (FactKind::Zone, zone.value.name().to_owned(), &zone.source, zone.place, &zone.open),
    ] {
        facts.insert(
            0,
            DraftFact {
                kind,
                table: "plan".to_owned(),
                value,
                source: source.clone(),
                place,
                open: open.clone(),
            },
        );
    }
    facts[..3].reverse();
    let mut text = String::from(
        "# Drafted by `ivrsim draft` from a directory. `source` quotes the document, `assumed` says what it does not say, and a comment\n\
         # that begins with \"Question\" is to be answered: `ivrsim guide draft` tells how.\n",
    );
    plan.write(&mut text);
    let mut tables = Vec::new();
    if needs.closes || needs.has_menu {
        let mut defaults = WrittenTable::new("defaults");
        if needs.closes {
            defaults.text("closed", "closed");
        }
        if needs.has_menu {
            defaults.text("wait", "5s");
            for (key, say) in
                [("no_input", "We did not hear a choice."), ("no_match", "That is not one of the choices.")]
            {
                defaults
                    .raw(key, format!("{{ say = {}, tries = 3, then = \"goodbye\" }}", tidy::quoted(say)));
            }
        }
        defaults.text("assumed", "The document does not say what becomes of a call outside the hours, or of a caller who presses nothing or another key.");
        tables.push(defaults);
    }
    for (is_needed, name, say) in [
        (needs.closes, "closed", "{name} is closed. The hours are {hours}. It {next_open}."),
        (needs.has_menu, "goodbye", "Goodbye."),
    ] {
        if is_needed {
            let mut message = WrittenTable::new(format!("messages.{name}"));
            message.text("say", say);
            message.text("then", "hang-up");
            message.text("assumed", "The document does not say what a caller hears then.");
            tables.push(message);
        }
    }
    for table in tables {
        table.write(&mut text);
    }
    if !left_over.is_empty() {
        text.push_str("\n# Words of the document that no fact was made of:\n");
        for (words, place) in left_over.iter().take(MAX_LEFT_OVER) {
            let short: String = words.chars().take(200).collect();
            let _ = writeln!(text, "#   {}: {short}", place_words(context, *place));
        }
        if left_over.len() > MAX_LEFT_OVER {
            let _ = writeln!(text, "#   and {} more", left_over.len() - MAX_LEFT_OVER);
        }
    }
    text
}

/// So many words without a fact are told in the plan.
const MAX_LEFT_OVER: usize = 40;
