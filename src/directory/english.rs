//! Words of English as people search with them: what belongs together, and what says nothing.
//!
//! Two forms of one word have one stem (`paying`, `paid`), words made of one another have one root (`insured`,
//! `insurance`). Both are only compared, never shown, so they need not be words. Libraries that do this bring the rules of
//! thirty languages and not these: forms such as `held`, and roots apart from stems.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Words that say nothing about what is asked for, unless nothing else is said.
static FILLERS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    "\
    a about again all also am an and any anybody anyone are as at back be because been before being but by \
    can cannot cant could couldnt did didnt do does doesnt doing done dont else for from get gets getting \
    give go goes going got guy guys had handle handles has hasnt have havent having he hello her here hi him \
    his how i id if ill im in into is isnt it its ive just know let like look looking made make makes making \
    may me might must my need needs no not now of on or our out over please put regarding see she should so \
    some somebody someone something speak still take talk tell than thank thanks that the their them then \
    there theres these they thing things this those through to too try trying up us use want wants was we \
    were what whats when where wheres which who whom whos whose why will with wont would yes you your"
        .split(' ')
        .collect()
});

/// Words of every request, which tell little of this one: what all of their forms have in common.
static WEAK_STEMS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    "\
    ask call contact department desk dial find help info information inquire issue line number people phone \
    problem question reach send ship team telephone"
        .split(' ')
        .map(stem)
        .collect()
});

/// Forms that no rule makes.
static IRREGULAR: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    "\
    began=begin bought=buy broke=break broken=break brought=bring built=build came=come caught=catch \
    children=child chose=choose chosen=choose dealt=deal driven=drive drove=drive fed=feed feet=foot \
    fell=fall fallen=fall felt=feel forgot=forget forgotten=forget gave=give given=give grew=grow heard=hear \
    held=hold kept=keep knew=know laid=lay led=lead left=leave lent=lend lost=lose meant=mean men=man \
    met=meet paid=pay ran=run said=say sent=send shown=show sold=sell spent=spend spoke=speak spoken=speak \
    stole=steal stolen=steal taken=take taught=teach teeth=tooth told=tell took=take went=go women=woman \
    won=win wore=wear worn=wear written=write wrote=write"
        .split(' ')
        .filter_map(|pair| pair.split_once('='))
        .collect()
});

/// Endings that make a word of another, longest first, each with how many letters must be left.
const MAKING: &[(&str, usize)] = &[
    ("ologist", 3),
    ("ization", 4),
    ("ation", 4),
    ("ition", 4),
    ("ology", 3),
    ("ance", 4),
    ("ator", 4),
    ("ence", 4),
    ("able", 4),
    ("ible", 4),
    ("ment", 3),
    ("ness", 4),
    ("age", 4),
    ("ant", 4),
    ("ate", 4),
    ("ent", 4),
    ("ion", 4),
    ("ist", 4),
    ("ity", 4),
    ("ive", 4),
    ("ac", 5),
    ("al", 4),
    ("er", 4),
    ("ly", 4),
    ("or", 4),
    ("y", 4),
];

/// How much a word tells of what is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WordWeight {
    /// It is what is asked for, or a part of it.
    Telling,
    /// It is said in most requests.
    Weak,
    /// It is said in any sentence.
    Filler,
}

/// How much a word in lower case tells.
pub(super) fn weight(word: &str, stem: &str) -> WordWeight {
    if FILLERS.contains(word) {
        WordWeight::Filler
    } else if WEAK_STEMS.contains(stem) {
        WordWeight::Weak
    } else {
        WordWeight::Telling
    }
}

/// What all forms of a word in lower case have in common.
pub(super) fn stem(word: &str) -> String {
    if let Some(&word) = IRREGULAR.get(word) {
        return word.to_owned();
    }
    if !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return word.to_owned();
    }
    let singular = singular(word);
    let bare = ["ing", "ed"].iter().find_map(|ending| {
        let bare = singular.strip_suffix(ending)?;
        (bare.len() >= 3 && !bare.ends_with('e') && bare.contains(['a', 'e', 'i', 'o', 'u', 'y']))
            .then_some(bare)
    });
    let bare = bare.unwrap_or(&singular);
    let mut stem = bare.to_owned();
    if stem.len() > 3 {
        // `releas` of `release` and of `releasing`, `cancel` of `cancelling`, `bil` of `bill` and of `billing`.
        if stem.ends_with('e') {
            stem.pop();
        } else if let Some(last) = stem.chars().last()
            && !"aeiou".contains(last)
            && stem[..stem.len() - 1].ends_with(last)
        {
            stem.pop();
        } else if stem.ends_with('y') {
            stem.pop();
            stem.push('i');
        }
    }
    stem
}

/// The word without the ending of a plural.
fn singular(word: &str) -> String {
    let shorter = |ending: &str, least: usize| word.strip_suffix(ending).filter(|rest| rest.len() >= least);
    if let Some(rest) = shorter("ies", 3) {
        return format!("{rest}y");
    }
    let hissing = ["sses", "xes", "zes", "ches", "shes"];
    if hissing.iter().any(|ending| word.ends_with(ending)) {
        return word[..word.len() - 2].to_owned();
    }
    match shorter("s", 3) {
        Some(rest) if !rest.ends_with(['s', 'u', 'i']) => rest.to_owned(),
        _ => word.to_owned(),
    }
}

/// What a word has in common with those that it was made of: its stem without an ending that makes words.
pub(super) fn root(word: &str) -> String {
    let stem = stem(word);
    if !stem.is_ascii() {
        return stem;
    }
    // A stem ends in `i` where the word has `y`.
    let whole = stem.strip_suffix('i').map_or_else(|| stem.clone(), |rest| format!("{rest}y"));
    let bare = MAKING.iter().find_map(|&(ending, least)| {
        // A stem may have lost the last letter of the ending already.
        let short = ending.strip_suffix('e').filter(|short| short.len() > 1).unwrap_or(ending);
        let rest = whole.strip_suffix(ending).or_else(|| whole.strip_suffix(short))?;
        (rest.len() >= least).then_some(rest)
    });
    let bare = bare.unwrap_or(&whole);
    bare.strip_suffix('e').filter(|rest| rest.len() >= 3).unwrap_or(bare).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_have_one_stem() {
        for forms in [
            &["pay", "pays", "paying", "paid"][..],
            &["release", "releases", "released", "releasing"],
            &["cancel", "cancels", "canceling", "cancelling", "canceled", "cancelled"],
            &["bill", "bills", "billing", "billed"],
            &["inquiry", "inquiries"],
            &["hold", "holds", "holding", "held"],
            &["claim", "claims", "claimed"],
            &["fax", "faxes", "faxing", "faxed"],
            &["address", "addresses"],
            &["loan", "loans"],
            &["title", "titles", "titling"],
        ] {
            for form in forms {
                assert_eq!(stem(form), stem(forms[0]), "{form}");
            }
        }
    }

    #[test]
    fn words_made_of_one_another_have_one_root_and_others_have_not() {
        for words in [
            &["insure", "insured", "insurance"][..],
            &["arbitrate", "arbitration", "arbitrations", "arbitrator"],
            &["cover", "covered", "coverage"],
            &["cardiology", "cardiologist", "cardiac"],
            &["post", "postal"],
            &["arrange", "arrangement", "arrangements"],
            &["process", "processing"],
            &["extend", "extended", "extending"],
        ] {
            for word in words {
                assert_eq!(root(word), root(words[0]), "{word}");
            }
        }
        for (one, other) in [("title", "tile"), ("labor", "lab"), ("business", "busy"), ("gas", "gap")] {
            assert_ne!(root(one), root(other));
        }
    }
}
