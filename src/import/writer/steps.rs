//! The table of each step.

use super::layout::FlowLayout;
use super::prompts::Prompts;
use super::schedules::Schedules;
use super::table::{Table, duration, inline, list};
use crate::base::tidy::quoted;
use crate::import::flow::{Act, Ask, Condition, EntryPattern, Flow, FlowEnd, NodeId, Transfer};
use crate::import::missteps::{AskedAgain, Misstep};
use crate::import::secrets::without_secrets;
use crate::plan::{EntryCompletion, Key};

/// What a menu may wait, in milliseconds.
const WAITS: (u64, u64) = (1_000, 300_000);

/// So many digits an entry has at most where nothing says.
const LONGEST_ENTRY: u8 = 20;

/// What it may ring.
const RINGS: (u64, u64) = (1_000, 3_600_000);

/// What tables of steps are made of.
pub(super) struct StepWriter<'f, 'w> {
    pub(super) flow: &'f Flow,
    pub(super) layout: &'f FlowLayout<'f>,
    pub(super) schedules: &'f Schedules,
    pub(super) prompts: Prompts<'w>,
}

impl StepWriter<'_, '_> {
    /// The table of a node, with where it comes from.
    pub(super) fn table(&mut self, id: NodeId, source: &str) -> Option<Table> {
        let flow = self.flow;
        let layout = self.layout;
        let node = &flow.nodes[id.index()];
        let name = layout.names.get(&id)?;
        let mut assumed = node.assumed.clone();
        let mut table = match &node.act {
            Act::Say { said, then } => {
                let mut table = Table::new(format!("messages.{name}"));
                self.prompt(&mut table, said);
                table.text("then", &layout.target(flow, *then));
                table
            }
            Act::Ask(ask) => self.asked(name, ask, layout.menus.get(&id)?, &mut assumed),
            Act::Branch { cases, otherwise } => self.switch(name, cases, *otherwise),
            Act::Transfer(transfer) => self.destination(name, transfer, &mut assumed),
            Act::Voicemail { title, said } => {
                let mut table = Table::new(format!("voicemails.{name}"));
                table.text("name", &plain_title(title));
                if said.is_empty() {
                    table.text("sound", "silence.wav");
                    table.raw("say_seconds", "0");
                } else {
                    self.prompt(&mut table, said);
                }
                table
            }
            Act::End(_) => return None,
        };
        if let Some(gate) = layout.gates.get(&id) {
            assumed.extend(flow.nodes[gate.branch.index()].assumed.iter().cloned());
            table.text("hours", self.schedules.name(gate.rule));
            table.text("closed", &layout.target(flow, gate.closed));
        }
        table.source(source, &assumed);
        Some(table)
    }

    fn prompt(&mut self, table: &mut Table, said: &[crate::import::flow::Sound]) {
        for (key, value) in self.prompts.values(said) {
            table.raw(&key, value);
        }
    }

    #[expect(clippy::too_many_lines, reason = "a step in the order in which it is written")]
    fn asked(
        &mut self,
        name: &str,
        ask: &Ask<NodeId>,
        asked: &AskedAgain,
        assumed: &mut Vec<String>,
    ) -> Table {
        // Where an entry is complete as soon as it is clear, keys and longer entries stand side by side.
        let is_menu = ask.reading.complete == EntryCompletion::Clear
            || (ask.reading.most == 1 && ask.entries.iter().all(|(entry, _)| entry.one_key().is_some()))
            // What takes no entry at all, and counts those that are made.
            || (ask.entries.is_empty()
                && matches!(&asked.other, Misstep::Again { say, tries, .. } if tries.is_some() || !say.is_empty()));
        let mut table = Table::new(format!("{}.{name}", if is_menu { "menus" } else { "inputs" }));
        if ask.said.is_empty() {
            table.text("sound", "silence.wav");
            table.raw("say_seconds", "0");
        } else {
            self.prompt(&mut table, &ask.said);
        }
        if !ask.barge_in {
            table.raw("barge_in", "false");
        }
        if ask.wait < WAITS.0 {
            assumed.push("The system does not wait behind these words. The plan waits a second, the shortest that it can.".to_owned());
        }
        table.raw("wait", duration(ask.wait, WAITS.0, WAITS.1));
        let is_long = ask.entries.iter().any(|(entry, _)| entry.one_key().is_none());
        if is_long || !is_menu {
            table.raw("between_digits", duration(ask.reading.between_digits, WAITS.0, WAITS.1));
        }
        if !is_menu {
            table.raw("min_digits", "1");
            table.raw("max_digits", ask.reading.most.clamp(1, 32).to_string());
            if let Some(key) = ask.reading.terminator {
                table.text("terminator", &key.to_string());
            }
            table.text("complete", "pause");
        }
        match asked.again.as_deref() {
            // The words that are left belong to the missteps.
            Some([]) => table.text("again", ""),
            Some(again) => {
                for (key, value) in self.prompts.values(again) {
                    let key = match key.as_str() {
                        "sound" => "again_sound",
                        "say_seconds" => "again_seconds",
                        _ => "again",
                    };
                    table.raw(key, value);
                }
            }
            None => {}
        }
        let counts = |misstep: &Misstep| matches!(misstep, Misstep::Again { tries: Some(_), .. });
        if asked.together && counts(&asked.silence) && counts(&asked.other) {
            table.text("counter", "together");
        }
        let mut ways = Vec::new();
        // An input leads somewhere, if only to itself or to the end.
        let leads = |misstep: &Misstep| match misstep {
            Misstep::Way(to) => !matches!(self.flow.nodes[to.index()].act, Act::End(FlowEnd::HangUp)),
            Misstep::Again { .. } => false,
        };
        let leads_nowhere =
            !is_menu && ask.entries.is_empty() && ![&asked.silence, &asked.other].into_iter().any(leads);
        for (key, word, misstep) in
            [("no_input", "silence", &asked.silence), ("no_match", "other", &asked.other)]
        {
            match misstep {
                Misstep::Way(to) => match self.flow.nodes[to.index()].act {
                    Act::End(FlowEnd::HangUp) if leads_nowhere && word == "other" => {
                        ways.push((word.to_owned(), quoted("hang-up")));
                    }
                    Act::End(FlowEnd::HangUp) => {
                        table.raw(
                            key,
                            inline(&[
                                ("tries".to_owned(), "1".to_owned()),
                                ("then".to_owned(), quoted("hang-up")),
                            ]),
                        );
                    }
                    _ => ways.push((word.to_owned(), quoted(&self.layout.target(self.flow, *to)))),
                },
                Misstep::Again { say, tries: None, .. }
                    if leads_nowhere && word == "other" && say.is_empty() =>
                {
                    ways.push((word.to_owned(), quoted(name)));
                }
                again @ Misstep::Again { .. } => {
                    let values = self.again(again);
                    table.raw(key, inline(&values));
                }
            }
        }
        let mut entries = self.entries(ask);
        if is_menu {
            let (mut keys, long): (Vec<_>, Vec<_>) = entries.into_iter().partition(|(key, _)| is_key(key));
            // As people list them.
            keys.sort_by_key(|(key, _)| "1234567890*#".find(key.as_str()));
            if keys.is_empty() && ways.is_empty() {
                table.raw("keys", "{}");
            }
            for (key, to) in keys.into_iter().chain(ways) {
                table.key(&key, to);
            }
            for (entry, to) in long {
                table.entry(&entry, to);
            }
        } else {
            entries.extend(ways);
            table.raw("routes", inline(&entries));
        }
        table
    }

    /// What callers can press or enter, each with where it leads; each once.
    fn entries(&self, ask: &Ask<NodeId>) -> Vec<(String, String)> {
        let mut entries: Vec<(String, String)> = Vec::new();
        for (entry, to) in &ask.entries {
            let target = quoted(&self.layout.target(self.flow, *to));
            for pattern in patterns(entry, ask.reading.most) {
                if !entries.iter().any(|(known, _)| *known == pattern) {
                    entries.push((pattern, target.clone()));
                }
            }
        }
        entries
    }

    fn again(&mut self, misstep: &Misstep) -> Vec<(String, String)> {
        let Misstep::Again { say, barge_in, tries } = misstep else { return Vec::new() };
        let mut values = self.prompts.values(say);
        if values.is_empty() {
            values.push(("say".to_owned(), "\"\"".to_owned()));
        }
        match tries {
            Some((tries, then)) => {
                values.push(("tries".to_owned(), tries.to_string()));
                values.push(("then".to_owned(), quoted(&self.layout.target(self.flow, *then))));
            }
            None => values.push(("unlimited".to_owned(), "true".to_owned())),
        }
        if !barge_in && !say.is_empty() {
            values.push(("barge_in".to_owned(), "false".to_owned()));
        }
        values
    }

    fn switch(&self, name: &str, cases: &[(Condition, NodeId)], otherwise: NodeId) -> Table {
        let mut table = Table::new(format!("switches.{name}"));
        let mut rows = Vec::new();
        for (condition, to) in cases {
            let then = ("then".to_owned(), quoted(&self.layout.target(self.flow, *to)));
            let asked = match condition {
                Condition::Open(rule) => ("open".to_owned(), quoted(self.schedules.name(rule))),
                Condition::Answer { question, values } => {
                    let value = match values.as_slice() {
                        [one] => quoted(one),
                        many => list(many),
                    };
                    (format!("answer.{question}"), value)
                }
                Condition::Line(lines) => ("line".to_owned(), list(lines)),
                Condition::Caller(numbers) => ("caller".to_owned(), list(numbers)),
                Condition::Entered(entries) => {
                    let patterns: Vec<String> =
                        entries.iter().flat_map(|entry| patterns(entry, LONGEST_ENTRY)).collect();
                    ("entered".to_owned(), list(&patterns))
                }
            };
            let key =
                if asked.0.contains('.') { asked.0.clone() } else { super::table::bare_or_quoted(&asked.0) };
            rows.push(format!("{{ {key} = {}, {} = {} }}", asked.1, then.0, then.1));
        }
        table.raw("cases", format!("[\n{},\n]", rows.join(",\n")));
        table.text("otherwise", &self.layout.target(self.flow, otherwise));
        table
    }

    fn destination(&mut self, name: &str, transfer: &Transfer<NodeId>, assumed: &mut Vec<String>) -> Table {
        let mut table = Table::new(format!("destinations.{name}"));
        table.text("name", &plain_title(&transfer.title));
        self.prompt(&mut table, &transfer.said);
        if transfer.callback {
            table.raw("callback", "true");
            return table;
        }
        let target = |to: NodeId| self.layout.target(self.flow, to);
        let is_end = |to: &Option<NodeId>| {
            to.is_none_or(|to| matches!(self.flow.nodes[to.index()].act, Act::End(FlowEnd::HangUp)))
        };
        let Transfer { unanswered, busy, full, ended, .. } = transfer;
        // Where nothing follows but the end, nothing is said of it.
        if unanswered.is_none() && [busy, full, ended].into_iter().all(is_end) {
            return table;
        }
        if let Some(to) = unanswered {
            if let Some(rings) = transfer.rings {
                table.raw("rings", duration(rings, RINGS.0, RINGS.1));
            }
            table.text("unanswered", &target(*to));
        }
        if let Some(to) = busy {
            table.text("busy", &target(*to));
        }
        if let Some(to) = full.filter(|_| full != busy) {
            if busy.is_some() {
                assumed.push("`full` stands for phones that cannot be reached.".to_owned());
            }
            table.text("full", &target(to));
        }
        if let Some(to) = ended.filter(|_| !is_end(ended)) {
            table.text("ended", &target(to));
        }
        table
    }
}

/// Whether this is a key of a phone.
fn is_key(text: &str) -> bool {
    text.len() == 1 && text.chars().all(|key| Key::new(key).is_some())
}

/// A title without what prompts would take for placeholders.
pub(super) fn plain_title(title: &str) -> String {
    let title = without_secrets(title);
    let clean: String =
        title.chars().filter(|c| !matches!(c, '{' | '}') && !c.is_control()).take(120).collect();
    let clean = clean.split_whitespace().collect::<Vec<_>>().join(" ");
    if clean.is_empty() { "somebody".to_owned() } else { clean }
}

/// A pattern as plans write them: keys, `x` for any digit, brackets for one of theirs; one for each length where more keys may
/// follow.
fn patterns(entry: &EntryPattern, most: u8) -> Vec<String> {
    let text = entry.text();
    let Some(more) = entry.more else { return vec![text] };
    let length = entry.keys.len();
    let behind = usize::from(more)..=usize::from(most).saturating_sub(length);
    behind
        .filter(|behind| length + behind > 0)
        .map(|behind| format!("{text}{}", "x".repeat(behind)))
        .collect()
}
