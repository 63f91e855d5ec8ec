//! What a call does again and again, told once.

/// So many entries make a round at most: what is said of silence, and the prompt, with what was decided on the way.
const MAX_ROUND: usize = 6;

/// Fewer rounds are told one by one.
const MIN_ROUNDS: usize = 6;

/// So many rounds are told before the rest is counted.
const TOLD_ROUNDS: usize = 2;

/// A stretch of what is told of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Stretch<'e, E> {
    /// To be told.
    Told(&'e E),
    /// Rounds that are like those just told: the first entry that is left out, and how many rounds are.
    Again(&'e E, usize),
}

/// What is to be told of entries, of which those are left out that are the same in round after round.
pub(super) fn stretches<E, K: PartialEq>(
    entries: &[E],
    key: impl Fn(&E) -> Option<K>,
) -> Vec<Stretch<'_, E>> {
    let keys: Vec<Option<K>> = entries.iter().map(key).collect();
    let mut told = Vec::with_capacity(entries.len());
    let mut at = 0;
    while at < entries.len() {
        let Some((round, rounds)) = rounds(&keys[at..]) else {
            told.push(Stretch::Told(&entries[at]));
            at += 1;
            continue;
        };
        let first_left = at + TOLD_ROUNDS * round;
        told.extend(entries[at..first_left].iter().map(Stretch::Told));
        told.push(Stretch::Again(&entries[first_left], rounds - TOLD_ROUNDS));
        at += rounds * round;
    }
    told
}

/// How long a round is with which this begins, and how many of them there are, if there are many. What has no key is like nothing.
fn rounds<K: PartialEq>(keys: &[Option<K>]) -> Option<(usize, usize)> {
    (1..=MAX_ROUND).find_map(|round| {
        let like_first = |other: &[Option<K>]| {
            keys[..round].iter().zip(other).all(|(one, other)| one.is_some() && one == other)
        };
        let rounds = keys.chunks_exact(round).take_while(|other| like_first(other)).count();
        (rounds >= MIN_ROUNDS).then_some((round, rounds))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> String {
        let letters: Vec<char> = text.chars().collect();
        let stretches = stretches(&letters, |letter| letter.is_lowercase().then_some(*letter));
        let each = stretches.into_iter().map(|stretch| match stretch {
            Stretch::Told(letter) => letter.to_string(),
            Stretch::Again(letter, rounds) => format!("[{letter}{rounds}]"),
        });
        each.collect()
    }

    #[test]
    fn many_rounds_are_told_twice_and_counted() {
        assert_eq!(told("xabababababababy"), "xabab[a5]y");
        assert_eq!(told("aaaaaaa"), "aa[a5]");
        assert_eq!(told("abcabcabcabcabcabcab"), "abcabc[a4]ab");
    }

    #[test]
    fn few_rounds_and_what_callers_do_are_told_one_by_one() {
        assert_eq!(told("ababababab"), "ababababab");
        assert_eq!(told("aKaKaKaKaKaKaKaK"), "aKaKaKaKaKaKaKaK");
        assert_eq!(told(""), "");
    }
}
