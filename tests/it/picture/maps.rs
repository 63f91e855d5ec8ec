use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use ivrsim::base::text::Paint;
use ivrsim::picture::{
    Emphasis, Forest, Marks, NodeKind, Picture, PictureDetail, PictureMoment, RemovedTurn, Tree, Turn,
};
use ivrsim::plan::builtin;
use ivrsim::plan::{Plan, StepId};
use ivrsim::time::{Zone, moment};
use proptest::prelude::*;

use super::readers::{Graph, Svg};
use crate::helpers::drawn;
use crate::helpers::generated::assert_generated;
use crate::oracles::dice::Dice;
use crate::oracles::garage::garage;
use crate::oracles::plan;

const KITCHEN_SINK: &str = include_str!("../../cases/plan-ok/kitchen-sink.toml");
const HOSTILE: &str = include_str!("../../cases/picture/hostile.toml");

/// Holds every format of a picture to its file.
fn assert_drawn(name: &str, forest: &Forest<'_>, moment: Option<PictureMoment>, marks: &Marks) {
    let tree = Tree { forest, moment, marks, here: None, paint: Paint::new(false) };
    let picture = Picture { forest, moment, marks };
    let formats = [
        ("txt", tree.to_string()),
        ("svg", picture.svg().to_string()),
        ("mmd", picture.mermaid().to_string()),
        ("dot", picture.dot().to_string()),
    ];
    for (ending, drawn) in formats {
        assert_generated(&Path::new("tests/cases/picture").join(format!("{name}.{ending}")), &drawn);
    }
}

fn at(plan: &Plan, time: &str, caller: &str) -> PictureMoment {
    PictureMoment { at: moment::parse(time, plan.zone).unwrap(), caller_zone: Zone::named(caller).unwrap() }
}

/// Every way to draw a plan is well-formed, and says the same of it.
fn assert_well_formed(forest: &Forest<'_>, moment: Option<PictureMoment>) -> (Svg, Graph) {
    let picture = Picture { forest, moment, marks: &Marks::default() };
    let svg = Svg::read(&picture.svg().to_string());
    let [mermaid, dot] =
        [Graph::of_mermaid(&picture.mermaid().to_string()), Graph::of_dot(&picture.dot().to_string())];
    // Graphviz breaks no lines itself, so that a word without end is cut for it.
    assert_eq!(mermaid.without_spaces(), dot.without_spaces());
    for (index, a) in svg.covered.iter().enumerate() {
        for b in &svg.covered[..index] {
            let apart = a[2] < b[0] || b[2] < a[0] || a[3] < b[1] || b[3] < a[1];
            assert!(apart, "{a:?} is drawn over {b:?}");
        }
    }
    (svg, dot)
}

/// How often each step is drawn.
fn drawn(forest: &Forest<'_>) -> BTreeMap<StepId, usize> {
    let mut drawn = BTreeMap::new();
    for node in &forest.nodes {
        if let NodeKind::Step(id) = node.what {
            *drawn.entry(id).or_default() += 1;
        }
    }
    drawn
}

fn assert_every_step_once(plan: &Plan, forest: &Forest<'_>) {
    let all: BTreeMap<StepId, usize> = plan.steps().map(|(id, _)| (id, 1)).collect();
    assert_eq!(drawn(forest), all);
}

#[test]
fn a_plan_with_everything_is_drawn_at_a_moment() {
    let plan = plan::plan(KITCHEN_SINK);
    let moment = Some(at(&plan, "2026-02-03 19:00", "America/Denver"));
    let forest = Forest::of_plan(&plan, PictureDetail::CommonExitsOnce);
    assert_drawn("kitchen-sink", &forest, moment, &Marks::default());
    assert_well_formed(&forest, moment);
    assert_every_step_once(&plan, &forest);
}

#[test]
fn a_tree_fits_the_screen_and_says_the_same() {
    let plan = builtin();
    let forest = Forest::of_plan(plan, PictureDetail::Full);
    let marks = Marks::default();
    let tree = |paint| Tree { forest: &forest, moment: None, marks: &marks, here: None, paint }.to_string();
    let words = |text: &str| {
        let words = text.split_whitespace().filter(|word| *word != "│");
        words.map(str::to_owned).collect::<Vec<_>>()
    };
    let wide = tree(Paint::new(false));
    for columns in [80, 60] {
        let fitted = tree(Paint::new(false).within(Some(columns)));
        for line in fitted.lines() {
            assert!(line.chars().count() <= columns, "{columns}: {line}");
        }
        assert_eq!(words(&fitted), words(&wide), "{columns}");
    }
}

#[test]
fn a_line_of_the_directory_is_drawn_in_full() {
    let plan = builtin();
    let forest = Forest::of_line(plan, plan.line_named("cpc").unwrap(), PictureDetail::Full);
    assert_drawn("cpc-full", &forest, None, &Marks::default());
    assert_well_formed(&forest, None);
}

#[test]
fn the_picture_in_the_readme_is_what_its_command_draws() {
    let plan = builtin();
    let forest = Forest::of_line(plan, plan.line_named("cpc").unwrap(), PictureDetail::CommonExitsOnce);
    let moment = Some(at(plan, "2023-08-28 18:30", "America/New_York"));
    let picture = Picture { forest: &forest, moment, marks: &Marks::default() };
    assert_generated(Path::new("docs/cpc.svg"), &picture.svg().to_string());
}

#[test]
fn names_cannot_break_out_of_a_picture() {
    let plan = plan::plan(HOSTILE);
    let forest = Forest::of_plan(&plan, PictureDetail::CommonExitsOnce);
    assert_drawn("hostile", &forest, None, &Marks::default());
    let (svg, graph) = assert_well_formed(&forest, None);
    assert!(svg.titles.iter().any(|title| title.contains("<script>alert(1)</script> \"quoted\" &amp;")));
    let script = "<script>alert('x')</script> & </g></svg> &lt;b&gt; destination";
    assert!(graph.nodes.values().any(|label| label == script), "{graph:?}");
    let label = "1 1. first `code` --> #quot; | ))";
    assert!(graph.edges.iter().any(|(_, _, told)| told == label), "{graph:?}");
}

#[test]
fn what_is_new_changed_and_gone_stands_out() {
    let plan = builtin();
    let step = |key: &str| plan.step_named(key).unwrap();
    let turn = |key: char| Turn::Key(ivrsim::plan::Key::new(key).unwrap());
    let gone = |label: &str, to: &str| RemovedTurn { label: label.to_owned(), to: to.to_owned() };
    let marks = Marks {
        lines: [(plan.line_named("cpc").unwrap(), Emphasis::Changed)].into(),
        steps: [(step("ally-plus"), Emphasis::New), (step("cpc-main"), Emphasis::Changed)].into(),
        turns: [
            ((step("cpc-main"), turn('7')), Emphasis::New),
            ((step("cpc-main"), turn('4')), Emphasis::Changed),
        ]
        .into(),
        gone: [(step("cpc-main"), vec![gone("9", "Municipal \"Leases\" <old>")])].into(),
        gone_lines: vec![gone("1-800-555-0100", "Fleet & Co")],
        ..Marks::default()
    };
    let forest = Forest::of_line(plan, plan.line_named("cpc").unwrap(), PictureDetail::CommonExitsOnce);
    assert_drawn("marks", &forest, None, &marks);
    let picture = Picture { forest: &forest, moment: None, marks: &marks };
    Svg::read(&picture.svg().to_string());
    assert_eq!(Graph::of_mermaid(&picture.mermaid().to_string()), Graph::of_dot(&picture.dot().to_string()));
}

#[test]
fn the_directory_is_drawn_the_same_every_time() {
    let draw = || {
        let plan = builtin();
        let forest = Forest::of_plan(plan, PictureDetail::CommonExitsOnce);
        let picture = Picture { forest: &forest, moment: None, marks: &Marks::default() };
        format!("{}{}{}", picture.svg(), picture.mermaid(), picture.dot())
    };
    assert_eq!(draw(), draw());
}

/// The work that a picture takes is in its branches: each turn of each step is looked at once, whatever leads where.
#[test]
fn a_dense_plan_is_drawn_by_one_look_at_every_link() {
    let count = 200;
    let mut text = garage("s0", "");
    for step in 0..count {
        let _ = writeln!(text, "[menus.s{step}]\nsay = \"{{options}}\"\n[menus.s{step}.keys]");
        for key in 1..=3 {
            let _ = writeln!(text, "{key} = \"s{}\"", (step * 7 + key * 61 + step * step * key) % count);
        }
        text.push_str("9 = \"hang-up\"\n");
    }
    let plan = plan::plan(&text);
    let links: usize = plan.steps().map(|(_, step)| step.links().len()).sum();
    for detail in [PictureDetail::CommonExitsOnce, PictureDetail::Full] {
        let forest = Forest::of_plan(&plan, detail);
        assert_every_step_once(&plan, &forest);
        let turns: usize =
            forest.nodes.iter().flat_map(|node| &node.branches).map(|branch| branch.turns.len()).sum();
        assert!(turns <= links + 1 + 3, "{turns} turns of {links} links");
        assert_well_formed(&forest, None);
    }
}

#[test]
fn a_long_chain_goes_on_below_instead_of_off_the_page() {
    let count = 3_000;
    let mut text = garage("s0", "");
    for step in 0..count {
        let next = if step + 1 < count { format!("s{}", step + 1) } else { "hang-up".to_owned() };
        let _ = writeln!(text, "[messages.s{step}]\nsay = \"x\"\nthen = \"{next}\"");
    }
    let plan = plan::plan(&text);
    let forest = Forest::of_plan(&plan, PictureDetail::CommonExitsOnce);
    assert_every_step_once(&plan, &forest);
    let deepest = forest.nodes.iter().map(|node| node.depth).max();
    assert_eq!(deepest, Some(16));
    let tree = Tree {
        forest: &forest,
        moment: None,
        marks: &Marks::default(),
        here: None,
        paint: Paint::new(false),
    };
    assert!(tree.to_string().len() < 200 * count, "a tree is not indented without end");
    let picture = Picture { forest: &forest, moment: None, marks: &Marks::default() };
    Svg::read(&picture.svg().to_string());
}

proptest! {
    #![proptest_config(drawn::cases(100))]

    #[test]
    fn every_step_of_a_random_plan_is_drawn_once_and_well(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let plan = plan::plan(&plan::text(&mut Dice::new(&bytes)));
        let moment = at(&plan, "2026-02-03 12:00", "America/Denver");
        for detail in [PictureDetail::CommonExitsOnce, PictureDetail::Full] {
            let forest = Forest::of_plan(&plan, detail);
            assert_every_step_once(&plan, &forest);
            let (svg, graph) = assert_well_formed(&forest, Some(moment));
            for (_, step) in plan.steps() {
                prop_assert_eq!(svg.titles.iter().filter(|title| **title == step.key).count(), 1);
            }
            prop_assert_eq!(graph.nodes.len(), forest.nodes.len());
            let line = plan.lines().next().unwrap().0;
            let of_line = Forest::of_line(&plan, line, detail);
            prop_assert_eq!(drawn(&of_line), plan.steps_of(line).into_iter().map(|id| (id, 1)).collect());
            let (moment, marks, paint) = (Some(moment), &Marks::default(), Paint::new(false));
            let drawn = Tree { forest: &of_line, moment, marks, here: None, paint }.to_string();
            prop_assert!(!drawn.contains('\x1b'), "{}", drawn);
        }
    }
}
