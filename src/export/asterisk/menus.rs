//! Menus and inputs: `Background` and `WaitExten`, or `Read`, with what comes of silence and of wrong keys in `t` and `i`.

use jiff::SignedDuration;

use super::dialplan_text::ContextText;
use super::step_writer::StepWriter;
use crate::export::blueprint::{
    BlueprintEntries, BlueprintHandling, BlueprintMenu, BlueprintStep, Way, Words,
};
use crate::import::names::slug;
use crate::plan::{MisstepCounter, Pattern};

/// Counters of a menu alone: each menu begins them anew.
const SILENCES: &str = "SILENCES";
const WRONG: &str = "WRONG";
const MISSTEPS: &str = "MISSTEPS";

/// Writes a menu or an input into its context, which begins with the hours; gives the contexts beside it.
pub(super) fn write(
    writer: &mut StepWriter<'_>,
    text: &mut ContextText,
    at: &BlueprintStep,
    menu: &BlueprintMenu,
) -> Vec<ContextText> {
    for counter in counters(menu) {
        text.step(&format!("Set({counter}=0)"));
    }
    if let Some(entries) = menu.entries.as_ref().filter(|_| menu.is_input) {
        return input(writer, text, at, menu, entries);
    }
    keys(writer, text, at, menu);
    Vec::new()
}

/// The counters that begin with 0 here.
fn counters(menu: &BlueprintMenu) -> Vec<&'static str> {
    let counts = |handling: &BlueprintHandling| matches!(handling, BlueprintHandling::Again { tries: Some(tries), .. } if *tries > 1);
    match menu.counter {
        MisstepCounter::Together if counts(&menu.silence) || counts(&menu.other) => vec![MISSTEPS],
        MisstepCounter::Shared(_) | MisstepCounter::Together => Vec::new(),
        MisstepCounter::Apart => [(&menu.silence, SILENCES), (&menu.other, WRONG)]
            .into_iter()
            .filter_map(|(handling, name)| counts(handling).then_some(name))
            .collect(),
    }
}

fn keys(writer: &mut StepWriter<'_>, text: &mut ContextText, at: &BlueprintStep, menu: &BlueprintMenu) {
    if let Some(entries) = &menu.entries {
        text.step(&format!("Set(TIMEOUT(digit)={})", seconds(entries.between)));
    }
    text.label("ask");
    background(writer, text, &menu.words, &at.name);
    text.step(&format!("WaitExten({})", seconds(menu.wait)));
    if let Some(again) = &menu.again {
        text.extension("again");
        background(writer, text, again, &format!("{}-again", at.name));
        text.step(&format!("WaitExten({})", seconds(menu.wait)));
    }
    for (key, way) in &menu.keys {
        text.extension(&key.to_string());
        writer.goto(text, *way);
    }
    for (pattern, way) in menu.entries.iter().flat_map(|entries| &entries.routes) {
        text.extension(&extension(pattern));
        writer.goto(text, *way);
    }
    if let Some((entries, way)) = menu.entries.as_ref().and_then(|entries| Some((entries, entries.then?))) {
        any_digits(writer, text, entries, way);
    }
    for is_silence in [true, false] {
        text.extension(if is_silence { "t" } else { "i" });
        if let Some(words) = misstep(writer, text, at, menu, is_silence) {
            let wanted = format!("{}-{}", at.name, word(is_silence));
            match words {
                (words, true) => background(writer, text, &words, &wanted),
                (words, false) => playback(writer, text, &words, &wanted),
            }
            text.step(if menu.again.is_some() { "Goto(again,1)" } else { "Goto(s,ask)" });
        }
    }
}

fn word(is_silence: bool) -> &'static str {
    if is_silence { "silence" } else { "wrong" }
}

/// Several digits are read and then looked up in a context of their own.
fn input(
    writer: &mut StepWriter<'_>,
    text: &mut ContextText,
    at: &BlueprintStep,
    menu: &BlueprintMenu,
    entries: &BlueprintEntries,
) -> Vec<ContextText> {
    let looked_up = format!("{}-entry", at.name);
    let read = |sounds: &[String]| {
        format!("Read(ENTRY,{},{},,1,{})", sounds.join("&"), entries.most, seconds(menu.wait))
    };
    let first: Vec<String> = writer.sounds.name(&menu.words, &at.name).into_iter().collect();
    let again: Vec<String> = match &menu.again {
        Some(again) => writer.sounds.name(again, &format!("{}-again", at.name)).into_iter().collect(),
        None => first.clone(),
    };
    text.label("ask");
    text.step(&read(&first));
    text.label("take");
    text.step("GotoIf($[\"${READSTATUS}\" = \"TIMEOUT\"]?t,1)");
    text.step("GotoIf($[\"${ENTRY}\" = \"\"]?i,1)");
    text.step(&format!("Goto({looked_up},${{ENTRY}},1)"));
    for is_silence in [true, false] {
        text.extension(if is_silence { "t" } else { "i" });
        let Some((words, barge_in)) = misstep(writer, text, at, menu, is_silence) else { continue };
        let wanted = format!("{}-{}", at.name, word(is_silence));
        let mut sounds: Vec<String> = writer.sounds.name(&words, &wanted).into_iter().collect();
        if !barge_in {
            for sound in sounds.drain(..) {
                text.step(&format!("Playback({sound})"));
            }
        }
        sounds.extend(again.iter().cloned());
        text.step(&read(&sounds));
        text.step("Goto(s,take)");
    }
    let mut taken = ContextText::new(&looked_up, "");
    for (pattern, way) in &entries.routes {
        taken.extension(&extension(pattern));
        writer.goto(&mut taken, *way);
    }
    if let Some(way) = entries.then {
        any_digits(writer, &mut taken, entries, way);
    }
    taken.extension("i");
    taken.step(&format!("Goto({},i,1)", at.name));
    vec![taken]
}

fn any_digits(writer: &mut StepWriter<'_>, text: &mut ContextText, entries: &BlueprintEntries, way: Way) {
    for length in entries.fewest..=entries.most {
        text.extension(&format!("_{}", "X".repeat(usize::from(length))));
        writer.goto(text, way);
    }
}

/// What comes of silence or of a wrong key, up to what is said of it before it is asked again. None: it leads on.
fn misstep(
    writer: &mut StepWriter<'_>,
    text: &mut ContextText,
    at: &BlueprintStep,
    menu: &BlueprintMenu,
    is_silence: bool,
) -> Option<(Words, bool)> {
    let handling = if is_silence { &menu.silence } else { &menu.other };
    let (words, barge_in, tries, then) = match handling {
        BlueprintHandling::Way(way) => {
            writer.goto(text, *way);
            return None;
        }
        BlueprintHandling::Again { words, barge_in, tries, then } => {
            (words.clone(), *barge_in, *tries, *then)
        }
    };
    let Some(tries) = tries else { return Some((words, barge_in)) };
    let counter = match menu.counter {
        MisstepCounter::Shared(counter) => {
            let name = writer.plan.counters().get(usize::from(counter)).map_or("", String::as_str);
            format!("MISSTEPS_{}", slug(name, "all").replace('-', "_").to_uppercase())
        }
        _ if tries <= 1 && !counters(menu).contains(&MISSTEPS) => {
            writer.goto(text, then);
            return None;
        }
        MisstepCounter::Together => MISSTEPS.to_owned(),
        MisstepCounter::Apart => if is_silence { SILENCES } else { WRONG }.to_owned(),
    };
    let target = writer.target(then);
    if let MisstepCounter::Shared(shared) = menu.counter {
        // Whoever has erred as often as anybody may is counted no further.
        let most = writer.most_tries(shared);
        text.step(&format!("GotoIf($[0${{{counter}}} >= {most}]?{target})"));
    }
    // A counter that steps share is not there before it counts.
    text.told(&format!("Set({counter}=$[0${{{counter}}} + 1])"), &at.title);
    text.step(&format!("GotoIf($[${{{counter}}} >= {tries}]?{target})"));
    Some((words, barge_in))
}

fn background(writer: &mut StepWriter<'_>, text: &mut ContextText, words: &Words, wanted: &str) {
    if let Some(name) = writer.sounds.name(words, wanted) {
        let said = writer.sounds.said(&name);
        text.told(&format!("Background({name})"), &said);
    }
}

fn playback(writer: &mut StepWriter<'_>, text: &mut ContextText, words: &Words, wanted: &str) {
    if let Some(name) = writer.sounds.name(words, wanted) {
        let said = writer.sounds.said(&name);
        text.told(&format!("Playback({name})"), &said);
    }
}

/// Entries as an extension: digits as they are, everything else behind an underscore.
fn extension(pattern: &Pattern) -> String {
    let text = pattern.to_string();
    let is_exact = text.chars().all(|c| c.is_ascii_digit() || matches!(c, '*' | '#'));
    if is_exact { text } else { format!("_{}", text.replace('x', "X")) }
}

/// A time in seconds.
pub(super) fn seconds(time: SignedDuration) -> String {
    let millis = time.as_millis().max(1);
    let text = format!("{}.{:03}", millis / 1_000, millis % 1_000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
