//! Records of calls, whatever they are: nothing of them ends the reading, and how they come in parts makes no difference.

use std::io::Read;

use ivrsim::number::Country;
use ivrsim::replay::records::RecordRules;
use ivrsim::replay::{RecordIntake, RecordedCalls};

/// A text that comes in parts of some bytes.
struct Parts<'t> {
    text: &'t [u8],
    size: usize,
}

impl Read for Parts<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.size.min(buffer.len()).min(self.text.len());
        buffer[..count].copy_from_slice(&self.text[..count]);
        self.text = &self.text[count..];
        Ok(count)
    }
}

/// What is read of a text in parts of so many bytes.
fn read(text: &[u8], size: usize) -> RecordIntake {
    let mut intake = RecordIntake::new(RecordRules::default(), Country::UnitedStates);
    intake.read("records", Parts { text, size }, || true).expect("memory can be read");
    intake
}

/// Any text can be read, the same whatever its parts, and its legs can be joined.
pub fn any_text_is_read(text: &[u8]) {
    let mut whole = read(text, usize::MAX);
    let parts = read(text, 7);
    assert_eq!(whole.legs, parts.legs, "parts make no difference");
    assert_eq!(whole.files[0].troubles, parts.files[0].troubles);
    let lines = text.iter().filter(|byte| matches!(byte, b'\n' | b'\r')).count() + 1;
    let objects = text.split(|byte| *byte == b'{').count() - 1;
    assert!(whole.legs.len() <= lines.max(objects), "no record is made of nothing");
    let count = whole.legs.len();
    let calls = RecordedCalls::of(&mut whole);
    assert!(calls.calls.len() <= count);
}
