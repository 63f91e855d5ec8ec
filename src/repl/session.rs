use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use super::setting::SessionSettings;

use jiff::{SignedDuration, Timestamp};

use super::command::{CommandError, CommandSpec, GROUPS, HookState, PhoneCommand};
use super::drive::{LiveCall, LiveClock};
use super::refusal::CommandRefusal;
use super::scenario::scenario;
use super::teller::Teller;
use super::whereabouts;
use crate::base::diagnostic::{has_errors, render};
use crate::base::text::{Paint, safe};
use crate::call::report::{CallBody, CallText, TraceText, clock};
use crate::call::{Caller, KeySequence, Press};
use crate::directory;
use crate::directory::report::{HoursReport, LinesReport, SearchResults};
use crate::explore::Quoted;
use crate::files::load::{self};
use crate::files::save;
use crate::number::Dialed;
use crate::picture::{Forest, Marks, PictureDetail, PictureMoment, Tree};
use crate::plan::{Dialable, LineId, Plan, StepKind};
use crate::time::moment::{self, MomentError};

/// The phone: a clock, a caller, and the present call or the last one.
///
/// What there is to show is added to the `out` of each method.
#[derive(Debug)]
pub struct PhoneSession {
    setting: SessionSettings,
    /// The plan as it begins, with those that follow it.
    timeline: Arc<Plan>,
    call: Option<LiveCall>,
    teller: Teller,
}

/// Why no number can be dialed.
const DIAL_ON_CALL: &str = "a call is in progress: `hangup` before you dial another number";
/// Why the clock cannot be set.
const SET_ON_CALL: &str =
    "the clock cannot be set during a call: `wait 90s` lets time pass, `hangup` ends the call";

/// Whether to go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flow {
    /// Go on.
    GoOn,
    /// The person wants to leave.
    Quit,
}

impl PhoneSession {
    /// A phone that nobody has dialed yet.
    #[must_use]
    pub fn new(setting: SessionSettings) -> Self {
        let teller = Teller::new(setting.pace, setting.paint);
        let timeline = Arc::clone(&setting.plan);
        let mut session = Self { setting, timeline, call: None, teller };
        session.take_plan_of_the_day();
        session
    }

    /// Takes up the plan that is in force by the clock. Gives whether that is another one.
    fn take_plan_of_the_day(&mut self) -> bool {
        let plan = self.timeline.in_force(self.setting.clock.now());
        let is_other = !Arc::ptr_eq(&plan, &self.setting.plan);
        self.setting.plan = plan;
        is_other
    }

    /// What the session is set to.
    pub(super) fn setting(&self) -> &SessionSettings {
        &self.setting
    }

    /// What the session is set to, to be changed.
    pub(super) fn setting_mut(&mut self) -> &mut SessionSettings {
        &mut self.setting
    }

    /// The present call or the last one.
    pub(super) fn call_mut(&mut self) -> Option<&mut LiveCall> {
        self.call.as_mut()
    }

    /// Tells from now on for a screen of so many columns, or for none.
    pub(super) fn fit(&mut self, columns: Option<usize>) {
        self.setting.paint = self.setting.paint.within(columns);
        self.teller.fit(self.setting.paint);
    }

    /// Colors, and how wide the screen is.
    pub(super) fn paint(&self) -> Paint {
        self.setting.paint
    }

    /// The plan in force.
    #[must_use]
    pub fn plan(&self) -> &Arc<Plan> {
        &self.setting.plan
    }

    /// The clock.
    #[must_use]
    pub fn clock(&self) -> &LiveClock {
        &self.setting.clock
    }

    /// Whether a call is on.
    #[must_use]
    pub fn phone(&self) -> HookState {
        match &self.call {
            Some(call) if !call.is_over() && call.takes_keys() => HookState::OnCall,
            Some(call) if !call.is_over() => HookState::Closing,
            _ => HookState::Idle,
        }
    }

    /// The next instant at which there is something to tell without anybody doing anything.
    #[must_use]
    pub fn due(&self) -> Option<Timestamp> {
        let call = self.call.as_ref().and_then(LiveCall::due);
        [call, self.teller.due()].into_iter().flatten().min()
    }

    /// Tells what has happened by now.
    pub fn catch_up(&mut self, out: &mut String) {
        if let Some(call) = &mut self.call {
            let now = self.setting.clock.now();
            call.catch_up(now);
            self.teller.tell(call, now, out);
        }
    }

    /// Stays on the line until the system ends the call, if one is on.
    pub fn stay_on_the_line(&mut self, out: &mut String) {
        while let Some(due) = self.call.as_ref().and_then(LiveCall::due) {
            self.setting.clock.set(due);
            self.catch_up(out);
        }
    }

    /// Does what a typed line says.
    pub fn line(&mut self, line: &str, out: &mut String) -> Result<Flow, CommandRefusal> {
        self.catch_up(out);
        let phone = self.phone();
        let is_line = || directory::number(self.plan(), line).is_ok();
        let command = match PhoneCommand::parse(line, phone) {
            // The name of a line alone dials it.
            Err(CommandError::Unknown(..)) if phone != HookState::OnCall && is_line() => {
                PhoneCommand::Dial(line.to_owned())
            }
            // Whoever types the number of a line into a menu wants to call there.
            Ok(PhoneCommand::Press(_)) if self.is_another_number(line) => {
                return Err(CommandRefusal::NumberOnCall(line.trim().to_owned()));
            }
            // What is neither a command nor a number may be what somebody wants; questions can begin as commands do.
            Err(CommandError::Unknown(_, near)) if self.is_asked_for(line, near.is_some()) => {
                PhoneCommand::Find(line.trim().to_owned())
            }
            Err(CommandError::TooMuch(..) | CommandError::Duration(_) | CommandError::NoSuchHelp(..))
                if self.is_asked_for(line, true) =>
            {
                PhoneCommand::Find(line.trim().to_owned())
            }
            Ok(PhoneCommand::Dial(text))
                if text == line.trim() && !is_line() && self.is_asked_for(line, false) =>
            {
                PhoneCommand::Find(text)
            }
            parsed => parsed?,
        };
        self.obey(command, out)
    }

    /// Whether the plan has something for these words. Where they are nearly a command, it must have the words themselves.
    fn is_asked_for(&self, line: &str, is_near: bool) -> bool {
        let plan = self.plan();
        let has_letters = line.contains(char::is_alphabetic);
        let is_found = || !directory::search(plan, line).is_empty();
        has_letters && (!is_near || directory::is_about(plan, line)) && is_found()
    }

    /// Whether these keys are a number of the plan, and the call is where one key is enough.
    fn is_another_number(&self, line: &str) -> bool {
        let Some(call) = self.call.as_ref().map(LiveCall::call) else { return false };
        let step = call.state().step().map(|step| &call.plan().step(step).kind);
        let is_at_menu = !matches!(step, Some(StepKind::Input(_)));
        let number = || directory::number(self.plan(), line).ok();
        is_at_menu && number().is_some_and(|number| self.plan().dial(number).is_some())
    }

    /// Obeys a command.
    pub fn obey(&mut self, command: PhoneCommand, out: &mut String) -> Result<Flow, CommandRefusal> {
        self.catch_up(out);
        self.take_plan_of_the_day();
        match command {
            PhoneCommand::Dial(number) => {
                let number = match self.phone() {
                    HookState::OnCall => return Err(CommandRefusal::OnCall(DIAL_ON_CALL)),
                    HookState::Idle | HookState::Closing => directory::number(self.plan(), &number)?,
                };
                // A call that only says good-bye is of no use any more.
                if self.phone() == HookState::Closing {
                    self.hang_up(out)?;
                }
                self.dial(number, out);
            }
            PhoneCommand::Redial => {
                let number = self.last_call()?.call().dialled();
                match self.phone() {
                    HookState::OnCall => return Err(CommandRefusal::OnCall(DIAL_ON_CALL)),
                    HookState::Closing => self.hang_up(out)?,
                    HookState::Idle => {}
                }
                self.dial(number, out);
            }
            PhoneCommand::Press(keys) => self.press(&keys, out)?,
            PhoneCommand::Wait(length) => self.wait(length, out)?,
            PhoneCommand::HangUp => self.hang_up(out)?,
            PhoneCommand::At(time) => {
                self.no_call()?;
                let now = self.setting.clock.now();
                let at = directory::moment(self.plan(), &time, now)?;
                self.set_clock(at, out);
                if self.take_plan_of_the_day() {
                    let plan = &self.setting.plan;
                    let change =
                        plan.change().map_or_else(String::new, |change| format!(", {}", change.told()));
                    let _ = writeln!(out, "the plan of {} is in force{change}", plan.effective);
                }
            }
            PhoneCommand::Now => {
                self.no_call()?;
                self.set_clock((self.setting.real_time)(), out);
            }
            PhoneCommand::As(caller) => self.call_as(&caller, out)?,
            PhoneCommand::Answer(text) => self.answer(text.as_deref(), out)?,
            PhoneCommand::Quit => return Ok(Flow::Quit),
            PhoneCommand::Reload => self.reload(out)?,
            PhoneCommand::Save { path, replace } => self.save(Path::new(&path), replace, out)?,
            command => self.show(&command, out)?,
        }
        Ok(Flow::GoOn)
    }

    /// Obeys a command that only shows something.
    fn show(&self, command: &PhoneCommand, out: &mut String) -> Result<(), CommandRefusal> {
        let SessionSettings { plan, caller, clock, paint, .. } = &self.setting;
        let (now, paint) = (clock.now(), *paint);
        // Writing to a string cannot fail.
        let _ = match command {
            PhoneCommand::Lines => {
                write!(out, "{}", LinesReport::new(plan, *caller, now).table().text(paint, paint.columns()))
            }
            PhoneCommand::Find(words) => {
                let found = SearchResults::search(plan, words, *caller, now);
                if found.is_empty() {
                    writeln!(out, "nothing in the plan matches {words:?}; `lines` lists all numbers")
                } else {
                    write!(out, "{}", found.text(paint))
                }
            }
            PhoneCommand::Hours(name) => {
                let schedules = match name {
                    Some(name) => directory::schedules(plan, name)?,
                    None => plan.schedules().map(|(id, _)| id).collect(),
                };
                let rows = schedules.into_iter().map(|id| plan.schedule(id));
                let rows = rows.map(|named| (named.key.as_str(), &named.schedule)).collect();
                let zone = caller.zone_under(plan).zone;
                write!(out, "{}", HoursReport::new(rows, zone, now).table().text(paint, paint.columns()))
            }
            PhoneCommand::Map(line) => self.map(line.as_deref(), out)?,
            PhoneCommand::Where => whereabouts::tell(&self.setting, self.call.as_ref(), out),
            PhoneCommand::Why => self.last_call()?.chapters().iter().try_for_each(|chapter| {
                write!(out, "{}", TraceText { plan: &chapter.plan, record: &chapter.record, paint })
            }),
            PhoneCommand::Transcript => {
                self.last_call()?.chapters().iter().enumerate().try_for_each(|(index, chapter)| {
                    let call = CallText { plan: &chapter.plan, record: &chapter.record, why: false, paint };
                    if index == 0 { write!(out, "{call}") } else { write!(out, "{}", CallBody(call)) }
                })
            }
            PhoneCommand::Help(Some(CommandSpec { name, argument, about })) => {
                writeln!(out, "{} {argument}  {about}", paint.bold(name))
            }
            PhoneCommand::Help(None) => help(paint, out),
            _ => Ok(()),
        };
        Ok(())
    }

    fn last_call(&self) -> Result<&LiveCall, CommandRefusal> {
        self.call.as_ref().ok_or(CommandRefusal::NoCall)
    }

    fn no_call(&self) -> Result<(), CommandRefusal> {
        match self.phone() {
            HookState::OnCall | HookState::Closing => Err(CommandRefusal::OnCall(SET_ON_CALL)),
            HookState::Idle => Ok(()),
        }
    }

    fn dial(&mut self, number: Dialed, out: &mut String) {
        let SessionSettings { plan, caller, clock, answers, .. } = &self.setting;
        let call = LiveCall::dial(Arc::clone(plan), number, *caller, answers, clock.now());
        self.teller.begin(&call, out);
        self.call = Some(call);
        self.catch_up(out);
    }

    fn press(&mut self, keys: &KeySequence, out: &mut String) -> Result<(), CommandRefusal> {
        for (index, press) in keys.presses().iter().enumerate() {
            let call = self.call.as_mut().ok_or(CommandRefusal::NoCall)?;
            let over = call.is_over();
            match press {
                Press::Pause => self.pass(KeySequence::PAUSE, out)?,
                Press::Key(key) => {
                    if !self.setting.clock.is_running() {
                        self.setting.clock.set(call.until_it_listens());
                    }
                    if !call.is_over() {
                        call.press(self.setting.clock.now(), *key);
                    } else if over && index == 0 {
                        return Err(CommandRefusal::CallOver);
                    } else {
                        self.catch_up(out);
                        return Err(CommandRefusal::NotPressed(keys.presses()[index..].to_vec().into()));
                    }
                }
            }
            self.catch_up(out);
        }
        Ok(())
    }

    fn wait(&mut self, length: Option<SignedDuration>, out: &mut String) -> Result<(), CommandRefusal> {
        match (length, self.call.as_ref().and_then(LiveCall::due)) {
            (Some(length), _) => self.pass(length, out)?,
            (None, Some(_)) => {
                // The end of a prompt is nothing to hear.
                let told = out.len();
                while out.len() == told
                    && let Some(due) = self.due()
                {
                    self.setting.clock.set(due);
                    self.catch_up(out);
                }
            }
            (None, None) => return Err(CommandRefusal::NothingToWaitFor),
        }
        Ok(())
    }

    fn pass(&mut self, length: SignedDuration, out: &mut String) -> Result<(), MomentError> {
        let clock = &mut self.setting.clock;
        let then = clock.now().checked_add(length).map_err(|_| MomentError::OutOfRange)?;
        clock.set(moment::within_range(then)?);
        self.catch_up(out);
        Ok(())
    }

    /// Hangs up.
    pub fn hang_up(&mut self, out: &mut String) -> Result<(), CommandRefusal> {
        self.catch_up(out);
        let call = self.call.as_mut().ok_or(CommandRefusal::NoCall)?;
        if call.is_over() {
            return Err(CommandRefusal::CallOver);
        }
        call.hang_up(self.setting.clock.now());
        self.catch_up(out);
        Ok(())
    }

    fn set_clock(&mut self, at: Timestamp, out: &mut String) {
        self.setting.clock.set(at);
        let _ = writeln!(out, "{}", clock(at, self.plan().zone));
    }

    fn call_as(&mut self, caller: &str, out: &mut String) -> Result<(), CommandRefusal> {
        let plan = &self.setting.plan;
        let caller = match caller {
            "nobody" => Caller::default(),
            text => Caller::parse(text, plan.country)?,
        };
        let zone = caller.zone_under(plan);
        let from = if self.phone() == HookState::Idle { "" } else { "from the next call on, " };
        let _ = match caller.number {
            Some(number) => writeln!(out, "{from}{number} calls; {zone}"),
            None => writeln!(out, "{from}{zone}"),
        };
        self.setting.caller = caller;
        Ok(())
    }

    fn map(&self, line: Option<&str>, out: &mut String) -> Result<std::fmt::Result, CommandRefusal> {
        let SessionSettings { plan, caller, clock, paint, .. } = &self.setting;
        let current = self.call.as_ref().filter(|_| self.phone() != HookState::Idle);
        // After a call its menu is still of interest, under the plan that is in force now.
        let last = self.call.as_ref().and_then(|call| plan.dial(call.call().dialled()));
        let lines: Vec<LineId> = match (line, last) {
            (Some(name), _) => vec![directory::line(plan, name)?],
            (None, Some(Dialable::Line(line))) => vec![line],
            (None, _) => plan.lines().map(|(id, _)| id).collect(),
        };
        let current = current.filter(|call| std::ptr::eq(call.call().plan(), &raw const **plan));
        let here = current.and_then(|call| call.call().state().step());
        let caller_zone = match current {
            Some(call) => call.call().caller_zone().zone,
            None => caller.zone_under(plan).zone,
        };
        Ok(lines.into_iter().try_for_each(|line| {
            let forest = &Forest::of_line(plan, line, PictureDetail::Choices);
            let moment = Some(PictureMoment { at: clock.now(), caller_zone });
            write!(out, "{}", Tree { forest, moment, marks: &Marks::default(), here, paint: *paint })
        }))
    }

    fn reload(&mut self, out: &mut String) -> Result<(), CommandRefusal> {
        let reading = load::plan(&self.setting.source)?;
        let color = self.setting.paint.is_colored();
        let (diagnostics, sources) = (&reading.diagnostics, &reading.sources);
        let diagnostics = render::HumanDiagnostics { diagnostics, sources, color };
        let shown = render::FittedDiagnostics { diagnostics, columns: self.setting.paint.columns() };
        let plan = match reading.plan {
            Some(plan) if !has_errors(&reading.diagnostics) => Arc::new(plan),
            _ => return Err(CommandRefusal::Mistakes(shown.to_string())),
        };
        let _ = write!(out, "{shown}");
        let name = safe(&plan.name).to_string();
        self.timeline = Arc::clone(&plan);
        self.setting.plan = plan;
        self.take_plan_of_the_day();
        let plan = Arc::clone(&self.setting.plan);
        let call = self.call.as_mut().filter(|call| !call.is_over());
        let _ = match call.map(|call| call.go_on_under(plan)) {
            None => writeln!(out, "{name} was reloaded"),
            Some(true) => writeln!(out, "{name} was reloaded; the call continues where it was"),
            Some(false) => {
                writeln!(
                    out,
                    "{name} was reloaded; it has changed at this point of the call, so the call continues under \
                     the old plan"
                )
            }
        };
        self.catch_up(out);
        Ok(())
    }

    /// The last call as a scenario file that will stand at this path, so that it names the plan as seen from there.
    pub fn scenario_for(&self, path: &Path) -> Result<String, CommandRefusal> {
        let failed = |error| CommandRefusal::Place(path.to_owned(), error);
        let plan = self.setting.source.seen_from(path).map_err(failed)?;
        Ok(scenario(self.last_call()?, plan.as_deref())?)
    }

    fn save(&self, path: &Path, replace: bool, out: &mut String) -> Result<(), CommandRefusal> {
        let text = self.scenario_for(path)?;
        let written = if replace { save::replace(path, &text) } else { save::new(path, &text) };
        written.map_err(|error| {
            if error.is_in_the_way() {
                CommandRefusal::InTheWay(path.to_owned())
            } else {
                CommandRefusal::Save(error)
            }
        })?;
        let path = path.to_string_lossy();
        let _ = writeln!(out, "{text}\nsaved; `ivrsim test {}` replays this call", Quoted(&path));
        Ok(())
    }
}

fn help(paint: Paint, out: &mut String) -> std::fmt::Result {
    for (heading, specs) in GROUPS {
        writeln!(out, "{}", paint.bold(heading))?;
        for CommandSpec { name, argument, about } in *specs {
            let typed = format!("{name} {argument}");
            writeln!(out, "  {typed:<16}  {}", paint.dim(about))?;
        }
    }
    writeln!(out, "During a call the keys 0-9 * # are pressed as you type them, without Enter.")?;
    writeln!(out, "A line that starts with // is a comment.")
}
