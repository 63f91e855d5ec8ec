//! From bytes to text.

use super::error::UnreadDocument;

/// The text of a file: UTF-8, UTF-16 with its mark or without, or one byte a letter as old systems wrote it.
pub(super) fn text(bytes: &[u8]) -> Result<String, UnreadDocument> {
    let text = match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => utf8(rest),
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes)?,
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes)?,
        _ if bytes.contains(&0) => without_mark(bytes)?,
        _ => utf8(bytes),
    };
    // What has so many of these is no text.
    let controls = text.chars().filter(|c| c.is_control() && !c.is_whitespace()).count();
    if controls > 8 && controls * 20 > text.chars().count() {
        return Err(binary());
    }
    Ok(text.replace("\r\n", "\n").replace('\r', "\n"))
}

fn utf8(bytes: &[u8]) -> String {
    match str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|&byte| windows(byte)).collect(),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, UnreadDocument> {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    let text: Result<String, _> = char::decode_utf16(units).collect();
    text.map_err(|_| binary())
}

/// Western text in UTF-16 has a zero in every other place.
fn without_mark(bytes: &[u8]) -> Result<String, UnreadDocument> {
    let zeros = |first: usize| bytes.iter().skip(first).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    match (even * 4 > bytes.len(), odd * 4 > bytes.len()) {
        (false, true) => utf16(bytes, u16::from_le_bytes),
        (true, false) => utf16(bytes, u16::from_be_bytes),
        _ => Err(binary()),
    }
}

/// The letter of a byte in Windows' western code page, which is Latin 1 where that has letters.
fn windows(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', ' ', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', ' ', 'Ž', ' ', ' ', '‘', '’', '“',
        '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', ' ', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

fn binary() -> UnreadDocument {
    UnreadDocument::Kind(
        "it is no text, and no document of a kind that is read: text, Markdown, HTML, CSV, docx or PDF"
            .to_owned(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_read_in_the_encodings_that_people_save() {
        let wide = |text: &str, of: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(of).collect::<Vec<u8>>();
        let expected = "8 – 5\né";
        assert_eq!(text("\u{feff}8 – 5\r\né".as_bytes()).unwrap(), expected);
        assert_eq!(text(&wide("\u{feff}8 – 5\r\né", u16::to_le_bytes)).unwrap(), expected);
        assert_eq!(text(&wide("\u{feff}8 – 5\ré", u16::to_be_bytes)).unwrap(), expected);
        assert_eq!(text(&wide("8 to 5 PM", u16::to_le_bytes)).unwrap(), "8 to 5 PM");
        assert_eq!(text(b"8 \x96 5\n\xe9").unwrap(), expected);
    }

    #[test]
    fn what_is_no_text_is_refused() {
        for bytes in [&b"\x00\x01\x02\x03\x04"[..], b"\xff\xfe\x00\xd8", &[7; 100]] {
            assert!(text(bytes).is_err(), "{bytes:?}");
        }
    }
}
