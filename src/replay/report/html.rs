//! The report as one page that needs nothing else: no script and nothing that is fetched.

use std::fmt::Write as _;

use maud::{Markup, PreEscaped, html};

use super::{tables, words};
use crate::base::Language;
use crate::base::text::{PAGE_STYLE, Page, TABLE_STYLE};
use crate::replay::change::ReplayChange;
use crate::replay::survey::{Bounds, HourTally, ReplaySurvey};

const MORE_STYLE: &str = include_str!("page.css");

/// Days as they stand in front of a week.
const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// The page.
#[must_use]
pub fn html(survey: &ReplaySurvey, plan: &str, change: Option<&ReplayChange>) -> String {
    let title = words::title(survey, plan);
    let hours = tables::all_hours(survey);
    let notes: Vec<String> = words::left_out(survey).into_iter().chain(words::passed_over(survey)).collect();
    Page { language: Language::English, title: &title, styles: &[PAGE_STYLE, TABLE_STYLE, MORE_STYLE] }.with(&html! {
        h1 { (title) }
        p { (words::read(survey)) }
        @if let Some(clock) = words::clock(survey) { p { (clock) } }
        main {
            ul.sum {
                li { b { (words::calls(survey.calls)) } }
                li { b { (survey.closed) } " met a closed door" }
                li { b { (words::percent(survey.explained, survey.settled)) } " explained" }
                @if let Some(change) = change { li { b { (change.calls) } " fare differently" } }
            }
            @if let Some(change) = change { (changed(survey, change)) }
            @if survey.on_lines() > 0 {
                section { h2 { "Closed doors" }
                    p { (words::of_calls(survey.closed, survey.on_lines())) " met a closed door." }
                    (heat_map("Calls that may have met a closed door, by the hour of the week", &hours, |hour| hour.closed))
                    (bars(&hours))
                    (tables::doors(survey).html())
                    (tables::distances(survey).html())
                }
                section { h2 { "Calls" }
                    (heat_map("Calls by the hour of the week", &hours, |hour| Bounds { least: hour.calls, most: hour.calls }))
                    (tables::lines(survey).html())
                    (tables::ends(survey).html())
                }
            }
            @if let Some(forecast) = &survey.forecast {
                section { h2 { "Next month" } @for sentence in forecast.sentences() { p { (sentence) } } }
            }
            section { h2 { "Reality check" }
                p { (words::reality(survey)) }
                @if !survey.drifts.is_empty() { (tables::drifts(survey).html()) }
            }
            @if !notes.is_empty() { section { h2 { "Records" } ul { @for note in &notes { li { (note) } } } } }
        }
    })
}

fn changed(survey: &ReplaySurvey, change: &ReplayChange) -> Markup {
    html! {
        section { h2 { "What the change does" }
            @for sentence in words::changed(survey, change) { p { (sentence) } }
            @if !change.causes.is_empty() { (tables::causes(change).html()) }
            @for cause in &change.causes {
                h3 { (cause.place) ": " (cause.calls) " calls" }
                @if !cause.old.is_empty() || !cause.new.is_empty() {
                    pre.edit {
                        @for line in &cause.old { del { "- " (line) } "\n" }
                        @for line in &cause.new { ins { "+ " (line) } "\n" }
                    }
                }
                p.dim { "First: " (words::place(survey, &cause.first)) }
                @if let Some((old, new)) = &cause.replay { code { (old) "\n" (new) } }
            }
        }
    }
}

/// A week as a table whose cells are darker where more is.
fn heat_map(caption: &str, hours: &[HourTally], of: impl Fn(&HourTally) -> Bounds) -> Markup {
    let most = hours.iter().map(|hour| of(hour).most).max().unwrap_or(0).max(1);
    let class = |count: u64| format!("h{}", if count == 0 { 0 } else { 1 + count * 4 / (most + 1) });
    html! {
        div.scroll { table.heat {
            caption { (caption) }
            thead { tr { td {} @for hour in 0..24 { th scope="col" { (hour) } } } }
            tbody { @for (day, name) in DAYS.iter().enumerate() { tr {
                th scope="row" { (name) }
                @for hour in &hours[day * 24..(day + 1) * 24] {
                    @let count = of(hour);
                    td class=(class(count.most)) { @if !count.is_none() { (count.most) } }
                }
            } "\n" } }
        } }
    }
}

/// Closed doors by the hour of the day, as a picture. Every figure of it is in the table above.
fn bars(hours: &[HourTally]) -> Markup {
    const HEIGHT: u64 = 120;
    let mut by_hour = [Bounds::default(); 24];
    for (index, hour) in hours.iter().enumerate() {
        by_hour[index % 24] += hour.closed;
    }
    let most = by_hour.iter().map(|bounds| bounds.most).max().unwrap_or(0);
    if most == 0 {
        return html! {};
    }
    let mut svg = String::from(
        "<svg class=\"bars\" viewBox=\"0 0 480 144\" role=\"img\" aria-label=\"Closed doors by the hour of the day\">",
    );
    for (hour, bounds) in by_hour.iter().enumerate() {
        let (x, high, low) = (hour * 20, bounds.most * HEIGHT / most, bounds.least * HEIGHT / most);
        // Writing to memory cannot fail.
        let _ = write!(
            svg,
            "<rect class=\"most\" x=\"{}\" y=\"{}\" width=\"16\" height=\"{high}\"/><rect class=\"least\" x=\"{}\" y=\"{}\" \
             width=\"16\" height=\"{low}\"/><text x=\"{}\" y=\"138\">{hour}</text>",
            x + 2,
            HEIGHT - high,
            x + 2,
            HEIGHT - low,
            x + 10,
        );
    }
    svg.push_str("</svg>");
    html! {
        figure { (PreEscaped(svg))
            figcaption.dim { "Closed doors by the hour of the day: dark is certain, light is possible." }
        }
    }
}
