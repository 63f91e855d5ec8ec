//! Whether two names sound alike on a phone line, by a rule that can be told in two sentences.
//!
//! A word's *sound* is its letters with those that sound alike written alike (c, k and q; s, z and soft c; d and t; b and
//! p; f, v and ph; m and n), silent h and vowels left out behind the first letter, and doubled letters once. Two names
//! sound alike if they have as many words and all but one are equal and that one has the same sound, or one that differs
//! in one place and is at least four letters long.

/// Whether two names sound alike. Equal ones do.
pub(super) fn alike(one: &str, other: &str) -> bool {
    let (one, other) = (words(one), words(other));
    if one.len() != other.len() || one.is_empty() {
        return false;
    }
    let mut differing = one.iter().zip(&other).filter(|(one, other)| one != other);
    match (differing.next(), differing.next()) {
        (None, _) => true,
        (Some((one, other)), None) => words_alike(one, other),
        _ => false,
    }
}

fn words_alike(one: &str, other: &str) -> bool {
    // "Line 1" and "line 2" differ in what is heard best.
    if one.chars().chain(other.chars()).any(|c| !c.is_alphabetic()) {
        return false;
    }
    let (one, other) = (sound(one), sound(other));
    let shorter = one.chars().count().min(other.chars().count());
    one == other && shorter > 1 || shorter >= 4 && strsim::levenshtein(&one, &other) == 1
}

fn words(name: &str) -> Vec<String> {
    let words = name.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// What is left of a word on a bad line.
fn sound(word: &str) -> String {
    let word = word.replace("ph", "f").replace("ck", "k").replace("gh", "g");
    let mut sound = String::with_capacity(word.len());
    let mut last = None;
    let mut rest = word.chars().peekable();
    while let Some(c) = rest.next() {
        let soft = rest.peek().is_some_and(|next| matches!(next, 'e' | 'i' | 'y'));
        let heard = match c {
            'c' if soft => 's',
            'c' | 'q' => 'k',
            'z' => 's',
            'd' => 't',
            'b' => 'p',
            'v' => 'f',
            'm' => 'n',
            other => other,
        };
        let is_silent = matches!(heard, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h' | 'w') && !sound.is_empty();
        // A letter that is doubled is heard once; two with a vowel between are two.
        if !is_silent && last != Some(heard) {
            sound.push(heard);
        }
        last = Some(heard);
    }
    sound
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_a_caller_could_mix_up_sound_alike() {
        for (one, other) in [
            ("Sales", "Sails"),
            ("Loan Billing", "Loan Pilling"),
            ("Dealer Funding", "Dealer Fundings"),
            ("Titles", "titles"),
            ("Payments", "Paymends"),
        ] {
            assert!(
                alike(one, other),
                "{one} and {other}: {} {}",
                sound(&one.to_lowercase()),
                sound(&other.to_lowercase())
            );
        }
    }

    #[test]
    fn names_that_are_told_apart_do_not() {
        for (one, other) in [
            ("Sales", "Service"),
            ("Retail Held Offerings", "Lease Held Offerings"),
            ("Line 1", "Line 2"),
            ("Parts", "Service Parts"),
            ("Titles", "Tires"),
            ("Titles", "Tools"),
            ("Central", "Southeast"),
            ("", ""),
            ("Loans", "Leases"),
        ] {
            assert!(
                !alike(one, other),
                "{one} and {other}: {} {}",
                sound(&one.to_lowercase()),
                sound(&other.to_lowercase())
            );
        }
    }
}
