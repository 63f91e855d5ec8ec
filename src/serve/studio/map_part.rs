//! The map: what callers meet otherwise than before, or how much of each place is checked.

use std::collections::BTreeMap;

use maud::{Markup, PreEscaped, html};

use super::compared::StudioComparison;
use crate::base::text::Page;
use crate::diff::DifferenceKind;
use crate::picture::{Forest, Marks, Picture, PictureDetail};
use crate::plan::{Dialable, LineId, Plan, StepId, StepKind};
use crate::suite::coverage::{Cell, Covered, Share};

/// So many lines are drawn where nobody has chosen one.
const MAX_DRAWN: usize = 8;

/// How much is checked of the lines and steps of a plan.
#[derive(Clone, Debug, Default)]
pub struct CheckedPlaces {
    lines: BTreeMap<LineId, Share>,
    steps: BTreeMap<StepId, Share>,
    /// How much of all of it.
    pub share: Share,
}

impl CheckedPlaces {
    /// Sorts what is covered by where it is met.
    #[must_use]
    pub fn of(covered: &Covered<'_>) -> Self {
        let mut places = Self { share: covered.share(), ..Self::default() };
        for (cell, _, calls) in covered.cells() {
            let share = match place_of(cell) {
                CellPlace::Line(line) => places.lines.entry(line).or_default(),
                CellPlace::Step(step) => places.steps.entry(step).or_default(),
            };
            share.of += 1;
            share.covered += usize::from(calls > 0);
        }
        places
    }
}

/// Where something is met that can be checked.
enum CellPlace {
    Line(LineId),
    Step(StepId),
}

fn place_of(cell: &Cell) -> CellPlace {
    match *cell {
        Cell::Step(step)
        | Cell::Key(step, _)
        | Cell::Entry(step, _)
        | Cell::Silence(step)
        | Cell::Other(step)
        | Cell::Case(step, _)
        | Cell::Otherwise(step)
        | Cell::NoInput(step)
        | Cell::NoInputGivesUp(step)
        | Cell::NoMatch(step)
        | Cell::NoMatchGivesUp(step)
        | Cell::Open(step)
        | Cell::Closed(step)
        | Cell::Transfer(step, _)
        | Cell::Said(step, ..)
        | Cell::Ends(_, _, Some(step)) => CellPlace::Step(step),
        Cell::Ends(line, _, None) | Cell::Hours(line, ..) | Cell::Caller(line, _) => CellPlace::Line(line),
    }
}

/// What a map shows.
#[derive(Clone, Copy, Debug)]
pub enum MapSubject<'a> {
    /// What callers meet otherwise.
    Changes(Option<&'a StudioComparison>),
    /// How much is checked.
    Checked(&'a CheckedPlaces),
}

/// The map of some lines: the one that was chosen, else those with changes, else the first that have menus.
#[must_use]
pub fn map_part(plan: &Plan, subject: MapSubject<'_>, chosen: Option<&str>) -> String {
    let marks = match subject {
        MapSubject::Changes(Some(compared)) => Marks::between(&compared.base.plan, plan, &compared.diff),
        MapSubject::Changes(None) => Marks::default(),
        MapSubject::Checked(places) => Marks {
            checked_lines: places.lines.clone(),
            checked_steps: places.steps.clone(),
            ..Marks::default()
        },
    };
    let changed = match subject {
        MapSubject::Changes(Some(compared)) => lines_of(plan, compared),
        _ => Vec::new(),
    };
    let line = chosen.and_then(|key| plan.line_named(key));
    let lines = match line {
        Some(line) => vec![line],
        None if !changed.is_empty() => changed.clone(),
        None => first_lines(plan, matches!(subject, MapSubject::Checked(_))),
    };
    Page::part(&html! {
        p.legend { (legend(subject)) }
        (choice(plan, &changed, line))
        @if line.is_none() && lines.len() > MAX_DRAWN {
            p.dim { "The first " (MAX_DRAWN) " of " (lines.len()) " numbers are drawn; choose another one above." }
        }
        @for (index, line) in lines.into_iter().take(MAX_DRAWN).enumerate() {
            (drawn(plan, line, &marks, index))
        }
        @if !marks.gone_lines.is_empty() {
            ul.gone { @for gone in &marks.gone_lines { li { (gone.to_string()) } } }
        }
    })
}

/// One line, drawn.
fn drawn(plan: &Plan, line: LineId, marks: &Marks, index: usize) -> Markup {
    let forest = Forest::of_line(plan, line, PictureDetail::CommonExitsOnce);
    let marks = &Marks { gone_lines: Vec::new(), ..marks.clone() };
    let names = format!("map{index}-");
    let svg = Picture { forest: &forest, moment: None, marks }.svg_within(&names).to_string();
    let name = &plan.line(line).name;
    html! {
        figure.line-map {
            figcaption { (plan.line(line).dialed()) " " (name) }
            // The picture is XML, with all texts of the plan set for it.
            div.scroll tabindex="0" role="region" aria-label={ "Map of " (name) } { (PreEscaped(svg)) }
        }
    }
}

/// Which line is to be drawn. Those with changes stand first.
fn choice(plan: &Plan, changed: &[LineId], chosen: Option<LineId>) -> Markup {
    let option = |id: LineId| {
        let line = plan.line(id);
        html! {
            option value=(line.key) selected[chosen == Some(id)] { (line.dialed()) " " (line.name) }
        }
    };
    let all = if changed.is_empty() { "The first numbers" } else { "All numbers with changes" };
    html! {
        label { "Draw " select name="line" {
            option value="" selected[chosen.is_none()] { (all) }
            @if !changed.is_empty() {
                optgroup label="With changes" { @for &id in changed { (option(id)) } }
            }
            optgroup label="All numbers" { @for (id, _) in plan.lines() { (option(id)) } }
        } }
    }
}

fn legend(subject: MapSubject<'_>) -> Markup {
    let (before, samples) = match subject {
        MapSubject::Changes(_) => {
            ("Stands out:", [("new", "new"), ("changed", "changed"), ("gone", "removed")])
        }
        MapSubject::Checked(_) => (
            "Of what callers can meet at a place, scenarios check",
            [("checked", "● all"), ("partly", "◐ some"), ("unchecked", "○ none")],
        ),
    };
    html! { (before) @for (class, sign) in samples { " " span class={ "sample " (class) } { b { (sign) } } } }
}

/// The lines on which callers fare otherwise.
fn lines_of(plan: &Plan, compared: &StudioComparison) -> Vec<LineId> {
    let differing =
        compared.diff.differences().filter(|difference| difference.kind != DifferenceKind::RemovedLine);
    let numbers = differing.filter_map(|difference| match plan.dial(difference.number?)? {
        Dialable::Line(line) => Some(line),
        Dialable::Fax(_) => None,
    });
    let mut lines: Vec<LineId> = numbers.collect();
    lines.sort_unstable();
    lines.dedup();
    lines
}

/// Lines that are worth a look where none was chosen: those that a menu answers; all, if everything is to be seen.
fn first_lines(plan: &Plan, all: bool) -> Vec<LineId> {
    let has_menu = |id: LineId| {
        let forest = Forest::of_line(plan, id, PictureDetail::Choices);
        forest.nodes.iter().any(|node| match node.what {
            crate::picture::NodeKind::Step(step) => matches!(plan.step(step).kind, StepKind::Menu(_)),
            _ => false,
        })
    };
    let with_menu: Vec<LineId> = plan.lines().map(|(id, _)| id).filter(|&id| all || has_menu(id)).collect();
    if with_menu.is_empty() { plan.lines().map(|(id, _)| id).collect() } else { with_menu }
}
