//! Counters that were worked out, seen as what they are: how often a menu asks again.
//!
//! A program that counts silences comes to the same menu in one state for each count. What the counting amounts to is guessed from
//! two walks, one of silences and one of wrong keys; then every state is held against the guess, and only a guess that holds in
//! each is taken. So a counter that is not reset, or one that is added to by mistake, is never made into something nicer.

use std::collections::HashMap;

use super::flow::{Act, Ask, Flow, NodeId, Sound};

/// The most tries that a plan can say.
const MAX_TRIES: usize = 20;

/// How a menu takes silence and wrong keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct AskedAgain {
    pub(super) together: bool,
    pub(super) silence: Misstep,
    pub(super) other: Misstep,
    /// What is said when it asks again, if that is something else.
    pub(super) again: Option<Vec<Sound>>,
}

/// What comes of one of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Misstep {
    /// It leads on at once.
    Way(NodeId),
    /// It is asked again.
    Again {
        say: Vec<Sound>,
        barge_in: bool,
        /// How often, and where the call goes then; None: for ever.
        tries: Option<(u8, NodeId)>,
    },
}

/// One step of a walk: what is said on the way, and the menu that asks again.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Round {
    said: Vec<Sound>,
    to: NodeId,
}

/// How a menu asks again, seen from this state of it on. None: it is no menu.
pub(super) fn asked_again(flow: &Flow, id: NodeId) -> Option<AskedAgain> {
    let Act::Ask(ask) = &flow.nodes[id.index()].act else { return None };
    let walked = |kinds: [bool; 2]| {
        [0, 1].map(|kind| {
            if kinds[kind] { walk(flow, ask, id, kind == 1) } else { Walk { rounds: Vec::new(), out: None } }
        })
    };
    // What is not understood as asking again leads on, which always holds.
    let guesses =
        [([true, true], false), ([true, true], true), ([true, false], false), ([false, true], false)];
    // Where any entry of several digits will do, none of them is a wrong key.
    let is_free = ask.entries.is_empty() && ask.reading.most > 1;
    let mut guesses = guesses.into_iter().filter(|(kinds, _)| !(is_free && kinds[0]));
    let found = guesses.find_map(|(kinds, together)| guessed(flow, id, ask, &walked(kinds), together));
    let ways = AskedAgain {
        together: false,
        silence: Misstep::Way(ask.silence),
        other: Misstep::Way(ask.other),
        again: None,
    };
    Some(found.unwrap_or(ways))
}

/// A walk of one kind of misstep: rounds until it leads out or comes back to itself.
struct Walk {
    rounds: Vec<Round>,
    /// Where it leads out, if it does.
    out: Option<NodeId>,
}

fn walk(flow: &Flow, first: &Ask<NodeId>, from: NodeId, is_silence: bool) -> Walk {
    let mut rounds = Vec::new();
    let mut at = from;
    while rounds.len() <= MAX_TRIES {
        let Act::Ask(ask) = &flow.nodes[at.index()].act else { break };
        let leads = if is_silence { ask.silence } else { ask.other };
        match round(flow, first, leads) {
            None => return Walk { rounds, out: Some(leads) },
            Some(round) if round.to == at => {
                rounds.push(round);
                return Walk { rounds, out: None };
            }
            Some(round) => {
                at = round.to;
                rounds.push(round);
            }
        }
    }
    Walk { rounds, out: None }
}

/// Where a misstep leads back to the same question: what is said on the way.
fn round(flow: &Flow, first: &Ask<NodeId>, mut at: NodeId) -> Option<Round> {
    let mut said = Vec::new();
    for _ in 0..8 {
        match &flow.nodes[at.index()].act {
            Act::Say { said: words, then } => {
                said.extend(words.iter().cloned());
                at = *then;
            }
            Act::Ask(ask) => {
                let is_same = ask.entries == first.entries
                    && ask.reading == first.reading
                    && ask.wait == first.wait
                    && ask.barge_in == first.barge_in;
                return is_same.then_some(Round { said, to: at });
            }
            _ => return None,
        }
    }
    None
}

fn guessed(
    flow: &Flow,
    id: NodeId,
    ask: &Ask<NodeId>,
    [wrong, silent]: &[Walk; 2],
    together: bool,
) -> Option<AskedAgain> {
    let first = [&wrong.rounds, &silent.rounds].map(|rounds| rounds.first().cloned());
    // What is said when it asks again: all of it, or what is left where something else was said before.
    let heard = |round: &Round| match &flow.nodes[round.to.index()].act {
        Act::Ask(ask) => ask.said.clone(),
        _ => Vec::new(),
    };
    let said: Vec<Vec<Sound>> = first.iter().flatten().map(heard).collect();
    let whole = if said.iter().all(|said| said.ends_with(&ask.said)) { ask.said.clone() } else { Vec::new() };
    // Where all that ask again say the same, those are the words of asking again.
    let short = said.first().filter(|first| said.iter().all(|said| said == *first)).cloned();
    let rests = std::iter::once(whole).chain(short);
    let mut guesses = rests.filter_map(|rest| {
        let before = |round: &Round| -> Option<(Vec<Sound>, bool)> {
            let heard = heard(round);
            let own = heard.strip_suffix(rest.as_slice())?;
            // Words that cannot be interrupted in front of others that can are no one prompt.
            if !round.said.is_empty() && !own.is_empty() {
                return None;
            }
            let say: Vec<Sound> = round.said.iter().chain(own).cloned().collect();
            Some((say, round.said.is_empty()))
        };
        let misstep = |walk: &Walk, first: Option<&Round>, is_silence: bool| -> Option<Misstep> {
            let Some(first) = first else {
                return Some(Misstep::Way(if is_silence { ask.silence } else { ask.other }));
            };
            let (say, barge_in) = before(first)?;
            let tries = match walk.out {
                Some(out) => Some((
                    u8::try_from(walk.rounds.len() + 1)
                        .ok()
                        .filter(|tries| usize::from(*tries) <= MAX_TRIES)?,
                    out,
                )),
                None if matches!(&*walk.rounds, [_]) => None,
                None if matches!(&*walk.rounds, [one, other] if one == other) => None,
                None => return None,
            };
            Some(Misstep::Again { say, barge_in, tries })
        };
        let other = misstep(wrong, first[0].as_ref(), false)?;
        let silence = misstep(silent, first[1].as_ref(), true)?;
        let again = (rest != ask.said && !said.is_empty()).then_some(rest.clone());
        let guess = AskedAgain { together, silence, other, again };
        holds(flow, id, ask, &guess, &before).then_some(guess)
    });
    guesses.next()
}

/// What is said before a menu asks again, and whether a key can be pressed meanwhile.
type WordsBefore<'b> = dyn Fn(&Round) -> Option<(Vec<Sound>, bool)> + 'b;

/// Whether each state that can be come to does what the guess says.
fn holds(flow: &Flow, id: NodeId, first: &Ask<NodeId>, guess: &AskedAgain, before: &WordsBefore<'_>) -> bool {
    let mut seen: HashMap<(usize, usize, u8), NodeId> = HashMap::new();
    let mut open = vec![((0_usize, 0_usize, 0_u8), id)];
    while let Some((counts, at)) = open.pop() {
        match seen.get(&counts) {
            Some(known) if *known == at => continue,
            Some(_) => return false,
            None => seen.insert(counts, at),
        };
        let Act::Ask(ask) = &flow.nodes[at.index()].act else { return false };
        for is_silence in [false, true] {
            let (misstep, leads) =
                if is_silence { (&guess.silence, ask.silence) } else { (&guess.other, ask.other) };
            match misstep {
                Misstep::Way(to) => {
                    if leads != *to {
                        return false;
                    }
                }
                Misstep::Again { say, barge_in, tries } => {
                    let count = if guess.together {
                        counts.0 + counts.1
                    } else if is_silence {
                        counts.0
                    } else {
                        counts.1
                    };
                    if let Some((tries, out)) = tries
                        && count + 1 >= usize::from(*tries)
                    {
                        if leads != *out {
                            return false;
                        }
                        continue;
                    }
                    let Some(round) = round(flow, first, leads) else { return false };
                    let Some((said, may_press)) = before(&round) else { return false };
                    if said != *say || (may_press != *barge_in && !say.is_empty()) {
                        return false;
                    }
                    let limited = tries.is_some();
                    let next = match (is_silence, limited) {
                        (_, false) => (counts.0, counts.1),
                        (true, true) => (counts.0 + 1, counts.1),
                        (false, true) => (counts.0, counts.1 + 1),
                    };
                    // The first of all says the whole; those that ask in words of their own are apart.
                    let kind = if is_silence && words_are_own(guess) { 2 } else { 1 };
                    open.push(((next.0, next.1, kind), round.to));
                }
            }
        }
    }
    true
}

/// Whether what is said of silence and of wrong keys belongs to the menus themselves.
fn words_are_own(guess: &AskedAgain) -> bool {
    let is_own =
        |misstep: &Misstep| matches!(misstep, Misstep::Again { barge_in: true, say, .. } if !say.is_empty());
    is_own(&guess.silence) || is_own(&guess.other)
}
