//! A shape for each kind of step, so that they are told apart without colors.

use std::fmt;

use super::face::Kind;
use super::layout::Size;

/// The outline of a box.
pub(super) struct Outline {
    pub(super) kind: Kind,
    pub(super) x: i32,
    pub(super) y: i32,
    pub(super) size: Size,
}

/// How far corners are cut, and how far inside a second line runs.
const CUT: i32 = 12;
const INSIDE: i32 = 6;

/// What a shape takes from the room of its text, at the left and at the right.
pub(super) fn inset(kind: Kind) -> i32 {
    match kind {
        Kind::Input | Kind::Switch => 8,
        Kind::Line | Kind::Voicemail | Kind::Message | Kind::LastMessage => 4,
        Kind::Menu | Kind::Destination | Kind::Heading => 0,
    }
}

impl fmt::Display for Outline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { x: left, y: top, size, .. } = *self;
        let (right, bottom) = (left + size.width, top + size.height);
        match self.kind {
            Kind::Line => self.rectangle(f, size.height / 2),
            Kind::Menu => self.rectangle(f, 9),
            Kind::Destination | Kind::Heading => self.rectangle(f, 1),
            Kind::Input => {
                let (from, to) = (left + CUT, right - CUT);
                write!(f, "<path class=\"box\" d=\"M{from} {top}H{right}L{to} {bottom}H{left}Z\"/>")
            }
            Kind::Switch => {
                let (from, to, middle) = (left + CUT, right - CUT, top + size.height / 2);
                write!(
                    f,
                    "<path class=\"box\" \
                     d=\"M{from} {top}H{to}L{right} {middle}L{to} {bottom}H{from}L{left} {middle}Z\"/>"
                )
            }
            Kind::Message | Kind::LastMessage => {
                let (to, below) = (right - CUT, top + CUT);
                write!(
                    f,
                    "<path class=\"box\" d=\"M{left} {top}H{to}L{right} {below}V{bottom}H{left}Z\"/>\
                     <path class=\"box\" fill-opacity=\"0\" d=\"M{to} {top}V{below}H{right}\"/>"
                )
            }
            Kind::Voicemail => {
                self.rectangle(f, 1)?;
                let (from, to) = (left + INSIDE, right - INSIDE);
                write!(
                    f,
                    "<path class=\"box\" fill-opacity=\"0\" d=\"M{from} {top}V{bottom}M{to} {top}V{bottom}\"/>"
                )
            }
        }
    }
}

impl Outline {
    fn rectangle(&self, f: &mut fmt::Formatter<'_>, radius: i32) -> fmt::Result {
        let Self { x, y, size: Size { width, height }, .. } = self;
        write!(
            f,
            "<rect class=\"box\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"{radius}\"/>"
        )
    }
}
