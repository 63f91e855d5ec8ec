//! A picture that is kept or printed, in the formats for it.

use std::fmt;

use super::dot::Dot;
use super::drawing::Picture;
use super::json::MapJson;
use super::mermaid::Mermaid;
use super::svg::Svg;

impl<'a> Picture<'a> {
    /// As SVG: one file that needs nothing else, in light or dark colors as its reader prefers.
    #[must_use]
    pub fn svg(self) -> impl fmt::Display + 'a {
        Svg { picture: self, within: None }
    }

    /// As a part of a page that has [`MAP_STYLE`](super::svg::MAP_STYLE), with names that begin so.
    #[must_use]
    #[cfg(feature = "serve")]
    pub(crate) fn svg_within(self, names: &'a str) -> impl fmt::Display + 'a {
        Svg { picture: self, within: Some(names) }
    }

    /// As a Mermaid flowchart. Mermaid draws up to 500 edges unless it is configured otherwise.
    #[must_use]
    pub fn mermaid(self) -> impl fmt::Display + 'a {
        Mermaid(self)
    }

    /// As a graph in the DOT language.
    #[must_use]
    pub fn dot(self) -> impl fmt::Display + 'a {
        Dot(self)
    }

    /// For programs, which draw nothing.
    #[must_use]
    pub fn json(self) -> MapJson {
        MapJson::of(&self)
    }
}
