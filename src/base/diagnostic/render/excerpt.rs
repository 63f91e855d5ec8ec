//! The lines of a file around some places. Whoever draws a mistake is given these and not the file, so that a file full
//! of mistakes is drawn in a time that grows with the mistakes alone.

use std::ops::Range;

use crate::base::source::{SourceFile, Span};

/// Places that are further apart than so many lines are shown apart.
const FARTHEST: u32 = 60;

/// Of a place that goes over more lines, the first line is shown.
const MAX_LINES: u32 = 60;

/// A piece of a file that has more bytes than these is cut around each of its places.
const MAX_BYTES: usize = 8 * 1024;

/// How many bytes are shown around a place in a line that is cut. It is more than a drawing has room for.
const AROUND: usize = 400;

/// Lines of a file with some places in them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Excerpt<'a> {
    /// The lines; where a line is too long to be shown, what stands around the place.
    pub(super) text: &'a str,
    /// The number of the first line.
    pub(super) line: u32,
    /// The column of the first place, where the beginning of its line is missing.
    pub(super) column: Option<u32>,
    /// Which of the places are here, by their position among those that were given, and where in this text.
    pub(super) places: Vec<(usize, Range<usize>)>,
}

/// The excerpts of a file that show these places: first the one with the first place, then the others from top to bottom.
pub(super) fn excerpts<'a>(file: &'a SourceFile, spans: &[Span]) -> Vec<Excerpt<'a>> {
    let mut places: Vec<(usize, Range<u32>)> =
        spans.iter().map(|&span| shortened(file, span)).enumerate().collect();
    places.sort_by_key(|(_, place)| (place.start, place.end));
    let mut groups: Vec<Vec<(usize, Range<u32>)>> = Vec::new();
    let mut reached = 0;
    for (index, place) in places {
        let line = file.line_column(place.start).0;
        match groups.last_mut() {
            Some(group) if line <= reached + FARTHEST => group.push((index, place.clone())),
            _ => groups.push(vec![(index, place.clone())]),
        }
        reached = reached.max(file.line_column(place.end).0);
    }
    let mut shown: Vec<Excerpt<'a>> = groups.into_iter().flat_map(|group| of_group(file, group)).collect();
    let holds_first = |excerpt: &Excerpt<'_>| excerpt.places.iter().any(|&(index, _)| index == 0);
    shown.sort_by_key(|excerpt| !holds_first(excerpt));
    shown
}

/// A place that goes over too many lines ends with its first.
fn shortened(file: &SourceFile, span: Span) -> Range<u32> {
    let length = file.text().len() as u32;
    let (start, end) = (span.start.min(length), span.end.clamp(span.start.min(length), length));
    if file.line_column(end).0 - file.line_column(start).0 <= MAX_LINES {
        return start..end;
    }
    let line = file.lines_around(start, start);
    let first = file.text()[line.clone()].trim_end_matches(['\r', '\n']);
    start..((line.start + first.len()) as u32).max(start)
}

fn of_group(file: &SourceFile, places: Vec<(usize, Range<u32>)>) -> Vec<Excerpt<'_>> {
    let first = places.iter().map(|(_, place)| place.start).min().unwrap_or(0);
    let last = places.iter().map(|(_, place)| place.end).max().unwrap_or(0);
    let lines = file.lines_around(first, last);
    if lines.len() > MAX_BYTES {
        return places.into_iter().map(|(index, place)| cut(file, index, &place)).collect();
    }
    let inside = |place: &Range<u32>| place.start as usize - lines.start..place.end as usize - lines.start;
    vec![Excerpt {
        text: &file.text()[lines.clone()],
        line: file.line_column(first).0,
        column: None,
        places: places.iter().map(|(index, place)| (*index, inside(place))).collect(),
    }]
}

/// What stands around the beginning of a place.
fn cut<'a>(file: &'a SourceFile, index: usize, place: &Range<u32>) -> Excerpt<'a> {
    let text = file.text();
    let line = file.lines_around(place.start, place.start);
    let (start, end) = (place.start as usize, (place.end as usize).min(line.end));
    let from = boundary(text, start.saturating_sub(AROUND).max(line.start));
    let to = boundary(text, (start + AROUND).min(line.end));
    let (row, column) = file.line_column(place.start);
    let inside = start - from..end.clamp(start, to.max(start)) - from;
    Excerpt {
        text: &text[from..to.max(start)],
        line: row,
        column: Some(column),
        places: vec![(index, inside)],
    }
}

/// The next place from this one on at which no character is cut.
fn boundary(text: &str, byte: usize) -> usize {
    (byte..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len())
}

#[cfg(test)]
#[expect(clippy::single_range_in_vec_init, reason = "a list of places may have one")]
mod tests {
    use super::*;
    use crate::base::source::Sources;

    fn shown(text: &str, spans: &[Range<usize>]) -> Vec<(String, u32, Option<u32>, Vec<String>)> {
        let mut sources = Sources::default();
        let id = sources.add("plan.toml", text);
        let spans: Vec<Span> = spans.iter().map(|range| Span::new(id, range.clone())).collect();
        let of = |excerpt: Excerpt<'_>| {
            let places = excerpt.places.iter().map(|(_, place)| excerpt.text[place.clone()].to_owned());
            (excerpt.text.to_owned(), excerpt.line, excerpt.column, places.collect())
        };
        excerpts(sources.file(id), &spans).into_iter().map(of).collect()
    }

    #[test]
    fn a_mistake_is_drawn_from_its_own_lines() {
        let text = "first = 1\n".repeat(1000) + "here = 2\n" + &"last = 3\n".repeat(1000);
        let at = text.find("here").unwrap();
        let place = at..at + 4;
        assert_eq!(shown(&text, &[place]), [("here = 2\n".to_owned(), 1001, None, vec!["here".to_owned()])]);
    }

    #[test]
    fn places_near_each_other_are_shown_together_and_others_apart_with_the_first_one_first() {
        let text = "a = 1\n".to_owned() + &"b = 2\n".repeat(500) + "c = 3\nd = 4\n";
        let at = |word: &str| text.find(word).map(|at| at..at + 1).unwrap();
        let told = shown(&text, &[at("d"), at("a"), at("c")]);
        let lines: Vec<(&str, u32)> = told.iter().map(|(text, line, ..)| (text.as_str(), *line)).collect();
        assert_eq!(lines, [("c = 3\nd = 4\n", 502), ("a = 1\n", 1)]);
        assert_eq!(told[0].3, ["c", "d"]);
    }

    #[test]
    fn of_a_line_that_is_too_long_what_stands_around_the_place_is_shown() {
        let text = "x = 1\n[\"".to_owned() + &"é".repeat(50_000) + "!" + &"ü".repeat(50_000) + "\"]\n";
        let at = text.find('!').unwrap();
        let told = shown(&text, &[at..at + 1, 8..text.len() - 3]);
        for (text, line, column, _) in &told {
            assert!(text.len() <= 2 * AROUND + 4, "{}", text.len());
            assert_eq!(*line, 2);
            assert!(column.is_some());
        }
        assert_eq!((told[0].2, told[0].3.clone()), (Some(50_003), vec!["!".to_owned()]));
    }

    #[test]
    fn of_a_place_of_many_lines_the_first_line_is_shown() {
        let text = "a = [\n".to_owned() + &"  1,\n".repeat(1000) + "]\n";
        let told = shown(&text, &[4..text.len() - 1]);
        assert_eq!(told, [("a = [\n".to_owned(), 1, None, vec!["[".to_owned()])]);
    }

    #[test]
    fn the_end_of_a_file_is_a_place_too() {
        assert_eq!(shown("a = 1", &[5..5]), [("a = 1".to_owned(), 1, None, vec![String::new()])]);
        assert_eq!(shown("a = 1\n", &[6..6])[0].1, 2);
        assert_eq!(shown("", &[0..0]), [(String::new(), 1, None, vec![String::new()])]);
    }
}
