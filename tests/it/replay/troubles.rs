//! Files that are broken, twice there, or in no order: counted and named, never fatal.

use ivrsim::replay::records::{LeaveOut, RecordRules, RowTrouble};

use super::played::play;
use super::truth::{assert_holds, rules};
use super::written::Writing;
use super::{PLAN, plan, told};

#[test]
fn rows_that_are_broken_take_no_other_with_them() {
    let plan = plan(PLAN);
    let calls = play(&plan, "2026-03-02T00:00:00Z", 28, 60, 9);
    for writing in Writing::ALL {
        if matches!(writing, Writing::TwilioJson | Writing::ConnectArray) {
            continue;
        }
        let mut rows = writing.rows(&calls, plan.zone);
        // A row of letters in the middle, and one that breaks off at the end.
        let torn = rows[0][..rows[0].len() / 2].to_owned();
        if !matches!(writing, Writing::ConnectLines | Writing::ConnectStream) {
            rows.insert(7, "broken".to_owned());
        }
        let mut text = writing.joined(&rows);
        text.push_str(&torn);
        let told = told(&plan, &[&text], &rules(writing), Some(plan.zone));
        assert_holds(&told, &calls, &format!("{writing:?}"));
        let troubles = &told.files[0].troubles;
        assert!(
            troubles.iter().any(|known| known.trouble == RowTrouble::Torn && known.count == 1),
            "{writing:?}: {troubles:?}"
        );
        let passed: usize = troubles.iter().map(|known| known.count).sum();
        let expected = if matches!(writing, Writing::ConnectLines | Writing::ConnectStream) { 1 } else { 2 };
        assert_eq!(passed, expected, "{writing:?}: {troubles:?}");
    }
}

#[test]
fn a_file_that_is_there_twice_counts_once_and_order_does_not_matter() {
    let plan = plan(PLAN);
    let calls = play(&plan, "2026-03-02T00:00:00Z", 28, 80, 10);
    for writing in Writing::ALL {
        let mut rows = writing.rows(&calls, plan.zone);
        let count = rows.len();
        let text = writing.joined(&rows);
        rows.reverse();
        let backwards = writing.joined(&rows);
        let told = told(&plan, &[&text, &backwards], &rules(writing), Some(plan.zone));
        assert_holds(&told, &calls, &format!("{writing:?}"));
        let twice: usize = told
            .files
            .iter()
            .flat_map(|file| &file.troubles)
            .filter(|known| known.trouble == RowTrouble::Duplicate)
            .map(|known| known.count)
            .sum();
        assert_eq!(twice, count, "{writing:?}");
        assert!(told.files.iter().any(|file| file.unsorted > 0), "{writing:?}");
    }
}

#[test]
fn calls_from_inside_and_tests_are_left_out() {
    let plan = plan(PLAN);
    let calls = play(&plan, "2026-03-02T00:00:00Z", 28, 40, 11);
    let mut rows = Writing::Asterisk.rows(&calls, plan.zone);
    let inside = rows[0]
        .replace(&calls[0].caller.map_or_else(|| "anonymous".to_owned(), |digits| digits.to_string()), "204");
    rows.push(inside.replace(".0\"", ".900\""));
    let test = rows[1].replace(
        &calls[1].caller.map_or_else(|| "anonymous".to_owned(), |digits| digits.to_string()),
        "6155550199",
    );
    rows.push(test.replace(".1\"", ".901\""));
    let leave_out = vec![LeaveOut::parse("from=615-555-0199").expect("a rule")];
    let rules = RecordRules { leave_out, ..RecordRules::default() };
    let told = told(&plan, &[&Writing::Asterisk.joined(&rows)], &rules, Some(plan.zone));
    assert_eq!((told.calls, told.left_out.internal, told.left_out.by_rule), (40, 1, 1));
}

#[test]
fn what_is_no_record_is_not_read() {
    let plan = plan(PLAN);
    for text in ["", "hello\nworld\n", "{\"a\": 1}", "[1, 2]", "a,b,c\n1,2,3\n", "\u{0}\u{1}"] {
        let told = told(&plan, &[text], &RecordRules::default(), None);
        assert_eq!((told.calls, told.files[0].format), (0, None), "{text}");
    }
}

#[test]
fn any_text_is_read_whatever_its_parts() {
    let plan = plan(PLAN);
    let calls = play(&plan, "2026-03-02T00:00:00Z", 28, 8, 17);
    let mut dice = super::played::Dice::new(18);
    for writing in Writing::ALL {
        let whole = writing.file(&calls, plan.zone).into_bytes();
        crate::oracles::records::any_text_is_read(&whole);
        // Some bytes are others, and some are gone.
        for _ in 0..60 {
            let mut text = whole.clone();
            for _ in 0..=dice.below(6) {
                let at = dice.below(text.len() as u64) as usize;
                match dice.below(3) {
                    0 => text[at] = b"\"{}[],;\n\\:\0\xff"[dice.below(12) as usize],
                    1 if text.len() > 20 => drop(text.remove(at)),
                    _ => text.truncate(at.max(20)),
                }
            }
            crate::oracles::records::any_text_is_read(&text);
        }
    }
}
