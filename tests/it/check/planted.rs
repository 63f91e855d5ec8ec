//! Mistakes put into the Ally directory, one at a time, are found; without them nothing is.

use std::fs;
use std::path::Path;

use ivrsim::base::source::Sources;
use ivrsim::check::{Levels, catalogue, mended};
use proptest::prelude::*;

use super::{Checked, checked, shown, today};

use crate::helpers::drawn;

/// A mistake: the rule that must find it, and what stands instead of what.
struct Planted {
    code: &'static str,
    edits: &'static [(&'static str, &'static str)],
}

macro_rules! planted {
    ($($code:literal: $($old:literal => $new:literal),+;)+) => {
        &[$(Planted { code: $code, edits: &[$(($old, $new)),+] }),+]
    };
}

const CPC_SAY: &str = "Thank you for calling the {name}. {options}";

const PLANTED: &[Planted] = planted! {
    // What the prompt says against what the keys do.
    "wrong-key-in-prompt": "the {name}. {options}" => "the {name}. For Customer Interview, press 3. For Retail Held Offerings, press 5. For Lease Held Offerings, press 4. For Commercial Transactions, press 6. For Ally Plus, press 7.";
    "wrong-key-in-prompt": "the {name}. {options}" => "the {name}. Press 3 for Ally Plus, 4 for Retail Held Offerings, 5 for Lease Held Offerings, 6 for Commercial Transactions, 7 for Customer Interview.";
    "unwired-key": "the {name}. {options}" => "the {name}. {options} To hear this again, press 9.";
    "unwired-key": "3 = \"customer-interview\"" => "2 = \"customer-interview\"", "the {name}. {options}" => "the {name}. For Customer Interview, press 3. For Retail Held Offerings, press 4. For Lease Held Offerings, press 5. For Commercial Transactions, press 6. For Ally Plus, press 7.";
    "unoffered-key": "the {name}. {options}" => "the {name}. For Customer Interview, press 3. For Retail Held Offerings, press 4. For Lease Held Offerings, press 5. For Commercial Transactions, press 6.";
    "unoffered-key": "the {name}. {options}" => "the {name}.";
    "keys-out-of-order": "3 = \"customer-interview\"\n4 = \"retail-held-offerings\"" => "4 = \"retail-held-offerings\"\n3 = \"customer-interview\"";
    "key-before-action": "calling {name}. {options}" => "calling {name}. Press 6 for Sales Support.";
    "too-many-choices": "7 = \"ally-plus\"" => "7 = \"ally-plus\"\n8 = \"smartauction\"";
    "sounds-alike": "\"Ally Plus\"\nhours" => "\"Customer Interviews\"\nhours";
    "key-leads-back-here": "7 = \"ally-plus\"" => "7 = \"ally-plus\"\n9 = \"cpc-main\"";
    "long-prompt": "Thank you for your business! Goodbye." => "Thank you for your business! We would like to tell you that many answers are on our web page, where you find your contracts, your held offerings, your statement of dealer transactions, your reserve, your rewards and much more, at any time and without waiting on the line. If you call again, have your dealer number, the number of the contract and the name of the customer at hand, so that we can help you at once. Goodbye.";
    "empty-placeholder": "{name} is closed. The hours" => "{name} is closed for {entered}. The hours";
    // Where calls come, and where not.
    "unreachable-step": "7 = \"ally-plus\"" => "7 = \"commercial-transactions\"";
    "unreachable-step": "answer = \"smartauction\"" => "answer = \"insurance\"";
    "closed-destination": "hours   = \"csg\"" => "hours   = \"late\"", "[hours.csg]" => "[hours.late]\nopen = \"Sa 08:00-18:00\"\nsource = \"x\"\n\n[hours.csg]";
    "menu-open-when-all-closed": "hours   = \"cpc\"\nsay " => "say ";
    "trapped-caller": "then    = \"hang-up\"\nassumed" => "then    = \"back\"\nassumed";
    "silent-loop": "no_input = { say = \"We did not hear a choice.\", tries = 3, then = \"goodbye\" }" => "no_input = { say = \"We did not hear a choice.\", tries = 3, then = \"cpc-main\" }";
    "no-person": "6 = \"sales-support\"" => "6 = \"goodbye\"";
    // Hours.
    "never-open": "open   = \"Mo-Fr 08:00-19:00\"" => "open   = \"Mo-Fr 08:00-19:00; off\"";
    "always-open": "open   = \"Mo-Fr 08:00-19:00\"" => "open   = \"00:00-24:00\"";
    "odd-minute": "open   = \"Mo-Fr 08:00-19:00\"" => "open   = \"Mo-Fr 08:00-18:59\"";
    "odd-minute": "open   = \"Mo-Fr 08:00-23:00; Sa 08:00-22:00\"" => "open   = \"Mo-Fr 08:00-23:00; Sa 08:01-22:00\"";
    "sliver-of-hours": "open   = \"Mo-Fr 08:00-19:00\"" => "open   = \"Mo-Fr 08:00-12:00,12:05-19:00\"";
    "overlapping-hours": "open   = \"Mo-Fr 08:00-19:00\"" => "open   = \"Mo-Fr 08:00-13:00,12:00-19:00\"";
    "overruled-hours": "open   = \"Mo-Fr 08:00-19:00\"" => "open   = \"Dec 25 off; Mo-Fr 08:00-19:00\"";
    "clock-change-while-open": "open   = \"Mo-Fr 08:00-23:00; Sa 08:00-22:00\"" => "open   = \"Mo-Fr 08:00-23:00; Sa 20:00-28:00\"";
    "lost-transfer": "name    = \"Commercial Transactions\"" => "name    = \"Commercial Transactions\"\nunanswered = \"hang-up\"";
    "dropped-call": "6 = \"sales-support\"" => "6 = \"dropped\"";
    "unused-answer": "[messages.goodbye]" => "[answers.staffed]\nvalues = [\"yes\", \"no\"]\nusual = \"yes\"\nsource = \"x\"\n\n[messages.goodbye]";
    "unused-language": "name    = \"Commercial Transactions\"" => "name    = { en = \"Commercial Transactions\", es = \"operaciones comerciales\" }";
    "untranslated-words": "[lines.cpc]" => "[lines.cpc]\nlanguage = \"es\"";
    "unused-hours": "hours  = \"smartauction\"" => "hours  = \"insurance\"";
    "hours-told-wrong": "The hours are {hours}." => "The hours are 8 AM to 3 PM.";
    "hours-told-wrong": "{name} is closed. The hours are {hours}." => "{name} is closed. The hours are {hours:sunday}.", "[messages.closed]" => "[hours.sunday]\nopen = \"Su 01:00-02:00\"\nsource = \"x\"\n\n[messages.closed]";
    "override-without-effect": "[messages.goodbye]" => "[overrides.sunday]\nhours = [\"cpc\"]\non = 2028-01-02\nclosed = true\nreason = \"a storm\"\nsource = \"x\"\n\n[messages.goodbye]";
    "night-before-goes-on": "open   = \"Mo-Fr 08:00-19:00\"" => "open   = \"Mo-Fr 20:00-28:00\"", "[messages.goodbye]" => "[overrides.storm]\nhours = [\"all\"]\non = 2028-01-04\nclosed = true\nreason = \"a storm\"\nsource = \"x\"\n\n[messages.goodbye]";
    "override-shuts-always-open": "open   = \"Mo-Fr 08:00-19:00\"" => "open   = \"24/7\"", "[messages.goodbye]" => "[overrides.storm]\nhours = [\"all\"]\non = 2028-01-03\nclosed = true\nreason = \"a storm\"\nsource = \"x\"\n\n[messages.goodbye]";
    "announcement-told-wrong": "[messages.goodbye]" => "[announcements.snow]\nsay = \"Because of the snow we close early until 5 PM.\"\nfrom = \"2028-01-04 08:00\"\nto = \"2028-01-04 18:00\"\nsource = \"x\"\n\n[messages.goodbye]";
    "past-announcement": "[messages.goodbye]" => "[announcements.snow]\nsay = \"We are closed because of the snow.\"\nfrom = \"2024-01-04 08:00\"\nto = \"2024-01-04 18:00\"\nsource = \"x\"\n\n[messages.goodbye]";
    "unheard-announcement": "[messages.goodbye]" => "[announcements.snow]\nsay = \"We are closed because of the snow.\"\nfrom = \"2022-01-04 08:00\"\nto = \"2022-01-04 18:00\"\nsource = \"x\"\n\n[messages.goodbye]";
    "past-override": "[messages.goodbye]" => "[overrides.storm]\nhours = [\"all\"]\non = 2024-01-10\nclosed = true\nreason = \"a storm\"\nsource = \"x\"\n\n[messages.goodbye]";
    "holiday-without-effect": "[hours.smartauction]" => "[calendars.company]\nsource = \"x\"\ndays = [{ name = \"Independence Day\", on = \"July 4\" }]\n\n[hours.smartauction]\ncalendars = [\"company\"]";
    "half-day-on-closed-day": "[hours.smartauction]" => "[calendars.company]\nsource = \"x\"\ndays = [{ name = \"Christmas Eve\", on = \"December 24\", open = \"08:00-12:00\" }]\n\n[hours.smartauction]\ncalendars = [\"company\"]";
    "unknown-caller-zone": "unknown_caller_timezone = \"America/New_York\"\n" => "";
    // What callers hear that was not meant for them, or makes no sense.
    "spoken-id": "6 = \"sales-support\"" => "6 = \"cpc-main\"";
    "left-over-text": "the {name}. {options}" => "the {{name}}. {options}";
    "placeholder-misfit": "It {next_open}." => "Please call again {next_open}.";
    "stay-on-line": "the {name}. {options}" => "the {name}. {options} Or remain on the line.";
    // Numbers, contacts, facts.
    "toll-free-expected": "855.689.9434\"" => "585.689.9434\"";
    "number-listed-twice": "[contacts.held-documents]" => "[contacts.help]\nname = \"Help\"\nphone = \"877-273-5572\"\nsource = \"x\"\n\n[contacts.held-documents]";
    "contact-without-channel": "post   = [\"Ally Payment Processing\", \"P.O. Box 9001951\", \"Louisville, KY 40290-1951\"]" => "post   = []";
    "unsourced-fact": "source = \"Ally Insurance 800.729.4622\"\n" => "";
    "synonym-without-effect": "[messages.goodbye]" => "[synonyms]\n\"power of attorney\" = \"POA\"\nmortgage = \"house loan\"\n\n[messages.goodbye]";
    "future-plan": "= 2023-08-28" => "= 2026-08-28";
    // The check itself.
    "unused-allowance": "allow.menu-open-when-all-closed" => "allow.long-prompt = \"x\"\nallow.menu-open-when-all-closed";
    "unknown-rule": "allow.menu-open-when-all-closed" => "allow.menu-open-when-all-close";
};

fn ally() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("menus/ally");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let named = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    paths.iter().map(|path| (named(path), fs::read_to_string(path).unwrap().replace("\r\n", "\n"))).collect()
}

/// Puts a mistake into the files. Whether all of its places are there.
fn plant(files: &mut [(String, String)], planted: &Planted) -> bool {
    planted.edits.iter().all(|(old, new)| {
        let Some((_, text)) = files.iter_mut().find(|(_, text)| text.contains(old)) else { return false };
        *text = text.replacen(old, new, 1);
        true
    })
}

fn check_files(files: &[(String, String)], what: &str) -> Checked {
    checked(files, None).unwrap_or_else(|said| panic!("{what}\n{said}"))
}

#[test]
fn the_directory_is_clean_or_says_why_not() {
    let Checked { report, sources, .. } = check_files(&ally(), "as it is");
    assert!(report.findings.is_empty(), "{}", shown(&report.findings, &sources));
    let allowed: Vec<_> = report.allowed.iter().map(|allowed| allowed.diagnostic.code).collect();
    assert_eq!(allowed, ["menu-open-when-all-closed", "old-plan"]);
}

#[test]
fn every_planted_mistake_is_found_where_it_was_planted() {
    assert!(ally().iter().any(|(_, text)| text.contains(CPC_SAY)));
    for planted in PLANTED {
        let mut files = ally();
        assert!(plant(&mut files, planted), "{}: {:?}", planted.code, planted.edits);
        let Checked { report, sources, .. } = check_files(&files, planted.code);
        let found = report.findings.iter().find(|finding| finding.code == planted.code);
        let found =
            found.unwrap_or_else(|| panic!("{}:\n{}", planted.code, shown(&report.findings, &sources)));
        // Something in a file that was changed is pointed at.
        let files =
            || report.findings.iter().flat_map(|finding| finding.primary.iter().chain(&finding.related));
        let named: Vec<_> = files().map(|label| sources.file(label.span.file).name()).collect();
        assert!(found.primary.is_some() && !named.is_empty(), "{}", planted.code);
    }
}

#[test]
fn mistakes_of_most_kinds_are_planted() {
    // These need what the directory does not have (inputs, switches), or no lines, or scenarios; case files show them.
    let elsewhere = [
        "case-without-condition",
        "entry-never-made",
        "key-after-entry",
        "no-keys",
        "no-line",
        "no-way-out",
        "old-plan",
        "shadowed-route",
        "stale-scenario",
    ];
    let missing: Vec<_> = catalogue()
        .iter()
        .map(|rule| rule.code)
        .filter(|code| !elsewhere.contains(code) && !PLANTED.iter().any(|planted| planted.code == *code))
        .collect();
    assert_eq!(missing, [""; 0]);
    assert_eq!((PLANTED.len(), catalogue().len()), (58, 61), "planted mistakes, rules");
}

proptest! {
    #![proptest_config(drawn::cases(24))]

    #[test]
    fn repairs_leave_nothing_that_has_one_and_make_nothing_new(chosen in prop::collection::vec(0..PLANTED.len(), 1..6)) {
        let mut files = ally();
        for index in chosen {
            // Two mistakes in one place cannot both be made.
            plant(&mut files, &PLANTED[index]);
        }
        let Ok(before) = checked(&files, None) else { return Ok(()) };
        let texts = mended(&before.plan.sources, &Levels::of(&before.plan), today());
        let mut mended_files = files.clone();
        for fixed in &texts {
            mended_files[before.plan.sources.iter().position(|(id, _)| id == fixed.file).unwrap()].1 = fixed.text.clone();
        }
        let after = check_files(&mended_files, "mended");
        let said = shown(&after.report.findings, &after.sources);
        prop_assert!(after.report.findings.iter().all(|finding| finding.fix.is_none()), "{}", said);
        let codes = |checked: &Checked| checked.report.findings.iter().map(|finding| finding.code).collect::<Vec<_>>();
        let known = codes(&before);
        prop_assert!(codes(&after).iter().all(|code| known.contains(code)), "new ones:\n{}", said);
        prop_assert!(after.report.findings.len() <= before.report.findings.len());
        comments_are_kept(&before.sources, &after.sources)?;
    }
}

/// Nothing is said in a comment that is not said afterwards.
fn comments_are_kept(before: &Sources, after: &Sources) -> Result<(), TestCaseError> {
    let comments = |sources: &Sources| {
        let lines =
            sources.iter().flat_map(|(_, file)| file.text().lines().map(str::to_owned).collect::<Vec<_>>());
        lines.filter(|line| line.starts_with('#')).collect::<Vec<_>>()
    };
    prop_assert_eq!(comments(before), comments(after));
    Ok(())
}
