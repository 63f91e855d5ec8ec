//! Which of all that can be asked for answers a request best.

use std::collections::{BTreeMap, BTreeSet};

use super::english::WordWeight;
use super::search_index::{SearchEntry, SearchIndex, SearchSubject};
use super::search_words::{SearchWord, joined, words};
use super::word_likeness::SAME;
use crate::base::source::Spanned;
use crate::plan::{Plan, Synonym};

/// Something that answers a request, and why it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchHit {
    /// What was found.
    pub subject: SearchSubject,
    /// How well it answers, from 1 to 1000.
    pub score: u32,
    /// The words of the plan that answer best: a topic, a name.
    pub matched: String,
}

/// More words of a request are not looked at.
const MAX_WORDS: usize = 40;

/// How many words people say instead of others, at most.
const MAX_SAID: usize = 6;

/// What a word counts that nothing in the plan is like.
const UNKNOWN: u64 = 6;
/// What a field counts at least in which words of most requests count at all.
const LEAST_TELLING: u32 = 5;
/// What a word counts that everything in the plan is like.
const COMMON: u64 = 4;

/// Everything in the plan that answers the words, best first. Equal ones come in the plan's order.
#[must_use]
pub fn search(plan: &Plan, text: &str) -> Vec<SearchHit> {
    let index = SearchIndex::of(plan);
    let request = SearchRequest::of(plan, text);
    let mut hits = request.hits(&index);
    hits.sort_by_key(|hit| std::cmp::Reverse(hit.score));
    // What answers less than three fifths as well as the best is noise.
    let best = hits.first().map_or(0, |hit| hit.score);
    hits.retain(|hit| hit.score * 5 >= best * 3);
    hits
}

/// What is asked for.
#[derive(Debug)]
struct SearchRequest {
    /// The words that tell something, each once.
    asked: Vec<SearchWord>,
    /// Whether all of them are said in most requests, so that they have to tell.
    is_weak: bool,
    /// Words that stand for some of those, by their places.
    instead: Vec<(Vec<usize>, Vec<SearchWord>)>,
    /// Those that are joined, by the places of their parts.
    joined: Vec<(Vec<usize>, SearchWord)>,
}

/// Words of a request that stand together, and the words of the plan that are like each of them.
struct RequestPart {
    /// The places of the words.
    places: Vec<usize>,
    /// For each word that is looked for, what is like it.
    known: Vec<Vec<(usize, u32)>>,
}

/// How well a field answers.
#[derive(Clone, Debug)]
struct FieldAnswer {
    /// By the places of the words that are asked for.
    likeness: Vec<u32>,
    /// The words of the field that were asked for.
    covered: u64,
}

impl SearchRequest {
    fn of(plan: &Plan, text: &str) -> Self {
        let all: Vec<SearchWord> = words(text).into_iter().take(MAX_WORDS).collect();
        let tells = |word: &SearchWord| word.weight != WordWeight::Filler;
        let only_fillers = !all.iter().any(tells);
        let mut asked: Vec<SearchWord> = Vec::new();
        // Where each word of the text is among those that are asked for.
        let mut places: Vec<Option<usize>> = Vec::new();
        for word in &all {
            let tells = only_fillers || tells(word);
            places.push(tells.then(|| {
                asked.iter().position(|known| known.text == word.text).unwrap_or_else(|| {
                    asked.push(word.clone());
                    asked.len() - 1
                })
            }));
        }
        let is_weak = asked.iter().all(|word| word.weight != WordWeight::Telling);
        let whole: Vec<&SearchWord> = all.iter().collect();
        let told: Vec<usize> = (0..all.len()).filter(|&place| places[place].is_some()).collect();
        let without: Vec<&SearchWord> = told.iter().map(|&place| &all[place]).collect();
        let at = |texts: &mut dyn Iterator<Item = usize>| -> Vec<usize> {
            texts.filter_map(|place| places[place]).collect()
        };
        let mut together: Vec<(Vec<usize>, String)> =
            joined(&whole).map(|(mut window, word)| (at(&mut window), word)).collect();
        together.extend(joined(&without).map(|(window, word)| (at(&mut told[window].iter().copied()), word)));
        together.retain(|(places, _)| !places.is_empty());
        together.sort();
        together.dedup();
        let joined = together.into_iter().map(|(places, word)| (places, SearchWord::new(word))).collect();
        let stems: Vec<(&str, usize)> =
            told.iter().filter_map(|&place| Some((all[place].stem.as_str(), places[place]?))).collect();
        Self { asked, is_weak, instead: instead(plan, &stems), joined }
    }

    /// Everything that is asked for in one way or another.
    fn parts(&self, index: &SearchIndex<'_>) -> Vec<RequestPart> {
        let mut parts: Vec<RequestPart> = Vec::new();
        for (places, joined) in &self.joined {
            let known = index.same(joined);
            if !known.is_empty() {
                parts.push(RequestPart { places: places.clone(), known: vec![known] });
            }
        }
        for (places, words) in &self.instead {
            let known = words.iter().map(|word| index.alike(word)).collect();
            parts.push(RequestPart { places: places.clone(), known });
        }
        for (place, word) in self.asked.iter().enumerate() {
            let mut known = index.alike(word);
            if known.is_empty() && !parts.iter().any(|part| part.places.contains(&place)) {
                known = index.nearly_alike(word);
            }
            parts.push(RequestPart { places: vec![place], known: vec![known] });
        }
        parts
    }

    /// What each field answers, where it answers anything.
    fn answers(&self, index: &SearchIndex<'_>) -> BTreeMap<usize, FieldAnswer> {
        let nothing = FieldAnswer { likeness: vec![0; self.asked.len()], covered: 0 };
        let mut answers: BTreeMap<usize, FieldAnswer> = BTreeMap::new();
        for part in self.parts(index) {
            let mut of_part: BTreeMap<usize, (u32, u64)> = BTreeMap::new();
            for known in &part.known {
                let mut of_word: BTreeMap<usize, (u32, u64)> = BTreeMap::new();
                for &(word, likeness) in known {
                    for posting in &index.words[word].postings {
                        let (best, covers) = of_word.entry(posting.field).or_default();
                        *best = likeness.max(*best);
                        *covers |= posting.covers;
                    }
                }
                for (field, (likeness, covers)) in of_word {
                    let (total, covered) = of_part.entry(field).or_default();
                    *total += likeness;
                    *covered |= covers;
                }
            }
            for (field, (total, covered)) in of_part {
                let answer = answers.entry(field).or_insert_with(|| nothing.clone());
                answer.covered |= covered;
                for &place in &part.places {
                    let likeness = &mut answer.likeness[place];
                    *likeness = (total / part.known.len() as u32).max(*likeness);
                }
            }
        }
        answers
    }

    fn hits(&self, index: &SearchIndex<'_>) -> Vec<SearchHit> {
        let mut by_subject: BTreeMap<usize, Vec<(usize, FieldAnswer)>> = BTreeMap::new();
        for (field, answer) in self.answers(index) {
            by_subject.entry(index.fields[field].subject).or_default().push((field, answer));
        }
        let counts: Vec<u64> = (0..self.asked.len())
            .map(|place| {
                let is_like = |fields: &&Vec<(usize, FieldAnswer)>| {
                    fields.iter().any(|(_, answer)| answer.likeness[place] > 0)
                };
                let found = by_subject.values().filter(is_like).count() as u64;
                self.count(place, found, index.subjects.len() as u64)
            })
            .collect();
        let hits = by_subject
            .iter()
            .filter_map(|(&subject, fields)| self.hit(index, &counts, &index.subjects[subject], fields));
        hits.collect()
    }

    /// What a word counts: the fewer subjects have it, the more it tells.
    fn count(&self, place: usize, found: u64, all: u64) -> u64 {
        let count = match found {
            0 => UNKNOWN,
            found => COMMON * u64::from((2 * all / found).max(2).ilog2()),
        };
        if self.asked[place].weight == WordWeight::Weak && !self.is_weak { count.div_ceil(5) } else { count }
    }

    fn hit(
        &self,
        index: &SearchIndex<'_>,
        counts: &[u64],
        entry: &SearchEntry,
        fields: &[(usize, FieldAnswer)],
    ) -> Option<SearchHit> {
        let all: u64 = counts.iter().sum();
        let mut best_of = vec![0_u64; counts.len()];
        let mut best: Option<(u64, &str)> = None;
        for (field, answer) in fields {
            let field = &index.fields[*field];
            let mut here = 0;
            for (place, &likeness) in answer.likeness.iter().enumerate() {
                if field.weight < LEAST_TELLING && self.asked[place].weight == WordWeight::Weak {
                    continue;
                }
                let worth = counts[place] * u64::from(likeness * field.weight);
                best_of[place] = worth.max(best_of[place]);
                here += worth;
            }
            // A text all of which is asked for answers better than one that is about something else, too.
            let covered = u64::from((answer.covered & field.telling).count_ones());
            let telling = u64::from(field.telling.count_ones()).max(1);
            let here = here * (telling + covered) / (2 * telling);
            if best.is_none_or(|(best, text)| here > best || here == best && field.text.len() < text.len()) {
                best = Some((here, field.text));
            }
        }
        let tells = |place: usize| self.is_weak || self.asked[place].weight == WordWeight::Telling;
        let is_told = (0..counts.len()).any(|place| best_of[place] > 0 && tells(place));
        // Words of most requests are a name where all of it is asked for: the help desk.
        let is_named = || {
            fields.iter().any(|(field, answer)| {
                let telling = index.fields[*field].telling;
                telling != 0 && answer.covered & telling == telling
            })
        };
        if !is_told && !is_named() {
            return None;
        }
        let (best, matched) = best?;
        let total: u64 = best_of.iter().sum();
        // Likeness is of 100 and weight of 10, so that all of it is 1000.
        let mut score = (total + best) / (2 * all);
        // Whoever wants to write says so, or names what is written to.
        let is_meant = fields.iter().any(|(field, _)| index.fields[*field].is_channel);
        if entry.is_written_to && !is_meant {
            score = score * 9 / 10;
        }
        debug_assert!(score <= u64::from(10 * SAME), "nothing answers better than all of it");
        (score >= 100).then(|| SearchHit {
            subject: entry.subject,
            score: score as u32,
            matched: matched.to_owned(),
        })
    }
}

/// The words of the plan that stand for words of a request, of which these are the stems, each with its place.
fn instead(plan: &Plan, stems: &[(&str, usize)]) -> Vec<(Vec<usize>, Vec<SearchWord>)> {
    let mut found = Vec::new();
    for synonym in plan.synonyms.iter() {
        for asked in &synonym.asked {
            // Joined, so that it is the same where words are parted otherwise.
            let said: String = telling(&asked.value).iter().map(|word| word.stem.as_str()).collect();
            let is_said = |window: &&[(&str, usize)]| {
                let mut rest = Some(said.as_str());
                window.iter().for_each(|(stem, _)| rest = rest.and_then(|rest| rest.strip_prefix(stem)));
                rest == Some("")
            };
            let mut windows = (1..=MAX_SAID.min(stems.len())).flat_map(|count| stems.windows(count));
            if let Some(window) = windows.find(is_said) {
                let places = window.iter().map(|&(_, place)| place).collect();
                found.push((places, telling(&synonym.word.value)));
            }
        }
    }
    found
}

/// Whether a plan has a word for what is asked for, without any slip of the finger.
#[must_use]
pub fn is_about(plan: &Plan, text: &str) -> bool {
    let index = SearchIndex::of(plan);
    telling(text).iter().any(|word| !index.alike(word).is_empty())
}

/// The synonyms that help nobody who searches.
pub(crate) fn idle_synonyms(plan: &Plan) -> Vec<IdleSynonym<'_>> {
    let index = SearchIndex::of(plan);
    let stems = |text: &str| telling(text).into_iter().map(|word| word.stem).collect::<BTreeSet<_>>();
    let mut idle = Vec::new();
    for synonym in plan.synonyms.iter() {
        if !index.has(&telling(&synonym.word.value)) {
            idle.push(IdleSynonym::OfNothing(synonym));
        }
        let word = stems(&synonym.word.value);
        let same = synonym.asked.iter().filter(|asked| stems(&asked.value) == word);
        idle.extend(same.map(|asked| IdleSynonym::OfItself(synonym, asked)));
    }
    idle
}

/// A synonym that helps nobody.
#[derive(Clone, Copy, Debug)]
pub(crate) enum IdleSynonym<'p> {
    /// No text of the plan has the words that it is to find.
    OfNothing(&'p Synonym),
    /// What is said instead is the word itself, in some form.
    OfItself(&'p Synonym, &'p Spanned<String>),
}

/// The words of a text that say something; all of them, if none does.
fn telling(text: &str) -> Vec<SearchWord> {
    let (telling, fillers): (Vec<SearchWord>, Vec<SearchWord>) =
        words(text).into_iter().partition(|word| word.weight != WordWeight::Filler);
    if telling.is_empty() { fillers } else { telling }
}
