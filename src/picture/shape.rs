//! A shape for each kind of step, so that they are told apart without colors.

use std::fmt;

use super::face::PlaceKind;
use super::layout::Size;

/// The outline of a box.
pub(super) struct BoxShape {
    pub(super) kind: PlaceKind,
    pub(super) x: i32,
    pub(super) y: i32,
    pub(super) size: Size,
}

/// How far corners are cut, and how far inside a second line runs.
const CUT: i32 = 12;
const INSIDE: i32 = 6;

/// What a shape takes from the room of its text, at the left and at the right.
pub(super) fn inset(kind: PlaceKind) -> i32 {
    match kind {
        PlaceKind::Input | PlaceKind::Switch => 8,
        PlaceKind::Line | PlaceKind::Voicemail | PlaceKind::Message | PlaceKind::LastMessage => 4,
        PlaceKind::Menu | PlaceKind::Destination | PlaceKind::Heading => 0,
    }
}

impl fmt::Display for BoxShape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { x: left, y: top, size, .. } = *self;
        let (right, bottom) = (left + size.width, top + size.height);
        match self.kind {
            PlaceKind::Line => self.rectangle(f, size.height / 2),
            PlaceKind::Menu => self.rectangle(f, 9),
            PlaceKind::Destination | PlaceKind::Heading => self.rectangle(f, 1),
            PlaceKind::Input => {
                let (from, to) = (left + CUT, right - CUT);
                write!(f, "<path class=\"box\" d=\"M{from} {top}H{right}L{to} {bottom}H{left}Z\"/>")
            }
            PlaceKind::Switch => {
                let (from, to, middle) = (left + CUT, right - CUT, top + size.height / 2);
                write!(
                    f,
                    "<path class=\"box\" \
                     d=\"M{from} {top}H{to}L{right} {middle}L{to} {bottom}H{from}L{left} {middle}Z\"/>"
                )
            }
            PlaceKind::Message | PlaceKind::LastMessage => {
                let (to, below) = (right - CUT, top + CUT);
                write!(
                    f,
                    "<path class=\"box\" d=\"M{left} {top}H{to}L{right} {below}V{bottom}H{left}Z\"/>\
                     <path class=\"box\" fill-opacity=\"0\" d=\"M{to} {top}V{below}H{right}\"/>"
                )
            }
            PlaceKind::Voicemail => {
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

impl BoxShape {
    fn rectangle(&self, f: &mut fmt::Formatter<'_>, radius: i32) -> fmt::Result {
        let Self { x, y, size: Size { width, height }, .. } = self;
        write!(
            f,
            "<rect class=\"box\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"{radius}\"/>"
        )
    }
}
