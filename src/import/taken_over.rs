//! The whole way: files of a platform become a plan, with a summary of what became of each step.

use super::asterisk;
use super::connect;
use super::flow::Flow;
use super::freeswitch;
use super::genesys;
use super::icalendar::{self, CalendarReading};
use super::platform::Platform;
use super::reading::PlatformReading;
use super::request::ImportRequest;
use super::simplify::simplify;
use super::summary::ImportSummary;
use super::twilio;
use super::voicexml;
use super::writer::{self, ImportedFile, PlanHeader};
use crate::base::diagnostic::Diagnostic;
use crate::base::source::{FileId, Sources};
use crate::plan::{self, PlanLimits};

/// So many files are named at the head of the plan.
const MAX_NAMED: usize = 6;

/// What an import makes.
#[derive(Debug)]
pub struct Import {
    /// The files of the plan.
    pub files: Vec<ImportedFile>,
    /// What became of the platform's steps.
    pub summary: ImportSummary,
}

/// Takes a phone system over. `named` are the files that the user named; others may be included by them.
pub fn import(
    sources: &Sources,
    named: &[FileId],
    request: &ImportRequest,
) -> Result<Import, Vec<Diagnostic>> {
    let platform = recognized(sources, named, request)?;
    let own: Vec<FileId> = named
        .iter()
        .copied()
        .filter(|&file| {
            let file = sources.file(file);
            named.len() == 1 || is_of(platform, file.text())
        })
        .collect();
    let reading = match platform {
        Platform::Asterisk | Platform::FreePbx => asterisk::read(sources, &own, request)?,
        Platform::Connect => connect::read(sources, &own, request)?,
        Platform::Twilio => twilio::read(sources, &own, request)?,
        Platform::FreeSwitch => freeswitch::read(sources, &own, request)?,
        Platform::VoiceXml => voicexml::read(sources, &own, request)?,
        Platform::Genesys => genesys::read(sources, &own, request)?,
        Platform::ICalendar => return holidays(sources, &own, request),
    };
    let PlatformReading { mut flow, ledger, mut notes } = reading;
    simplify(&mut flow);
    let mut assumed = Vec::new();
    let timezone = request.timezone.clone().or_else(|| only_zone(&flow)).unwrap_or_else(|| {
        if asks_for_time(&flow) {
            notes.push("The files do not say on which clock the hours are: UTC is assumed. Name the zone with --timezone.".to_owned());
            assumed.push("The files do not name a time zone.".to_owned());
        }
        "UTC".to_owned()
    });
    let mut told: Vec<String> =
        own.iter().take(MAX_NAMED).map(|&file| sources.file(file).name().to_owned()).collect();
    if own.len() > MAX_NAMED {
        told.push(format!("and {} more", own.len() - MAX_NAMED));
    }
    let header = PlanHeader {
        name: request.name.clone(),
        effective: request.effective,
        timezone,
        assumed,
        source: format!("{platform}: {}", told.join(", ")),
    };
    let files = writer::write(&flow, sources, &header, &request.words);
    check_readable(&files)?;
    let summary = ImportSummary::new(platform, &flow, &ledger, sources, notes);
    Ok(Import { files, summary })
}

/// Holidays are no plan of their own: they are read beside one, and kept by hours that name them.
fn holidays(sources: &Sources, own: &[FileId], request: &ImportRequest) -> Result<Import, Vec<Diagnostic>> {
    let CalendarReading { files, ledger, notes } = icalendar::read(sources, own, request)?;
    let names: Vec<String> =
        files.iter().map(|file| format!("\"{}\"", file.path.trim_end_matches(".toml"))).collect();
    let plan = format!(
        "[plan]\nname = \"Holidays\"\neffective = {}\ntimezone = \"UTC\"\n[hours.day]\nopen = \"Mo-Su 08:00-17:00\"\n\
         calendars = [{}]\n[lines.day]\nname = \"Day\"\nanswer = \"day\"\n[destinations.day]\nname = \"Day\"\n\
         hours = \"day\"\nclosed = \"hang-up\"\n",
        request.effective,
        names.join(", ")
    );
    let plan = ImportedFile { path: "plan.toml".to_owned(), text: plan };
    check_readable(&std::iter::once(plan).chain(files.iter().cloned()).collect::<Vec<_>>())?;
    let summary = ImportSummary::new(Platform::ICalendar, &Flow::default(), &ledger, sources, notes);
    Ok(Import { files, summary })
}

fn is_of(platform: Platform, text: &str) -> bool {
    let kin = match platform {
        Platform::Asterisk | Platform::FreePbx => Platform::Asterisk,
        platform => platform,
    };
    kin.is_of(text)
}

fn recognized(
    sources: &Sources,
    named: &[FileId],
    request: &ImportRequest,
) -> Result<Platform, Vec<Diagnostic>> {
    if let Some(platform) = request.platform {
        return Ok(platform);
    }
    let found: Vec<Platform> =
        named.iter().filter_map(|&file| Platform::recognized(sources.file(file).text())).collect();
    if let Some(first) = found.iter().max() {
        return Ok(*first);
    }
    let help = format!(
        "`ivrsim import` reads {}; say which it is with --from, if you are sure",
        Platform::ALL.map(|platform| platform.to_string()).join(" and ")
    );
    let message = "this is no file of a phone system that can be imported";
    let told = match named {
        [] => Diagnostic::without_place("unknown-platform", "there is no file to import").help(help),
        [file, ..] => {
            let text = sources.file(*file).text();
            let end = text.find('\n').unwrap_or(text.len()).min(80);
            let end = (0..=end).rev().find(|&end| text.is_char_boundary(end)).unwrap_or(0);
            Diagnostic::error("unknown-platform", crate::base::source::Span::new(*file, 0..end), message)
                .help(help)
        }
    };
    Err(vec![told])
}

/// The zone of all hours, where all of them name the same.
fn only_zone(flow: &Flow) -> Option<String> {
    use super::flow::{Act, Condition};
    let mut zones = flow.nodes.iter().flat_map(|node| match &node.act {
        Act::Branch { cases, .. } => cases.as_slice(),
        _ => &[],
    });
    let mut found = None;
    let is_same = zones.all(|(condition, _)| match condition {
        Condition::Open(rule) => match (&rule.timezone, &found) {
            (None, _) => false,
            (Some(zone), Some(known)) => zone == known,
            (Some(zone), None) => {
                found = Some(zone.clone());
                true
            }
        },
        _ => true,
    });
    found.filter(|_| is_same)
}

fn asks_for_time(flow: &Flow) -> bool {
    use super::flow::{Act, Condition};
    flow.nodes.iter().any(|node| match &node.act {
        Act::Branch { cases, .. } => cases
            .iter()
            .any(|(condition, _)| matches!(condition, Condition::Open(rule) if rule.timezone.is_none())),
        _ => false,
    })
}

/// What is written can be read; if it cannot, nothing is written.
fn check_readable(files: &[ImportedFile]) -> Result<(), Vec<Diagnostic>> {
    let texts = files.iter().map(|file| (file.path.as_str(), file.text.clone()));
    let reading = plan::read(texts, &PlanLimits::STANDARD);
    let errors: Vec<&Diagnostic> = reading
        .diagnostics
        .iter()
        .filter(|told| told.level == crate::base::diagnostic::Level::Error)
        .collect();
    if errors.is_empty() {
        return Ok(());
    }
    let told = errors.iter().take(3).map(|told| {
        let place = told.primary.as_ref().map(|primary| reading.sources.place(primary.span).to_string());
        format!("{}: {}", place.unwrap_or_default(), told.message)
    });
    let told: Vec<String> = told.collect();
    Err(vec![
        Diagnostic::without_place(
            "unwritable-plan",
            format!("no plan can be made of this phone system: {}", told.join("; ")),
        )
        .help("name a part of it, as in --entry CONTEXT"),
    ])
}
