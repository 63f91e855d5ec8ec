//! Where calls come in, and what comes of them.

use std::collections::HashSet;
use std::rc::Rc;

use super::apps;
use super::expressions::{entries, texts};
use super::machine::PhoneProgram;
use super::matching::shown;
use super::reader;
use super::state::{Frame, Route, State};
use super::system::{Context, DialExtension, EntryAction, PhoneSystem};
use super::times::ClockSetting;
use crate::base::diagnostic::{Diagnostic, did_you_mean};
use crate::base::source::{FileId, Sources};
use crate::base::text::capital;
use crate::import::explore::explore;
use crate::import::flow::{EntryPattern, FlowLine, FlowPlace};
use crate::import::names::spaced;
use crate::import::reading::{PlatformReading, too_many};
use crate::import::request::ImportRequest;
use crate::import::value::Unknown;
use crate::import::worthwhile::{left_out, worthwhile};
use crate::time::Zone;

/// For so many years dates are told.
const YEARS: i16 = 8;

/// Reads a phone system and works out what comes of calls.
pub(in crate::import) fn read(
    sources: &Sources,
    files: &[FileId],
    request: &ImportRequest,
) -> Result<PlatformReading, Vec<Diagnostic>> {
    let system = reader::read(sources, files)?;
    let mut notes: Vec<String> = system
        .missing
        .iter()
        .map(|(span, path)| format!("{} includes {path}, which was not given.", sources.place(*span)))
        .collect();
    notes.extend(system.notes.iter().cloned());
    let machine = request.timezone.as_deref().and_then(Zone::named).unwrap_or(Zone::UTC);
    let first = request.effective.year();
    let clock = ClockSetting { machine, years: first..=first.saturating_add(YEARS - 1) };
    let mut program = PhoneProgram::new(system, clock);
    let entries = entry_points(&program, request)?;
    let mut lines = flow_lines(&mut program, &entries);
    request.name_lines(&mut lines)?;
    let ledger = program.ledger.borrow().clone();
    let mut explored = explore(&mut program, lines.clone());
    if lines.len() > 1
        && request.entries.is_empty()
        && let Ok(flow) = &explored
    {
        let kept = worthwhile(flow);
        let (kept, left): (Vec<_>, Vec<_>) = lines.into_iter().zip(kept).partition(|(_, kept)| *kept);
        let names: Vec<&str> = left.iter().map(|(line, _)| line.name.as_str()).collect();
        notes.extend(left_out(&names));
        lines = kept.into_iter().map(|(line, _)| line).collect();
        if !left.is_empty() {
            program.ledger.replace(ledger.clone());
            explored = explore(&mut program, lines.clone());
        }
    }
    // Menus keep their count of silences while callers are elsewhere. A plan has a menu of its own for each count, so it is told
    // that way only where that is none.
    let exact = explored.as_ref().map_or(usize::MAX, |flow| flow.nodes.len());
    let exact_ledger = program.ledger.replace(ledger);
    program.keeps_timeouts = false;
    let anew = explore(&mut program, lines);
    if anew.as_ref().map_or(usize::MAX, |flow| flow.nodes.len()) < exact {
        explored = anew;
    } else {
        program.ledger.replace(exact_ledger);
    }
    let flow = explored.map_err(|found| too_many(&found))?;
    Ok(PlatformReading { flow, ledger: program.ledger.into_inner(), notes })
}

/// A place where calls come in.
struct EntryPoint {
    start: StartsAt,
    name: String,
    title: String,
    /// Numbers that are dialed, as far as the files tell.
    dialed: Vec<String>,
    place: FlowPlace,
    assumed: Vec<String>,
}

enum StartsAt {
    /// A number in a context.
    Number(Rc<str>, String),
    /// All numbers of a form in a context.
    Form(Rc<str>, EntryPattern),
    Menu(usize),
}

fn entry_points(program: &PhoneProgram, request: &ImportRequest) -> Result<Vec<EntryPoint>, Vec<Diagnostic>> {
    let system = &program.system;
    let mut all = Vec::new();
    for wanted in &request.entries {
        all.extend(named_entry(system, wanted)?);
    }
    if request.entries.is_empty() {
        let named = request.lines.iter().filter_map(|line| {
            let context = system.contexts.iter().position(|context| context.name == line.name)?;
            Some(points(system, context, None))
        });
        all.extend(named.flatten());
    }
    if all.is_empty() {
        for context in own_contexts(system) {
            all.extend(points(system, context, None));
        }
    }
    if all.is_empty() && system.contexts.iter().all(|context| context.extensions.is_empty()) {
        all.extend(own_menus(system).map(|menu| menu_point(system, menu)));
    }
    if all.is_empty() {
        let told = Diagnostic::without_place("no-entry", "nothing in these files is where calls come in")
            .help("name a context in which calls begin, or a menu: --entry CONTEXT");
        return Err(vec![told]);
    }
    Ok(all)
}

/// What `--entry` names: a context, a number in it, or a menu.
fn named_entry(system: &PhoneSystem, wanted: &str) -> Result<Vec<EntryPoint>, Vec<Diagnostic>> {
    let (name, number) = match wanted.split_once([',', '@']) {
        Some((name, number)) => (name.trim(), Some(number.trim())),
        None => (wanted.trim(), None),
    };
    if let Some(context) = system.contexts.iter().position(|context| context.name == name) {
        return Ok(points(system, context, number));
    }
    if let Some(menu) = system.menu(name) {
        return Ok(vec![menu_point(system, menu)]);
    }
    let names = system.contexts.iter().map(|context| context.name.as_str());
    let names = names.chain(system.menus.iter().map(|menu| menu.name.as_str()));
    let help = match did_you_mean(name, names) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "write the name of a context or a menu as it stands in the files".to_owned(),
    };
    let message = format!("there is no context `{}`", name.escape_debug());
    Err(vec![Diagnostic::without_place("unknown-context", message).help(help)])
}

/// Contexts to which nothing else leads; the one for calls from outside, if there is one.
fn own_contexts(system: &PhoneSystem) -> Vec<usize> {
    let has_steps = |at: &usize| !system.contexts[*at].extensions.is_empty();
    let all: Vec<usize> = (0..system.contexts.len()).filter(has_steps).collect();
    let public: Vec<usize> = all.iter().copied().filter(|&at| system.contexts[at].name == "public").collect();
    if !public.is_empty() {
        return public;
    }
    let mut named: HashSet<&str> = HashSet::new();
    for action in &system.actions {
        if matches!(action.application.as_str(), "transfer" | "execute_extension" | "play_and_get_digits") {
            named.extend(action.data.split([' ', '\'']));
        }
    }
    let free: Vec<usize> = all
        .iter()
        .copied()
        .filter(|&at| !named.contains(system.contexts[at].name.as_str()))
        .filter(|&at| system.contexts[at].name != "features")
        .collect();
    if free.is_empty() { all } else { free }
}

/// Menus to which no other leads.
fn own_menus(system: &PhoneSystem) -> impl Iterator<Item = usize> + '_ {
    let below: HashSet<&str> = system
        .menus
        .iter()
        .flat_map(|menu| menu.entries.iter().map(move |entry| (menu, entry)))
        .filter_map(|(menu, entry)| match &entry.does {
            EntryAction::Menu(name) if *name != menu.name => Some(name.as_str()),
            _ => None,
        })
        .collect();
    let is_free = move |at: &usize| !below.contains(system.menus[*at].name.as_str());
    let mut free: Vec<usize> = (0..system.menus.len()).filter(is_free).collect();
    if free.is_empty() {
        free = (0..system.menus.len()).collect();
    }
    free.into_iter()
}

fn menu_point(system: &PhoneSystem, menu: usize) -> EntryPoint {
    let found = &system.menus[menu];
    EntryPoint {
        start: StartsAt::Menu(menu),
        name: found.name.clone(),
        title: title(&found.name),
        dialed: Vec::new(),
        place: FlowPlace { span: found.span, words: format!("menu {}", found.name) },
        assumed: vec!["The files do not say which number leads here.".to_owned()],
    }
}

/// What an extension is dialed by.
enum DialedBy {
    Texts(Vec<String>),
    Forms(Vec<EntryPattern>),
    /// Any number.
    Any,
}

/// How an extension is reached, by its first condition on the number.
fn dialed_by(system: &PhoneSystem, extension: &DialExtension) -> DialedBy {
    let is_number = |field: &str| matches!(field, "destination_number" | "${destination_number}");
    let mut open: Vec<usize> = extension.conditions.iter().rev().copied().collect();
    while let Some(at) = open.pop() {
        let condition = &system.conditions[at];
        let checks = condition.regex.iter().flat_map(|(_, checks)| checks).chain([&condition.check]);
        let mut asked = checks.filter(|check| check.field.as_deref().is_some_and(is_number)).peekable();
        if asked.peek().is_some() {
            let (mut numbers, mut forms) = (Vec::new(), Vec::new());
            for check in asked {
                match texts(&check.expression) {
                    Some(found) => numbers.extend(found),
                    None => forms.extend(entries(&check.expression).unwrap_or_default()),
                }
            }
            let is_any = |form: &EntryPattern| form.keys.is_empty();
            return match (numbers.is_empty(), forms) {
                (false, _) => DialedBy::Texts(numbers),
                (true, forms) if forms.iter().any(is_any) => DialedBy::Any,
                (true, forms) => DialedBy::Forms(forms),
            };
        }
        open.extend(condition.nested.iter().rev());
    }
    DialedBy::Any
}

/// The places in a context where calls come in.
fn points(system: &PhoneSystem, at: usize, number: Option<&str>) -> Vec<EntryPoint> {
    let context = &system.contexts[at];
    let name: Rc<str> = context.name.as_str().into();
    if let Some(number) = number {
        return vec![EntryPoint {
            start: StartsAt::Number(name, number.to_owned()),
            name: format!("{} {number}", context.name),
            title: title(&context.name),
            dialed: if is_dialed(number) { vec![number.to_owned()] } else { Vec::new() },
            place: FlowPlace { span: context.span, words: format!("{} {number}", context.name) },
            assumed: Vec::new(),
        }];
    }
    let mut all: Vec<EntryPoint> = Vec::new();
    let mut taken: HashSet<String> = HashSet::new();
    let mut has_any = false;
    for extension in &context.extensions {
        match dialed_by(system, extension) {
            DialedBy::Texts(numbers) => {
                let numbers = numbers.into_iter().filter(|number| is_dialed(number));
                let numbers: Vec<String> = numbers.filter(|number| taken.insert(number.clone())).collect();
                if extension.goes_on || numbers.is_empty() {
                    continue;
                }
                add_numbers(system, context, extension, numbers, &mut all);
            }
            // Behind one that takes any number, forms are those of numbers that never come so far.
            DialedBy::Forms(forms) if !extension.goes_on && !has_any => {
                all.extend(form_point(context, extension, forms));
            }
            DialedBy::Any if !has_any && !extension.goes_on && has_actions(system, extension) => {
                has_any = true;
                let form = EntryPattern { keys: Vec::new(), more: Some(0) };
                all.extend(form_point(context, extension, vec![form]));
            }
            DialedBy::Forms(_) | DialedBy::Any => {}
        }
    }
    all
}

fn add_numbers(
    system: &PhoneSystem,
    context: &Context,
    extension: &DialExtension,
    numbers: Vec<String>,
    all: &mut Vec<EntryPoint>,
) {
    let name: Rc<str> = context.name.as_str().into();
    let place = |words: &str| FlowPlace {
        span: extension.span,
        words: format!("extension {} {words}", extension.name).trim().to_owned(),
    };
    let called = if extension.name.is_empty() { context.name.clone() } else { extension.name.clone() };
    // Where nothing asks which of them it was, they are one line.
    let asks = uses_number(system, extension);
    let groups: Vec<Vec<String>> =
        if asks { numbers.into_iter().map(|number| vec![number]).collect() } else { vec![numbers] };
    let is_alone = groups.len() == 1;
    for numbers in groups {
        let Some(first) = numbers.first().cloned() else { continue };
        all.push(EntryPoint {
            start: StartsAt::Number(Rc::clone(&name), first.clone()),
            name: if is_alone { called.clone() } else { format!("{called} {first}") },
            title: title(&called),
            place: place(&first),
            dialed: numbers,
            assumed: Vec::new(),
        });
    }
}

/// A line for all numbers of some forms, of which the first stands for all.
fn form_point(context: &Context, extension: &DialExtension, forms: Vec<EntryPattern>) -> Option<EntryPoint> {
    let told: Vec<String> = forms.iter().map(shown).collect();
    let form = forms.into_iter().next()?;
    let called = if extension.name.is_empty() { context.name.clone() } else { extension.name.clone() };
    let told = if form.keys.is_empty() {
        "Any number leads here that no other extension takes.".to_owned()
    } else {
        format!("All numbers of the form {} lead here.", told.join(" or "))
    };
    Some(EntryPoint {
        start: StartsAt::Form(context.name.as_str().into(), form),
        title: title(&called),
        place: FlowPlace {
            span: extension.span,
            words: format!("extension {}", extension.name).trim().to_owned(),
        },
        name: called,
        dialed: Vec::new(),
        assumed: vec![told, "The files do not say which number leads here.".to_owned()],
    })
}

fn title(name: &str) -> String {
    capital(&spaced(name)).clone()
}

/// Whether a text can be dialed.
fn is_dialed(number: &str) -> bool {
    number.chars().any(|c| c.is_ascii_digit())
        && number.chars().all(|c| c.is_ascii_digit() || matches!(c, '+' | '*' | '#'))
}

fn has_actions(system: &PhoneSystem, extension: &DialExtension) -> bool {
    let mut open = extension.conditions.clone();
    while let Some(at) = open.pop() {
        let condition = &system.conditions[at];
        if !condition.actions.is_empty() || !condition.anti_actions.is_empty() {
            return true;
        }
        open.extend(&condition.nested);
    }
    false
}

/// Whether actions of an extension ask which number was dialed.
fn uses_number(system: &PhoneSystem, extension: &DialExtension) -> bool {
    let mut open = extension.conditions.clone();
    while let Some(at) = open.pop() {
        let condition = &system.conditions[at];
        let mut actions = condition.actions.iter().chain(&condition.anti_actions);
        if actions.any(|&action| {
            let data = &system.actions[action].data;
            data.contains("destination_number") || data.contains("$1") || data.contains("$0")
        }) {
            return true;
        }
        open.extend(&condition.nested);
    }
    false
}

fn flow_lines(program: &mut PhoneProgram, entries: &[EntryPoint]) -> Vec<FlowLine<State>> {
    let mut lines = Vec::new();
    for entry in entries {
        let start = match &entry.start {
            StartsAt::Number(context, number) => {
                State::dialed(Route { context: Rc::clone(context), number: number.as_str().into() })
            }
            StartsAt::Form(context, form) => {
                let pattern = if form.keys.is_empty() { "that was dialed".to_owned() } else { shown(form) };
                let unknown = Unknown::Entry { pattern, meant: form.clone() };
                let sign = program.unknowns.borrow_mut().sign(unknown);
                program.dialed.insert(sign);
                State::dialed(Route { context: Rc::clone(context), number: sign.to_string().into() })
            }
            StartsAt::Menu(menu) => {
                let route = Route { context: "default".into(), number: "".into() };
                let state = State::dialed(route);
                let visit = apps::visit(program, *menu, &state);
                state.with(Frame::Menu(visit))
            }
        };
        lines.push(FlowLine {
            name: entry.name.clone(),
            dialed: entry.dialed.clone(),
            title: entry.title.clone(),
            start,
            place: entry.place.clone(),
            assumed: entry.assumed.clone(),
        });
    }
    lines
}
