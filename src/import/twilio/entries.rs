//! Where calls come in, and what comes of them.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::digit_conditions;
use super::documents::StudioAccount;
use super::liveness::Liveness;
use super::machine::StudioProgram;
use super::state::{CallState, Place};
use super::studio_flow::{StudioFlow, Target, Widget};
use super::template;
use crate::base::diagnostic::{Diagnostic, did_you_mean};
use crate::base::source::{FileId, Sources, Span};
use crate::import::explore::explore;
use crate::import::flow::{FlowLine, FlowPlace};
use crate::import::names::{slug, spaced};
use crate::import::questions::Questions;
use crate::import::reading::{PlatformReading, too_many};
use crate::import::request::ImportRequest;

/// Numbers that conditions name up to this are told apart.
const MOST_COUNTED: f64 = 1_000.0;

/// Reads flows and works out what comes of calls.
pub(in crate::import) fn read(
    sources: &Sources,
    files: &[FileId],
    request: &ImportRequest,
) -> Result<PlatformReading, Vec<Diagnostic>> {
    let mut account = StudioAccount::read(sources, files)?;
    let entries = entries(&account, files, request)?;
    no_circle(&account)?;
    let mut lines = lines(&mut account, &entries);
    request.name_lines(&mut lines)?;
    let ledger = std::mem::take(&mut account.ledger);
    let asked_behind = flows_asked_behind(&account);
    let liveness = account.flows.iter().enumerate();
    let liveness = liveness.map(|(at, flow)| Liveness::of(flow, asked_behind.contains(&at))).collect();
    let mut program = StudioProgram {
        liveness,
        digit_conditions: digit_conditions::of(&account.flows),
        most: most_counted(&account),
        titles: titles(&account),
        account,
        ledger,
        questions: Questions::default(),
        behind_voicemail: BTreeSet::new(),
    };
    let flow = explore(&mut program, lines).map_err(|found| too_many(&found))?;
    let mut notes = Vec::new();
    if !program.behind_voicemail.is_empty() {
        notes.push("Widgets behind a message that was recorded are not followed: the plan ends a call with the message.".to_owned());
    }
    Ok(PlatformReading { flow, ledger: program.ledger, notes })
}

/// Where a flow begins by an event.
fn begins(flow: &StudioFlow, events: &[&str]) -> bool {
    flow.start.is_some_and(|start| flow.widgets[start].on_any(events) != Target::None)
}

/// The flows that calls come in to: those that are named, those of numbers, or those that nothing else runs.
fn entries(
    account: &StudioAccount,
    files: &[FileId],
    request: &ImportRequest,
) -> Result<Vec<usize>, Vec<Diagnostic>> {
    let mut found: Vec<usize> = Vec::new();
    for wanted in &request.entries {
        match account.flow_at(wanted) {
            Some(flow) if found.contains(&flow) => {}
            Some(flow) => found.push(flow),
            None => return Err(vec![unknown_entry(account, wanted)]),
        }
    }
    if !found.is_empty() {
        return Ok(found);
    }
    let is_called = |flow: usize| begins(&account.flows[flow], &["incomingCall"]);
    for number in &account.numbers {
        if let Some(flow) =
            account.flow_at(&number.flow).filter(|flow| is_called(*flow) && !found.contains(flow))
        {
            found.push(flow);
        }
    }
    if !found.is_empty() {
        return Ok(found);
    }
    let run: HashSet<usize> =
        account.flows.iter().flat_map(|flow| runs(account, flow)).map(|(_, to)| to).collect();
    let all = 0..account.flows.len();
    found.extend(all.clone().filter(|flow| is_called(*flow) && !run.contains(flow)));
    if found.is_empty() {
        found.extend(all.filter(|flow| is_called(*flow)));
    }
    if found.is_empty() { Err(vec![no_entry(account, files)]) } else { Ok(found) }
}

fn unknown_entry(account: &StudioAccount, wanted: &str) -> Diagnostic {
    let names: Vec<String> = account.flows.iter().map(|flow| slug(&flow.name, "flow")).collect();
    let wanted = slug(wanted, "flow");
    let told = Diagnostic::without_place("unknown-entry", format!("--entry: there is no flow `{wanted}`"));
    match did_you_mean(&wanted, names.iter().map(String::as_str)) {
        Some(near) => told.help(format!("did you mean `{near}`?")),
        None => {
            told.help(format!("flows are {}", names.iter().take(12).cloned().collect::<Vec<_>>().join(", ")))
        }
    }
}

fn no_entry(account: &StudioAccount, files: &[FileId]) -> Diagnostic {
    let triggers = account.flows.iter().filter_map(|flow| Some((flow, &flow.widgets[flow.start?])));
    let mut triggers = triggers.peekable();
    let first = triggers.peek().map(|(_, trigger)| trigger.span);
    let written = ["incomingMessage", "incomingConversationMessage"];
    let is_chat = triggers.any(|(flow, _)| begins(flow, &written));
    if let Some(span) = first.filter(|_| is_chat) {
        return Diagnostic::error("messaging-flow", span, "this flow is for messages: nobody can call it")
            .help("name the files of a flow whose trigger leads on from an incoming call");
    }
    let message = "nothing in these files is a flow that calls come in to";
    let span = first.or_else(|| account.flows.first().map(|flow| flow.span));
    let span = span.or_else(|| files.first().map(|file| Span::new(*file, 0..0)));
    let told = match span {
        Some(span) => Diagnostic::error("no-entry", span, message),
        None => Diagnostic::without_place("no-entry", message),
    };
    told.help("name the files of a flow whose trigger leads on from an incoming call, or say with --entry which flow is meant")
}

/// The sub-flows of a flow, with the widgets that run them.
fn runs<'a>(account: &'a StudioAccount, flow: &'a StudioFlow) -> impl Iterator<Item = (&'a Widget, usize)> {
    flow.widgets.iter().filter(|widget| widget.kind == "run-subflow").filter_map(|widget| {
        let flow = account.flow_at(&widget.property("flow_sid")?)?;
        Some((widget, flow))
    })
}

/// A flow that runs itself, by whatever way, has no end.
fn no_circle(account: &StudioAccount) -> Result<(), Vec<Diagnostic>> {
    let count = account.flows.len();
    let all: Vec<Vec<(&Widget, usize)>> =
        account.flows.iter().map(|flow| runs(account, flow).collect()).collect();
    let mut state = vec![0_u8; count];
    for start in 0..count {
        let mut path = vec![(start, 0)];
        if std::mem::replace(&mut state[start], 1) != 0 {
            state[start] = 2;
            continue;
        }
        while let Some((at, taken)) = path.last_mut() {
            let Some(&(widget, next)) = all[*at].get(*taken) else {
                state[*at] = 2;
                path.pop();
                continue;
            };
            *taken += 1;
            match state[next] {
                0 => {
                    state[next] = 1;
                    path.push((next, 0));
                }
                1 => {
                    let told = Diagnostic::error("subflow-circle", widget.span, "this sub-flow runs the flow that runs it")
                        .label("here")
                        .help("take one of them out of the circle; the phone system stops such calls after 1,000 steps");
                    return Err(vec![told]);
                }
                _ => {}
            }
        }
    }
    Ok(())
}

/// The sub-flows whose variables are asked for behind them.
fn flows_asked_behind(account: &StudioAccount) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    for flow in &account.flows {
        let mut asked: HashSet<String> = HashSet::new();
        for widget in &flow.widgets {
            for text in widget.properties.texts() {
                asked.extend(template::paths(text));
            }
            for condition in widget.transitions.iter().flat_map(|transition| &transition.conditions) {
                asked.extend(condition.argument.iter().flat_map(|text| template::paths(text)));
                asked.extend(template::paths(&condition.value));
            }
        }
        let names: HashSet<&str> =
            asked.iter().filter_map(|path| path.strip_prefix("widgets.")?.split('.').next()).collect();
        found.extend(
            runs(account, flow).filter(|(widget, _)| names.contains(widget.name.as_str())).map(|(_, to)| to),
        );
    }
    found
}

/// The largest number that a condition names, and one more: numbers above are told apart by nothing.
fn most_counted(account: &StudioAccount) -> i32 {
    let mut most = 9;
    let widgets = || account.flows.iter().flat_map(|flow| &flow.widgets);
    let conditions =
        widgets().flat_map(|widget| &widget.transitions).flat_map(|transition| &transition.conditions);
    let texts = conditions.flat_map(|condition| condition.value.split(','));
    let numbers = texts.filter_map(|text| text.trim().parse::<f64>().ok());
    for number in numbers.filter(|number| number.abs() < MOST_COUNTED) {
        most = most.max(number.abs().ceil() as i32 + 1);
    }
    most
}

/// What those are called to whom widgets put calls through: by the widget, and by the flow too where two are called alike.
fn titles(account: &StudioAccount) -> BTreeMap<(usize, usize), String> {
    let mut all: Vec<((usize, usize), String)> = Vec::new();
    for (at, flow) in account.flows.iter().enumerate() {
        for (widget, own) in flow.widgets.iter().enumerate() {
            if matches!(own.kind.as_str(), "send-to-flex" | "enqueue-call" | "connect-call-to") {
                let queue = own.property("queue_name").filter(|name| !name.contains(['{', '$']));
                all.push(((at, widget), queue.unwrap_or_else(|| called(&own.name))));
            }
        }
    }
    let mut flows: HashMap<&str, BTreeSet<usize>> = HashMap::new();
    for ((at, _), title) in &all {
        flows.entry(title).or_default().insert(*at);
    }
    let is_shared: HashSet<String> =
        flows.iter().filter(|(_, flows)| flows.len() > 1).map(|(title, _)| (*title).to_owned()).collect();
    let named = all.into_iter().map(|((at, widget), title)| {
        let title =
            if is_shared.contains(&title) { format!("{} {title}", account.flows[at].name) } else { title };
        ((at, widget), title)
    });
    named.collect()
}

/// `send_to_queue_sales` is called `queue sales`.
fn called(name: &str) -> String {
    let name = spaced(name);
    let short =
        ["send call to ", "send to ", "connect call to ", "connect to ", "transfer to ", "forward to "]
            .iter()
            .find_map(|begin| name.strip_prefix(begin))
            .filter(|rest| rest.chars().any(char::is_alphabetic) && !rest.starts_with("flex"));
    short.map_or_else(|| name.clone(), str::to_owned)
}

/// A line for each number that leads here or that a split names, and one for all others.
fn lines(account: &mut StudioAccount, entries: &[usize]) -> Vec<FlowLine<CallState>> {
    let named = numbers_of_splits(account);
    let mut lines = Vec::new();
    let mut own = Vec::new();
    for &at in entries {
        let flow = &account.flows[at];
        let Some(start) = flow.start else { continue };
        let dialed: Vec<String> = account
            .numbers
            .iter()
            .filter(|number| account.flow_at(&number.flow) == Some(at) && number.number.starts_with('+'))
            .map(|number| number.number.clone())
            .collect();
        let title = flow.name.trim_start_matches(|c: char| !c.is_alphanumeric());
        let title: String =
            title.chars().take(1).flat_map(char::to_uppercase).chain(title.chars().skip(1)).collect();
        let title = if title.is_empty() { "Calls".to_owned() } else { title };
        let place = FlowPlace { span: flow.widgets[start].span, words: format!("flow {}", flow.name) };
        let line =
            |name: String, title: String, dialed: Vec<String>, called: Option<&str>, assumed: Vec<String>| {
                FlowLine {
                    name,
                    dialed,
                    title,
                    start: CallState::new(at, Place::Widget(start), called.map(Into::into)),
                    place: place.clone(),
                    assumed,
                }
            };
        let name = slug(&flow.name, "line");
        if named.is_empty() {
            let assumed = if dialed.is_empty() {
                vec!["The files do not say which number leads here.".to_owned()]
            } else {
                Vec::new()
            };
            lines.push(line(name, title, dialed, None, assumed));
            continue;
        }
        // Where splits tell numbers apart, each has a line of its own.
        let numbers: BTreeSet<&String> = dialed.iter().chain(&named).collect();
        for number in numbers {
            let assumed = if dialed.contains(number) {
                Vec::new()
            } else {
                vec!["The flow tells callers of this number apart.".to_owned()]
            };
            let (name, title) =
                (format!("{name}-{}", number.trim_start_matches('+')), format!("{title} {number}"));
            lines.push(line(name, title, vec![number.clone()], Some(number), assumed));
            own.push(number.clone());
        }
        if dialed.is_empty() {
            let assumed = vec!["This is for all other numbers that lead here.".to_owned()];
            lines.push(line(name, title, Vec::new(), None, assumed));
        }
    }
    account.lines = own;
    lines
}

/// The whole numbers that splits look for in the number that was dialed.
fn numbers_of_splits(account: &StudioAccount) -> Vec<String> {
    let mut found = BTreeSet::new();
    for widget in account.flows.iter().flat_map(|flow| &flow.widgets) {
        let input = widget.property("input").unwrap_or_default();
        for condition in widget.transitions.iter().flat_map(|transition| &transition.conditions) {
            let subject = condition.argument.as_deref().unwrap_or(&input);
            let is_called = template::paths(subject).iter().any(|path| {
                path.ends_with("call.To") || path.ends_with("call.Called") || path == "flow.channel.address"
            });
            if !is_called {
                continue;
            }
            for value in condition.value.split(',') {
                let digits: String = value.chars().filter(char::is_ascii_digit).collect();
                let is_number = value.trim().chars().all(|c| c.is_ascii_digit() || c == '+');
                if is_number && (10..=15).contains(&digits.len()) {
                    found.insert(format!("+{digits}"));
                }
            }
        }
    }
    found.into_iter().collect()
}
