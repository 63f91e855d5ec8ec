//! The questions of `ivrsim draft`, one after the other.

use std::fmt::Write as _;
use std::io::BufRead;

use super::interview::{Interview, InterviewEnd};
use crate::base::source::safe;
use crate::draft::{self, Document, Draft, DraftRequest, Expected, Question, place_of};

/// Asks all that is open, and drafts anew with each answer, which may settle or open others.
pub(super) fn answered<R: BufRead>(
    interview: &mut Interview<'_, R>,
    documents: &[Document],
    request: &mut DraftRequest,
    mut made: Draft,
) -> Result<Draft, InterviewEnd> {
    interview.say(
        "The document leaves some things open. Write the number of an answer or another one; Enter alone takes the first, `back` returns to \
         the question before, and Ctrl-C leaves, with nothing written.",
    )?;
    let mut asked: Vec<String> = Vec::new();
    loop {
        let next = made.open().next().cloned();
        let Some(question) = next else { break };
        let country = request.country;
        match interview.ask(&words(&question, documents), Some("1"), |text| question.read(text, country)) {
            Ok(answer) => {
                request.answers.insert(question.id.clone(), answer);
                asked.push(question.id);
            }
            Err(InterviewEnd::Back) => {
                interview.back();
                if let Some(last) = asked.pop() {
                    request.answers.remove(&last);
                }
            }
            Err(end) => return Err(end),
        }
        made = draft::draft(documents, request);
    }
    interview.say("")?;
    Ok(made)
}

/// A question with its words, its place and its choices.
fn words(question: &Question, documents: &[Document]) -> String {
    let mut text = format!("{}\n  {}", safe(&question.text), place_of(documents, question.place));
    if !question.words.is_empty() {
        let _ = write!(text, ": {}", safe(&question.words));
    }
    for (number, choice) in (1..).zip(&question.choices) {
        let _ = write!(text, "\n  {number}  {}", safe(&choice.text));
    }
    let other = match question.expected {
        Expected::Choice => return text,
        Expected::Hours => "or hours, as in Mon-Fri 9 am - 5 pm",
        Expected::Number => "or a number",
        Expected::Zone => "or a clock, as in Chicago or Eastern",
        Expected::Date => "or a day, as in 2027-03-01",
        Expected::Words => "or other words",
    };
    let _ = write!(text, "\n  {other}");
    text
}
