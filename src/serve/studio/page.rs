//! The page of the studio: where its parts stand. The parts themselves are asked for by its script.

use maud::{Markup, html};

use super::board::StudioPart;

/// Its body. `title`: the name of the plan.
#[must_use]
pub(super) fn studio_body(title: &str) -> Markup {
    html! {
        header.studio-head {
            h1 { (title) }
            ul #glance aria-label="At a glance" {}
            nav aria-label="Pages" { a href="/" target="phone" { "Phone" } " " a href="/trainer" { "Class" } " " a href="/studio/recordings" { "Recordings" } }
        }
        section.notices aria-label="Notices" {
            p #notice.trouble role="alert" hidden {}
            p #behind role="status" hidden {
                "The plan cannot be read while it has these errors. The map, the differences and the scenarios are those of the \
                 last plan that could."
            }
            p #draft hidden { "What is underlined and found below is of your text as you type. Nothing of it is saved yet." }
        }
        p #told.hidden role="status" {}
        main.studio {
            div.pane {
                section #text aria-labelledby="text-title" {
                    h2 #text-title.hidden { "The plan’s files" }
                    div.files-head { ul #file-list aria-label="Files" {} }
                    p #keys-help.hidden { "Control and S saves this file. F8 goes to the next finding, Shift and F8 to the one before it." }
                    div #files {}
                }
                section #map aria-labelledby="map-title" tabindex="-1" {
                    h2 #map-title { "Map" }
                    fieldset.choices {
                        legend.hidden { "What the map shows" }
                        label { input type="radio" name="show" value="changes" checked; " what changed" }
                        label { input type="radio" name="show" value="checked"; " what scenarios check" }
                    }
                    div #map-part {}
                }
            }
            div.pane tabindex="0" role="region" aria-label="What the studio found" {
                (side(StudioPart::Findings, "Findings"))
                (side(StudioPart::Differences, "Who fares differently"))
                (side(StudioPart::Scenarios, "Scenarios"))
                (side(StudioPart::Coverage, "What scenarios check"))
            }
        }
        noscript { p.trouble { "The studio is a program: allow this page to run scripts." } }
    }
}

fn side(part: StudioPart, title: &str) -> Markup {
    let word = part.word();
    html! {
        section id=(word) aria-labelledby={ (word) "-title" } tabindex="-1" {
            h2 id={ (word) "-title" } { (title) }
            div id={ (word) "-part" } {}
        }
    }
}
