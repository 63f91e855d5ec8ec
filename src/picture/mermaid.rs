//! A plan for Mermaid, which GitHub, GitLab and many editors draw.
//!
//! The syntax is that of [flowcharts](https://mermaid.js.org/syntax/flowchart.html). Texts stand in quotes, and every
//! character that could mean something in there, to Mermaid, to its Markdown or to HTML, is written as the entity of its
//! number (`#35;`).

use std::fmt::{self, Write as _};

use super::chart::{Chart, ChartEdge};
use super::drawing::Picture;
use super::face::PlaceKind;
use super::marks::Emphasis;

/// A picture as a Mermaid flowchart.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mermaid<'a>(pub(super) Picture<'a>);

impl fmt::Display for Mermaid<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let chart = Chart::of(&self.0);
        f.write_str("flowchart LR\n")?;
        for (number, node) in chart.nodes.iter().enumerate() {
            let (open, close) = brackets(node.kind);
            write!(f, "    n{number}{open}\"")?;
            for (at, line) in node.lines.iter().enumerate() {
                write!(f, "{}{}", if at > 0 { "<br>" } else { "" }, MermaidText(line))?;
            }
            write!(f, "\"{close}:::{}", node.kind.word())?;
            writeln!(f)?;
        }
        for ChartEdge { from, to, label, exit, .. } in &chart.edges {
            let arrow = if *exit { "-.->" } else { "-->" };
            match label.as_str() {
                "" => writeln!(f, "    n{from} {arrow} n{to}")?,
                label => writeln!(f, "    n{from} {arrow}|\"{}\"| n{to}", MermaidText(label))?,
            }
        }
        f.write_str(CLASSES)?;
        let mut classes = |class: &str, numbers: Vec<String>| {
            if numbers.is_empty() { Ok(()) } else { writeln!(f, "    class {} {class}", numbers.join(",")) }
        };
        let nodes = || chart.nodes.iter().enumerate();
        let named = |(number, _)| format!("n{number}");
        classes("shut", nodes().filter(|(_, node)| node.closed).map(named).collect())?;
        classes("gone", nodes().filter(|(_, node)| node.gone).map(named).collect())?;
        for mark in [Emphasis::New, Emphasis::Changed] {
            classes(mark.word(), nodes().filter(|(_, node)| node.mark == Some(mark)).map(named).collect())?;
        }
        for (number, edge) in chart.edges.iter().enumerate() {
            let style = match edge.mark {
                _ if edge.gone => "stroke:#b3261e,stroke-dasharray:4",
                Some(Emphasis::New) => "stroke:#1a7f37,stroke-width:4px",
                Some(Emphasis::Changed) => "stroke:#b26a00,stroke-width:4px",
                None => continue,
            };
            writeln!(f, "    linkStyle {number} {style}")?;
        }
        Ok(())
    }
}

/// Colors that can be read on light and on dark pages. Every node has its own text color, so that no theme takes it away.
const CLASSES: &str = "\
\x20   classDef line fill:#1f3a5f,stroke:#1f3a5f,color:#fff
    classDef menu fill:#e3eefb,stroke:#2f6db5,color:#16191d
    classDef input fill:#efe7fa,stroke:#7a4fb5,color:#16191d
    classDef switch fill:#fdf0d5,stroke:#a8750a,color:#16191d
    classDef message fill:#f1f3f5,stroke:#6b7480,color:#16191d
    classDef destination fill:#e2f4e7,stroke:#2b7a45,color:#16191d
    classDef voicemail fill:#dff3f2,stroke:#1f7a78,color:#16191d
    classDef heading fill:#fff,stroke:#9aa3ad,color:#3d4650,stroke-dasharray:4
    classDef shut fill:#e4e6e9,stroke:#a7adb5,color:#5c646d
    classDef new stroke:#1a7f37,stroke-width:4px
    classDef changed stroke:#b26a00,stroke-width:4px
    classDef gone fill:#fff,stroke:#b3261e,color:#b3261e,stroke-dasharray:4
";

fn brackets(kind: PlaceKind) -> (&'static str, &'static str) {
    match kind {
        PlaceKind::Line => ("([", "])"),
        PlaceKind::Menu => ("(", ")"),
        PlaceKind::Input => ("[/", "/]"),
        PlaceKind::Switch => ("{{", "}}"),
        PlaceKind::Message | PlaceKind::LastMessage => (">", "]"),
        PlaceKind::Destination | PlaceKind::Heading => ("[", "]"),
        PlaceKind::Voicemail => ("[[", "]]"),
    }
}

/// A text between quotes.
struct MermaidText<'a>(&'a str);

impl fmt::Display for MermaidText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut before = ' ';
        for c in self.0.chars() {
            // A hyphen or full stop within a word is no list, and a colon after a digit is a time of day.
            let harmless = match c {
                ' ' | ',' | '(' | ')' => true,
                '-' | '.' => before.is_alphabetic(),
                ':' => before.is_ascii_digit(),
                c => c.is_alphanumeric(),
            } || (c == '-' && before.is_ascii_digit());
            if harmless {
                f.write_char(c)?;
            } else {
                write!(f, "#{};", u32::from(c))?;
            }
            before = c;
        }
        Ok(())
    }
}
