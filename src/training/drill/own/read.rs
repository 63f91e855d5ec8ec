use std::collections::HashSet;
use std::sync::Arc;

use super::raw::{self, PlacedText};
use crate::base::diagnostic::{Diagnostic, breaks_line, did_you_mean, has_errors, tell_unseen};
use crate::base::document::{Document, TableOwner, Vocabulary, decode};
use crate::base::source::{FileId, Sources, Span};
use crate::call::Caller;
use crate::directory::names::{plain, slug};
use crate::directory::team::{Team, status};
use crate::directory::teams::Teams;
use crate::plan::{Plan, PlanLimits, StepId, StepKind};
use crate::time::moment;
use crate::training::drill::about::{CardSubject, OwnQuestion};
use crate::training::drill::apart::{Apart, told_apart};
use crate::training::drill::card::{Card, CardKind};
use crate::training::drill::deck::Deck;
use crate::training::drill::meaning::is_also_right;
use crate::training::drill::moments::Situation;

/// What the shared reader says of files of questions.
static VOCABULARY: Vocabulary = Vocabulary {
    short_forms: &[],
    inner_tables: &[("RawQuestion", "this question")],
    examples: &[
        ("name", "\"what it is called\""),
        ("ask", "\"Which ZIP code is for FedEx?\""),
        ("accept", "[\"38153\"]"),
        ("at", "\"2026-03-02 10:00\""),
    ],
    listed: &["question"],
    ..Vocabulary::PLAIN
};

/// The cards of some files of own questions, checked against the plan; everything that is wrong is said. None: there are
/// errors among what was said.
pub fn own_questions(
    plan: &Plan,
    sources: &Sources,
    files: &[FileId],
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Deck> {
    let before = diagnostics.len();
    let mut lower = QuestionLowering {
        plan,
        teams: Arc::new(if files.is_empty() { Teams::default() } else { Teams::of(plan, plan.language).0 }),
        known: HashSet::new(),
        diagnostics: Vec::new(),
    };
    let mut cards = Vec::new();
    for file in files {
        let document = Document::parse(*file, sources.file(*file).text(), &VOCABULARY, diagnostics);
        lower.file(&document, &mut cards, diagnostics);
        diagnostics.append(&mut lower.diagnostics);
    }
    tell_unseen(&mut diagnostics[before..], sources);
    let apart = |card: Card| {
        let name = card.name.clone();
        (card, Apart { by: String::new(), name })
    };
    let cards = cards.into_iter().map(apart).collect();
    (!has_errors(&diagnostics[before..])).then(|| Deck::from_cards(told_apart(cards)))
}

const LIMITS: PlanLimits = PlanLimits::STANDARD;

/// What a text of a question is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Extent {
    /// Short, and on one line.
    Name,
    /// A sentence or more.
    Sentences,
}

struct QuestionLowering<'p> {
    plan: &'p Plan,
    teams: Arc<Teams>,
    /// How the names so far look.
    known: HashSet<String>,
    diagnostics: Vec<Diagnostic>,
}

impl QuestionLowering<'_> {
    fn file(&mut self, document: &Document<'_>, cards: &mut Vec<Card>, diagnostics: &mut Vec<Diagnostic>) {
        for (name, value) in document.top_level() {
            let span = document.span(name.span());
            match (name.get_ref().as_ref(), value.get_ref().as_array()) {
                _ if document.is_broken(name.span()) => {}
                ("question", Some(questions)) => {
                    for question in questions {
                        let span = document.first_line(question.span());
                        let owner = TableOwner { words: "this question", span };
                        if let Some(raw) = decode::<raw::RawQuestion>(document, question, owner, diagnostics)
                        {
                            cards.extend(self.question(&raw, span));
                        }
                    }
                }
                ("question", None) => diagnostics.push(
                    Diagnostic::error("wrong-type", span, "`question` must be a list of tables")
                        .help("write `[[question]]`, with double brackets, above each question"),
                ),
                (word, _) => {
                    let error = Diagnostic::error(
                        "unknown-section",
                        span,
                        format!("`{word}` does not belong in a questions file"),
                    );
                    diagnostics.push(error.help("it has `[[question]]`"));
                }
            }
        }
    }

    fn error(&mut self, code: &'static str, span: Span, message: impl Into<String>, help: impl Into<String>) {
        self.diagnostics.push(Diagnostic::error(code, span, message).help(help));
    }

    fn question(&mut self, raw: &raw::RawQuestion, header: Span) -> Option<Card> {
        let name = self.text(Some(&raw.name), Extent::Name)?;
        let id = format!("{}/{}", CardKind::Own.word(), slug(&name));
        if !self.known.insert(plain(&name)) {
            let message = format!("there is another question \"{name}\"");
            self.error("duplicate-name", raw.name.span, message, "give each question a name of its own");
            return None;
        }
        let own = match (&raw.ask, &raw.request) {
            (Some(ask), None) => self.typed(raw, ask, header)?,
            (None, Some(request)) => self.request(raw, request, header)?,
            _ => {
                let help = "write `ask` and `accept`, or `request`, `at` and `right`";
                self.error("no-question", header, "a question either asks for words or for a call", help);
                return None;
            }
        };
        let fact = match &own {
            OwnQuestion::Typed { accept, .. } => accept.join(" or "),
            OwnQuestion::Request { right, .. } => {
                let fact =
                    |(team, steps): &(usize, Vec<StepId>)| self.teams[*team].doors_fact_of(self.plan, steps);
                right.iter().map(fact).collect::<Vec<_>>().join(" or ")
            }
        };
        let teams = Arc::clone(&self.teams);
        let (only, about) = (String::new(), CardSubject::Own(own));
        Some(Card { id, kind: CardKind::Own, line: None, fact, name, only, about, teams })
    }

    /// A text that says something, within the limits of all texts. A tab is a space: screens and papers set it as they like.
    fn text(&mut self, text: Option<&PlacedText>, kind: Extent) -> Option<String> {
        let text = text?;
        let written = text.given()?.trim().replace('\t', " ");
        let has_lines = kind == Extent::Sentences;
        let is_control = |c: char| breaks_line(c) && !(has_lines && matches!(c, '\n' | '\r'));
        let most = if has_lines { LIMITS.prompt_characters } else { LIMITS.name_characters };
        let count = written.chars().count();
        if written.is_empty() {
            self.error("empty-text", text.span, "this text is empty", "write something between the quotes");
            return None;
        }
        if let Some(control) = written.chars().find(|&c| is_control(c)) {
            let what = if matches!(control, '\n' | '\r') {
                "a line break".to_owned()
            } else {
                format!("the control character U+{:04X}", control as u32)
            };
            let help = "remove it; texts can be shown anywhere";
            self.error("control-character", text.span, format!("this text contains {what}"), help);
            return None;
        }
        if count > most {
            let message = format!("this text has {count} characters; the limit is {most}");
            self.error("text-too-long", text.span, message, "use fewer words");
            return None;
        }
        Some(written)
    }

    fn texts(
        &mut self,
        texts: Option<&crate::base::document::OneOrMany<PlacedText>>,
        kind: Extent,
    ) -> Vec<(String, Span)> {
        let texts = texts.map(|texts| texts.values.as_slice()).unwrap_or_default();
        texts.iter().filter_map(|text| Some((self.text(Some(text), kind)?, text.span))).collect()
    }

    fn typed(&mut self, raw: &raw::RawQuestion, ask: &PlacedText, header: Span) -> Option<OwnQuestion> {
        let for_calls = [raw.at.as_ref(), raw.from.as_ref()].into_iter().flatten().map(|text| text.span);
        let for_calls: Vec<Span> = for_calls.chain(raw.right.as_ref().map(|right| right.span)).collect();
        for span in for_calls {
            self.error("unknown-key", span, "this belongs to a `request`, not to `ask`", "remove it");
        }
        let accept: Vec<String> =
            self.texts(raw.accept.as_ref(), Extent::Sentences).into_iter().map(|(text, _)| text).collect();
        if accept.is_empty() && raw.accept.as_ref().is_some_and(|accept| !accept.values.is_empty()) {
            return None;
        }
        if accept.is_empty() {
            let help = "write `accept = [\"...\"]` with the answers that are right";
            self.error("missing-key", header, "this question accepts no answers", help);
            return None;
        }
        let mut wrong = Vec::new();
        for (text, span) in self.texts(raw.wrong.as_ref(), Extent::Sentences) {
            if is_also_right(self.plan, &text, &accept) {
                let help = "offer something that cannot pass as an accepted answer";
                self.error("also-right", span, "this wrong answer would be accepted", help);
            } else {
                wrong.push(text);
            }
        }
        let why = self.text(raw.why.as_ref(), Extent::Sentences).unwrap_or_default();
        Some(OwnQuestion::Typed { ask: self.text(Some(ask), Extent::Sentences)?, accept, wrong, why })
    }

    fn request(&mut self, raw: &raw::RawQuestion, request: &PlacedText, header: Span) -> Option<OwnQuestion> {
        for texts in [&raw.accept, &raw.wrong].into_iter().flatten() {
            self.error(
                "unknown-key",
                texts.span,
                "a `request` is answered by a call",
                "write `right` instead",
            );
        }
        let from = match &raw.from {
            None => Some(Caller { number: None, zone: Some(self.plan.zone) }),
            Some(text) => {
                let caller =
                    self.text(Some(text), Extent::Name).map(|from| Caller::parse(&from, self.plan.country));
                if let Some(Err(error)) = &caller {
                    self.error("bad-caller", text.span, error.to_string(), "write a number or a time zone");
                }
                caller.and_then(Result::ok)
            }
        };
        let at = match &raw.at {
            None => {
                let help = "write `at = \"2026-03-02 10:00\"`";
                self.error("missing-key", header, "this request does not say when it is made", help);
                None
            }
            Some(text) => {
                let at = self.text(Some(text), Extent::Name).map(|at| moment::parse(&at, self.plan.zone));
                if let Some(Err(error)) = &at {
                    self.error("bad-time", text.span, error.to_string(), "write the date and the time");
                }
                at.and_then(Result::ok)
            }
        };
        let mut right: Vec<(usize, Vec<StepId>)> = Vec::new();
        let named = self.texts(raw.right.as_ref(), Extent::Name);
        if named.is_empty() && raw.right.as_ref().is_none_or(|right| right.is_given) {
            self.error(
                "missing-key",
                header,
                "this request does not say who handles it",
                "write `right = \"the name of a destination\"`",
            );
        }
        for (name, span) in named {
            let Some((team, step)) = self.destination(&name, span) else { continue };
            match right.iter_mut().find(|(known, _)| *known == team) {
                Some((_, steps)) => steps.push(step),
                None => right.push((team, vec![step])),
            }
        }
        let words = self.text(Some(request), Extent::Name)?;
        let situation = Situation { caller: from?, at: at? };
        let handling: Vec<Team> =
            right.iter().map(|(team, steps)| self.teams[*team].only(self.plan, steps)).collect();
        let handling: Vec<&Team> = handling.iter().collect();
        let can_be_reached = status(self.plan, &handling, situation.caller, situation.at).is_some();
        if handling.is_empty() || !can_be_reached {
            if !handling.is_empty() {
                let help = "name a destination that calls come to";
                self.error(
                    "not-reached",
                    request.span,
                    "no call is ever put through to those who handle this",
                    help,
                );
            }
            return None;
        }
        Some(OwnQuestion::Request { words, situation, right })
    }

    /// A destination, and the team that it belongs to.
    fn destination(&mut self, name: &str, span: Span) -> Option<(usize, StepId)> {
        let step = self.plan.step_named(name);
        let is_destination = |kind: &StepKind| matches!(kind, StepKind::Destination(_));
        let Some(step) = step.filter(|&step| is_destination(&self.plan.step(step).kind)) else {
            let keys = self.plan.steps().filter(|(_, step)| is_destination(&step.kind));
            let help = match did_you_mean(name, keys.map(|(_, step)| step.key.as_str())) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "write the name of a destination in the plan's files".to_owned(),
            };
            self.error("no-destination", span, format!("there is no destination `{name}`"), help);
            return None;
        };
        let team = self.teams.iter().position(|team| team.steps.contains(&step));
        if team.is_none() {
            let help = "name a destination that calls come to";
            self.error("not-reached", span, format!("no call is ever put through to `{name}`"), help);
        }
        team.map(|team| (team, step))
    }
}
