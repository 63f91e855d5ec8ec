//! Postal addresses, on several lines or run together on one.

use std::ops::Range;

use regex_lite::Regex;

/// An address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::draft) struct FoundPost {
    /// Its bytes in the text.
    pub(in crate::draft) at: Range<usize>,
    /// Line by line.
    pub(in crate::draft) lines: Vec<String>,
    /// Whether it ran on one line, so that its lines were told by their words.
    pub(in crate::draft) ran_together: bool,
}

/// Words that end a street's name.
const STREETS: &str = "Street|St|Avenue|Ave|Boulevard|Blvd|Road|Rd|Drive|Dr|Lane|Ln|Way|Court|Ct|Place|Pl|Parkway|Pkwy|Highway|Hwy|Square|Sq|Terrace|Ter|Circle|Cir|Plaza|Broadway|Pike|Trail|Loop";
/// What stands on a line of its own, or behind the street.
const ROOMS: &str = "Suite|Ste|Unit|Floor|Room|Building|Bldg|Apt|Department|Dept|bureau";

/// Finds addresses, each by its last line: a place with its state or province and a postal code.
#[derive(Debug)]
pub(in crate::draft) struct PostFinder {
    last_line: Regex,
    marks: Regex,
}

impl PostFinder {
    pub(in crate::draft) fn new() -> Option<Self> {
        let city = r"\p{Lu}?[A-Z\u{c0}-\u{de}][\w.'\u{2019}\u{e0}-\u{ff}-]*(?:[ -][A-Z\u{c0}-\u{de}][\w.'\u{2019}\u{e0}-\u{ff}-]*){0,3}";
        let city = city.trim_start_matches(r"\p{Lu}?");
        let american = r"[A-Z]{2},? +\d{5}(?:-\d{4})?\b";
        let canadian = r"(?:[A-Z]{2}|\([A-Z][a-z\u{e0}-\u{ff}]+\)),? +[A-Z]\d[A-Z] ?\d[A-Z]\d\b";
        let last_line = format!(r"({city}),? +(?:{american}|{canadian})");
        let marks = format!(
            r"(?:P\.? ?O\.? Box|PO Box|Post Office Box|C\.P\.) *\d+|\b(?:{ROOMS})\.? *#?\w+|\b\d{{1,6}}[A-Z]?,? (?:[\w.'\u{{2019}}\u{{e0}}-\u{{ff}}-]+ ){{0,5}}?(?:{STREETS})\b\.?(?: (?:N|S|E|W|NE|NW|SE|SW)\b)?|\b\d{{1,6}},? (?:rue|boul\.|boulevard|avenue|av\.|chemin|ch\.) [\w.'\u{{2019}}\u{{e0}}-\u{{ff}}-]+(?: (?:Ouest|Est|Nord|Sud|[A-Z]\w+))*"
        );
        Some(Self { last_line: Regex::new(&last_line).ok()?, marks: Regex::new(&marks).ok()? })
    }

    /// All addresses of a text; lines are parted by line ends. `from` tells where words begin that can belong to one.
    pub(in crate::draft) fn find(&self, text: &str, from: impl Fn(usize) -> usize) -> Vec<FoundPost> {
        let mut found: Vec<FoundPost> = Vec::new();
        if !has_postal_code(text) {
            return found;
        }
        let mut begin = 0;
        while let Some(hit) = self.last_line.find_at(text, begin) {
            let start = from(hit.start()).max(begin).min(hit.start());
            if let Some(post) = self.address(text, start, hit.range()) {
                found.push(post);
            }
            begin = hit.end();
        }
        found
    }

    fn address(&self, text: &str, start: usize, last: Range<usize>) -> Option<FoundPost> {
        let before = &text[start..last.start];
        // Four lines are above the last one at most.
        let lines: Vec<&str> = before.split('\n').map(str::trim).collect();
        let is_alone = lines.last().is_some_and(|line| line.is_empty());
        if is_alone && lines.len() > 1 {
            let above: Vec<&str> = lines
                .iter()
                .rev()
                .copied()
                .skip(1)
                .take_while(|line| !line.is_empty() && !line.ends_with(':'))
                .take(4)
                .collect();
            let first = *above.last()?;
            let at = start + before.rfind(first)?..last.end;
            let lines = above.iter().rev().copied().chain([&text[last]]).map(str::to_owned).collect();
            return Some(FoundPost { at, lines, ran_together: false });
        }
        // On one line: the town may have swallowed the end of the street.
        let line_start = start + before.rfind('\n').map_or(0, |at| at + 1);
        let line = &text[line_start..last.end];
        let marks: Vec<Range<usize>> = self.marks.find_iter(line).map(|mark| mark.range()).collect();
        let (first, end) = (marks.first()?.start, marks.last()?.end);
        let name =
            line[..first].trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ':' | '-' | '–'));
        let town = line.get(end..)?.trim_matches(|c: char| c.is_whitespace() || c == ',');
        if town.is_empty()
            || !town.contains(|c: char| c.is_alphabetic())
            || marks.iter().any(|mark| mark.end > line.len())
        {
            return None;
        }
        let mut lines = Vec::new();
        if !name.is_empty() && name.len() <= 80 {
            lines.push(name.to_owned());
        }
        for mark in &marks {
            lines.push(line[mark.clone()].trim_matches([' ', ',']).to_owned());
        }
        lines.push(town.to_owned());
        let ran_together = lines.len() > 2;
        // Lines above it that name whom it is for stay where they are: they may be anything.
        Some(FoundPost { at: line_start..last.end, lines, ran_together })
    }
}

/// Whether five digits stand together, or a digit between two capitals: a look that costs little.
fn has_postal_code(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.windows(5).any(|five| five.iter().all(u8::is_ascii_digit))
        || bytes.windows(3).any(|three| {
            three[0].is_ascii_uppercase() && three[1].is_ascii_digit() && three[2].is_ascii_uppercase()
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<Vec<String>> {
        let finder = PostFinder::new().unwrap();
        finder.find(text, |_| 0).into_iter().map(|post| post.lines).collect()
    }

    #[test]
    fn an_address_that_runs_on_one_line_is_parted_by_its_words() {
        assert_eq!(
            told("Ally Suite 2070 4054 Willow Lake Blvd Memphis, TN 38153 Only FedEx packages"),
            [["Ally", "Suite 2070", "4054 Willow Lake Blvd", "Memphis, TN 38153"]]
        );
        assert_eq!(
            told("Ally Payment Processing P.O. Box 9001951 Louisville, KY 40290-1951"),
            [["Ally Payment Processing", "P.O. Box 9001951", "Louisville, KY 40290-1951"]]
        );
        assert_eq!(
            told("12 North Main St., Suite 4, Saratoga Springs, NY 12866"),
            [["12 North Main St.", "Suite 4", "Saratoga Springs, NY 12866"]]
        );
    }

    #[test]
    fn an_address_on_several_lines_keeps_them() {
        assert_eq!(
            told("Office of the Clerk\n12 Main Street\nAlbany, NY 12207"),
            [["Office of the Clerk", "12 Main Street", "Albany, NY 12207"]]
        );
        assert_eq!(
            told("Clinique du Parc\n1200, rue Sherbrooke Ouest\nMontréal (Québec) H2X 1Y4"),
            [["Clinique du Parc", "1200, rue Sherbrooke Ouest", "Montréal (Québec) H2X 1Y4"]]
        );
        assert_eq!(told("Memphis, TN 38153"), [[""; 0]; 0]);
        assert_eq!(told("Mon-Fri 8 am - 5 pm ET"), [[""; 0]; 0]);
    }
}
