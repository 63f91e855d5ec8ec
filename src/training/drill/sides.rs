//! A fact as a question and its answer that hold at any time: what a printed card says.

use super::about::{CardSubject, Channel, OwnQuestion};
use super::ask::wording::{self, BehindNumber};
use super::card::Card;
use super::holidays::SpecialDay;
use super::question::QuestionSource;
use super::ringing::ringing_note;
use crate::directory::names::{folded, is_same_name};
use crate::directory::spoken_keys::DialedWay;
use crate::directory::team::{Door, Team};
use crate::directory::teams::Teams;
use crate::plan::{Contact, ContactId, LineId, Origin, Plan};
use crate::time::{ScheduleZone, civil_phrases};
use crate::training::phrases::LessonPhrases;

/// The two sides of a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardSides {
    /// What is asked. It holds at any time and does not tell the answer.
    pub front: String,
    /// What is right. Where there are several, each is right of what it says.
    pub answers: Vec<CorrectAnswer>,
    /// What else there is to know.
    pub notes: Vec<String>,
    /// What it is known from.
    pub sources: Vec<QuestionSource>,
    /// The lines that it is about, in the plan's order. None: it is about no line.
    pub lines: Vec<LineId>,
}

/// Something that is right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CorrectAnswer {
    /// Of whom, where the question leaves that open.
    pub who: Option<String>,
    /// The number with its option, the option, the hours, the name, the address.
    pub what: String,
    /// When, or what for.
    pub detail: Option<String>,
}

impl CorrectAnswer {
    fn new(what: impl Into<String>) -> Self {
        Self { who: None, what: what.into(), detail: None }
    }

    fn of(self, who: impl Into<String>) -> Self {
        Self { who: Some(who.into()), ..self }
    }

    fn with(self, detail: Option<String>) -> Self {
        Self { detail, ..self }
    }
}

impl Card {
    /// The fact as a question and its answer that hold at any time, under the plan that the card was made from. None where
    /// it can be asked about a moment only, by listening only, where the number's card asks the same, and where the
    /// question would tell its own answer.
    #[must_use]
    pub fn sides(&self, plan: &Plan) -> Option<CardSides> {
        let making = SidesBuilder { plan, teams: &self.teams, words: LessonPhrases::of_plan(plan) };
        let mut sides = match &self.about {
            CardSubject::Request { words, right, near } => making.request(words, right, near),
            CardSubject::Option { team, line } => making.option(&self.teams[*team], *line),
            CardSubject::Number { team } => Some(making.number(&self.teams[*team])),
            CardSubject::LineFor { words, right, .. } => Some(making.line_for(words, right)),
            CardSubject::Hours { team } => making.hours(&self.teams[*team]),
            CardSubject::Special(day) => Some(making.special(day)),
            CardSubject::Contact { contact, channel } => {
                Some(making.channel(plan.contact(*contact), *channel))
            }
            CardSubject::WhatIs(line) => Some(making.what_is(*line)),
            CardSubject::WhatIsFax(contact) => making.what_is_fax(*contact),
            // People wrote this question; if it names its answer among others, they wanted that.
            CardSubject::Own(OwnQuestion::Typed { ask, accept, why, .. }) => {
                return Some(own(ask, accept, why));
            }
            // What is heard says the key, and the others are about a moment.
            CardSubject::Listen { .. }
            | CardSubject::Changed(_)
            | CardSubject::Own(OwnQuestion::Request { .. }) => None,
        }?;
        sides.lines.sort_unstable();
        sides.lines.dedup();
        Some(sides).filter(|sides| !sides.answers.is_empty() && !sides.tell_themselves())
    }
}

impl CardSides {
    /// Whether the question says what is right, as that for the address of “info@example.com” may.
    fn tell_themselves(&self) -> bool {
        // As they are spoken: folding leaves nothing of the keys `*` and `#`, and “option” is no answer.
        let spoken = |text: &str| folded(&text.replace('*', " star ").replace('#', " pound "));
        let front = format!(" {} ", spoken(&self.front));
        self.answers.iter().any(|answer| match spoken(&answer.what) {
            words if words.is_empty() => self.front.contains(&answer.what),
            words => front.contains(&format!(" {words} ")),
        })
    }
}

fn own(ask: &str, accept: &[String], why: &str) -> CardSides {
    CardSides {
        front: ask.to_owned(),
        answers: accept.iter().map(CorrectAnswer::new).collect(),
        notes: Some(why.to_owned()).filter(|why| !why.is_empty()).into_iter().collect(),
        sources: Vec::new(),
        lines: Vec::new(),
    }
}

struct SidesBuilder<'a> {
    plan: &'a Plan,
    teams: &'a Teams,
    /// What the plan's language says.
    words: &'static LessonPhrases,
}

impl SidesBuilder<'_> {
    fn fill(&self, sentence: &str, values: &[(&str, &str)]) -> String {
        self.words.fill(sentence, values)
    }

    /// A door as people are told it.
    fn way<'w>(&'w self, door: &'w Door) -> DialedWay<'w, 'w> {
        door.way(self.plan, self.words.language())
    }

    /// Which callers reach a team, if not all do, in a sentence with a place for them.
    fn only(&self, team: &Team, sentence: &str) -> Option<String> {
        let callers = team.only.as_ref()?.told(self.words.language());
        Some(self.fill(sentence, &[("callers", &callers)]))
    }

    fn about_teams(&self, front: String, answers: Vec<CorrectAnswer>, teams: &[&Team]) -> CardSides {
        let plan = self.plan;
        let origins = teams.iter().flat_map(|team| self.steps(team).chain(self.lines(team)));
        CardSides {
            front,
            answers,
            notes: Vec::new(),
            sources: QuestionSource::all(plan, origins),
            lines: teams.iter().flat_map(|team| team.told_lines(plan)).collect(),
        }
    }

    /// Where the plan speaks of the people of a team.
    fn steps<'t>(&'t self, team: &'t Team) -> impl Iterator<Item = &'t Origin> {
        team.steps.iter().map(|&step| &self.plan.step(step).origin)
    }

    /// Where the plan speaks of the numbers of a team.
    fn lines(&self, team: &Team) -> impl Iterator<Item = &Origin> {
        team.lines().into_iter().map(|line| &self.plan.line(line).origin)
    }

    fn about_contact(&self, front: String, answer: CorrectAnswer, contact: &Contact) -> CardSides {
        CardSides {
            front,
            answers: vec![answer],
            notes: contact.note.iter().cloned().collect(),
            sources: QuestionSource::all(self.plan, [&contact.origin]),
            lines: Vec::new(),
        }
    }

    /// The numbers and options of a team, with its hours; or with when they lead there, if that is not always so.
    fn doors(&self, team: &Team) -> Vec<CorrectAnswer> {
        let answer = |door: &Door| {
            let way = self.way(door);
            let hours = team.door_words(self.plan, door).into_iter();
            let only = self.only(team, self.words.card.for_callers);
            let details: Vec<String> = hours.chain(way.condition()).chain(only).collect();
            CorrectAnswer::new(way.told()).with(Some(details.join("; ")).filter(|all| !all.is_empty()))
        };
        team.told_doors(self.plan).map(answer).collect()
    }

    fn request(&self, asked: &str, right: &[usize], near: &[usize]) -> Option<CardSides> {
        let handle = |&team: &usize| {
            let team = &self.teams[team];
            team.only(self.plan, team.handling(asked))
        };
        let teams: Vec<Team> = right.iter().map(handle).collect();
        let teams: Vec<&Team> = teams.iter().collect();
        // Who is asked for by name is what the card of the number asks.
        if matches!(teams[..], [only] if is_same_name(&only.name, asked)) {
            return None;
        }
        let of = |team: &&Team| -> Vec<CorrectAnswer> {
            self.doors(team).into_iter().map(|answer| answer.of(&team.name)).collect()
        };
        let answers = teams.iter().flat_map(of).collect();
        let front = self.fill(self.words.card.who_and_how, &[("words", asked)]);
        let mut sides = self.about_teams(front, answers, &teams);
        if let [only] = teams[..] {
            sides.notes.extend(ringing_note(self.plan, self.words, only));
        }
        let near: Vec<&str> = near.iter().map(|&team| self.teams[team].name.as_str()).collect();
        if !near.is_empty() {
            sides.notes.push(self.fill(self.words.card.something_like_it, &[("teams", &near.join(", "))]));
        }
        Some(sides)
    }

    fn number(&self, team: &Team) -> CardSides {
        let behind = BehindNumber::of(team.told_doors(self.plan).map(|door| self.way(door)));
        let front = wording::number(self.words, &team.name, behind);
        let mut sides = self.about_teams(front, self.doors(team), &[team]);
        sides.notes.extend(ringing_note(self.plan, self.words, team));
        sides
    }

    fn option(&self, team: &Team, line: LineId) -> Option<CardSides> {
        let doors = team.doors_of(line).iter();
        let answer = |door: &Door| {
            let way = self.way(door);
            let when = if door.when == team.hours.open { None } else { team.door_words(self.plan, door) };
            let details: Vec<String> =
                when.into_iter().chain(way.language_note()).chain(way.condition()).collect();
            let details = Some(details.join("; ")).filter(|all| !all.is_empty());
            Some(CorrectAnswer::new(way.option()?).with(details))
        };
        let answers = doors.map(answer).collect::<Option<Vec<_>>>()?;
        let (number, of) = (self.plan.line(line).number.value, &self.plan.line(line).name);
        let behind = BehindNumber::of(team.doors_of(line).iter().map(|door| self.way(door)));
        let front = wording::option(self.words, number, of, &team.name, behind);
        let sources = QuestionSource::all(self.plan, self.steps(team));
        let notes = self.only(team, self.words.card.only_these).into_iter().collect();
        Some(CardSides { front, answers, notes, sources, lines: vec![line] })
    }

    fn line_for(&self, asked: &str, right: &[LineId]) -> CardSides {
        let plan = self.plan;
        let answer = |&line: &LineId| {
            CorrectAnswer::new(plan.line(line).number.value.to_string()).of(&plan.line(line).name)
        };
        CardSides {
            front: wording::line_for(self.words, asked),
            answers: right.iter().map(answer).collect(),
            notes: Vec::new(),
            sources: QuestionSource::all(plan, right.iter().map(|&line| &plan.line(line).origin)),
            lines: right.to_vec(),
        }
    }

    fn hours(&self, team: &Team) -> Option<CardSides> {
        let desks = team.desks();
        let mut answers: Vec<CorrectAnswer> = Vec::new();
        // Where words can say it of none of them, nothing is told.
        desks.iter().find_map(|desk| desk.hours.lasting())?;
        for desk in &desks {
            let what = desk.hours.lasting().unwrap_or(self.words.card.depends);
            match answers.iter_mut().find(|answer| answer.what == what) {
                Some(CorrectAnswer { who: Some(who), .. }) => {
                    who.push_str("; ");
                    who.push_str(desk.place());
                }
                _ if team.parts.is_empty() => answers.push(CorrectAnswer::new(what)),
                _ => answers.push(CorrectAnswer::new(what).of(desk.place())),
            }
        }
        let mut sides = self.about_teams(wording::hours(self.words, &team.name), answers, &[team]);
        if desks.iter().any(|desk| desk.hours.zone == ScheduleZone::Caller && !desk.hours.is_always()) {
            sides.notes.push(self.words.card.local_time.to_owned());
        }
        sides.notes.extend(self.only(team, self.words.card.only_these));
        // Where the document says the hours, that is all; where nothing does, who they are of.
        let said = desks.iter().filter_map(|desk| desk.hours.schedule);
        let said = said.map(|id| &self.plan.schedule(id).origin);
        let said = QuestionSource::all(self.plan, said);
        if !said.is_empty() {
            sides.sources = said;
        }
        Some(sides)
    }

    /// The hours of a day with a name. The date stands with its year, so that the card says the same when it is past.
    fn special(&self, day: &SpecialDay) -> CardSides {
        let date = civil_phrases(self.words.language()).full_date(day.date);
        let front = self.fill(self.words.card.hours_of_day, &[("day", &day.name), ("date", &date)]);
        let mut answers: Vec<CorrectAnswer> = Vec::new();
        for kept in &day.kept {
            let (who, what) = (kept.of(self.teams).called(), kept.told(self.words));
            match answers.iter_mut().find(|answer| answer.what == what) {
                Some(CorrectAnswer { who: Some(known), .. }) => {
                    known.push_str(", ");
                    known.push_str(&who);
                }
                _ => answers.push(CorrectAnswer::new(what).of(who)),
            }
        }
        let schedules = day.kept.iter().map(|kept| &self.plan.schedule(kept.schedule).origin);
        CardSides {
            front,
            answers,
            notes: Vec::new(),
            sources: QuestionSource::all(self.plan, schedules),
            lines: Vec::new(),
        }
    }

    fn channel(&self, contact: &Contact, channel: Channel) -> CardSides {
        let answer = match channel {
            // An address is written line by line.
            Channel::Post => contact.post.join("\n"),
            _ => wording::value(contact, channel),
        };
        self.about_contact(
            wording::channel(self.words, contact, channel),
            CorrectAnswer::new(answer),
            contact,
        )
    }

    fn what_is(&self, id: LineId) -> CardSides {
        let plan = self.plan;
        let line = plan.line(id);
        let behind: Vec<&Team> = self.teams.behind(id).iter().map(|&team| &self.teams[team]).collect();
        let mut topics = line.topics.clone();
        if let [only] = behind[..] {
            topics.extend(Some(only.name.clone()).filter(|name| !is_same_name(name, &line.name)));
            topics.extend(only.steps.iter().flat_map(|&step| plan.step(step).topics.iter().cloned()));
        } else {
            let options = |team: &&Team| {
                let doors = team.doors.iter().filter(|door| door.line == id);
                let option = |way: DialedWay<'_, '_>| {
                    let colon = if way.has_entry() { ":" } else { "" };
                    way.option().map(|option| format!("{option}{colon} {}", team.name))
                };
                doors.filter_map(|door| option(self.way(door))).collect::<Vec<_>>()
            };
            topics.extend(behind.iter().flat_map(options));
        }
        let detail = Some(topics.join("; ")).filter(|topics| !topics.is_empty());
        let answer = CorrectAnswer::new(&line.name).with(detail);
        let only = behind.iter().filter(|_| behind.len() == 1).flat_map(|team| self.steps(team));
        CardSides {
            front: wording::whose(self.words, line.number.value),
            answers: vec![answer],
            notes: Vec::new(),
            sources: QuestionSource::all(plan, std::iter::once(&line.origin).chain(only)),
            lines: vec![id],
        }
    }

    fn what_is_fax(&self, id: ContactId) -> Option<CardSides> {
        let contact = self.plan.contact(id);
        let front = wording::whose_fax(self.words, contact.fax?.value);
        Some(self.about_contact(front, CorrectAnswer::new(&contact.name), contact))
    }
}
