//! What a WAV file says of itself at its beginning, before the sound.

use thiserror::Error;

/// The sound of a file begins within so many bytes, whatever studios write before it.
pub const MAX_WAV_HEAD: usize = 64 * 1024;

/// How sound is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WavFormat {
    /// Numbers as they are, as fractions, or by the laws of telephones.
    pub encoding: WavEncoding,
    /// How many sounds there are beside each other.
    pub channels: u16,
    /// How many numbers make a second.
    pub rate: u32,
    /// How long a number is.
    pub bits: u16,
}

/// What the numbers of a sound are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WavEncoding {
    /// Whole numbers.
    Pcm,
    /// Fractions.
    Float,
    /// A-law, of the telephones of Europe.
    ALaw,
    /// μ-law, of the telephones of America.
    MuLaw,
}

/// What stands before a sound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WavHead {
    /// How it is written down.
    pub format: WavFormat,
    /// Where it begins.
    pub data_at: usize,
    /// How many bytes it says to have, which programs that write while they speak do not know.
    pub data_bytes: u32,
}

/// Why a file is no sound for browsers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum WavTrouble {
    /// It is something else.
    #[error("it is not a WAV file")]
    NoWav,
    /// Browsers do not know how to play it.
    #[error("its sound is written in a way that browsers do not play (format {0}); save it as PCM")]
    NotPlayed(u16),
    /// What it says of itself cannot be.
    #[error("it is damaged at its beginning")]
    Damaged,
}

impl WavHead {
    /// Reads the beginning of a file. None: it goes on behind these bytes.
    pub fn read(bytes: &[u8]) -> Result<Option<Self>, WavTrouble> {
        let is_begun =
            |at: usize, word: &[u8]| bytes.iter().skip(at).zip(word).all(|(one, other)| one == other);
        if !is_begun(0, b"RIFF") || !is_begun(8, b"WAVE") {
            return Err(WavTrouble::NoWav);
        }
        let mut format = None;
        let mut at = 12;
        // Nothing is looked for behind that, wherever a piece says to end.
        while at < MAX_WAV_HEAD {
            let (Some(name), Some(size)) = (bytes.get(at..at + 4), number(bytes, at + 4)) else {
                return Ok(None);
            };
            let inside = at + 8;
            match (name, format) {
                (b"data", Some(format)) => {
                    return Ok(Some(Self { format, data_at: inside, data_bytes: size }));
                }
                (b"data", None) => return Err(WavTrouble::Damaged),
                (b"fmt ", _) => {
                    let end = inside.saturating_add(size as usize);
                    if !(16..=MAX_WAV_HEAD as u32).contains(&size) {
                        return Err(WavTrouble::Damaged);
                    }
                    let Some(chunk) = bytes.get(inside..end) else { return Ok(None) };
                    format = Some(WavFormat::read(chunk)?);
                }
                _ => {}
            }
            // Pieces begin at even places.
            at = inside.saturating_add(size as usize).saturating_add(size as usize & 1);
        }
        Err(WavTrouble::Damaged)
    }
}

impl WavFormat {
    fn read(chunk: &[u8]) -> Result<Self, WavTrouble> {
        let [mut tag, channels, bits] = [0, 2, 14].map(|at| short(chunk, at));
        // The true one stands behind, where there are more loudspeakers or longer numbers than there once were.
        if tag == 0xFFFE {
            tag = short(chunk, 24);
        }
        let encoding = match (tag, bits) {
            (1, 8 | 16 | 24 | 32) => WavEncoding::Pcm,
            (3, 32 | 64) => WavEncoding::Float,
            (6, 8) => WavEncoding::ALaw,
            (7, 8) => WavEncoding::MuLaw,
            (1 | 3 | 6 | 7, _) => return Err(WavTrouble::Damaged),
            _ => return Err(WavTrouble::NotPlayed(tag)),
        };
        let rate = number(chunk, 4).unwrap_or_default();
        if !(1..=8).contains(&channels) || !(4_000..=192_000).contains(&rate) {
            return Err(WavTrouble::Damaged);
        }
        Ok(Self { encoding, channels, rate, bits })
    }

    /// How many bytes make a second.
    #[must_use]
    pub fn bytes_a_second(self) -> u32 {
        self.rate * u32::from(self.channels) * u32::from(self.bits / 8)
    }

    /// What stands before so many bytes of sound, or before as many as will come.
    #[must_use]
    pub fn head(self, data_bytes: Option<u32>) -> [u8; 44] {
        let tag: u16 = match self.encoding {
            WavEncoding::Pcm => 1,
            WavEncoding::Float => 3,
            WavEncoding::ALaw => 6,
            WavEncoding::MuLaw => 7,
        };
        let bytes = data_bytes.unwrap_or(u32::MAX - 36);
        let mut head = [0; 44];
        let mut put = |at: usize, part: &[u8]| head[at..at + part.len()].copy_from_slice(part);
        put(0, b"RIFF");
        put(4, &bytes.saturating_add(36).to_le_bytes());
        put(8, b"WAVEfmt ");
        put(16, &16_u32.to_le_bytes());
        put(20, &tag.to_le_bytes());
        put(22, &self.channels.to_le_bytes());
        put(24, &self.rate.to_le_bytes());
        put(28, &self.bytes_a_second().to_le_bytes());
        put(32, &(self.channels * (self.bits / 8)).to_le_bytes());
        put(34, &self.bits.to_le_bytes());
        put(36, b"data");
        put(40, &bytes.to_le_bytes());
        head
    }
}

/// A number of four bytes, if they are there.
fn number(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}

/// A number of two bytes; 0 where they are not there.
fn short(bytes: &[u8], at: usize) -> u16 {
    bytes.get(at..at + 2).and_then(|two| two.try_into().ok()).map_or(0, u16::from_le_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PHONE: WavFormat = WavFormat { encoding: WavEncoding::Pcm, channels: 1, rate: 8_000, bits: 16 };

    #[test]
    fn what_is_written_is_read_again() {
        for encoding in [WavEncoding::Pcm, WavEncoding::Float, WavEncoding::ALaw, WavEncoding::MuLaw] {
            let bits = match encoding {
                WavEncoding::Pcm => 16,
                WavEncoding::Float => 32,
                _ => 8,
            };
            let format = WavFormat { encoding, bits, ..PHONE };
            let head = WavHead { format, data_at: 44, data_bytes: 1_000 };
            assert_eq!(WavHead::read(&format.head(Some(1_000))), Ok(Some(head)));
        }
        let endless = WavHead::read(&PHONE.head(None)).unwrap().unwrap();
        assert_eq!(endless.data_bytes, u32::MAX - 36);
        assert_eq!(PHONE.bytes_a_second(), 16_000);
    }

    #[test]
    fn the_beginning_is_waited_for_and_never_without_an_end() {
        let head = PHONE.head(Some(8));
        for length in 0..44 {
            assert_eq!(WavHead::read(&head[..length]), Ok(None), "{length}");
        }
        // A studio has written much about itself.
        let told = |size: u32, there: usize| {
            let chunk = [&b"bext"[..], &size.to_le_bytes(), &vec![b'x'; there]].concat();
            [&head[..12], &chunk, &head[12..]].concat()
        };
        let read = WavHead::read(&told(601, 602)).unwrap().unwrap();
        assert_eq!((read.data_at, read.format), (44 + 610, PHONE));
        for size in [70_000, u32::MAX, u32::MAX - 1] {
            assert_eq!(WavHead::read(&told(size, 70_000)), Err(WavTrouble::Damaged), "{size}");
        }
    }

    #[test]
    fn no_byte_and_no_end_of_a_file_does_harm() {
        let file = [&PHONE.head(Some(8))[..], &[0; 8]].concat();
        for at in 0..file.len() {
            for value in [0, 1, 7, 0x31, 0x7F, 0x80, 0xFE, 0xFF] {
                let mut harmed = file.clone();
                harmed[at] = value;
                for length in [at, at + 1, file.len()] {
                    let read = WavHead::read(&harmed[..length]);
                    assert!(read.ok().flatten().is_none_or(|head| head.data_at <= length), "{at} {value}");
                }
            }
        }
    }

    #[test]
    fn what_is_no_sound_for_browsers_is_told() {
        let with = |at: usize, part: &[u8]| {
            let mut head = PHONE.head(Some(8));
            head[at..at + part.len()].copy_from_slice(part);
            WavHead::read(&head)
        };
        for bytes in [&b"<html><script>"[..], b"RIFF\0\0\0\0AVI LIST", b"MZ", b"ID3\x04"] {
            assert_eq!(WavHead::read(bytes), Err(WavTrouble::NoWav));
        }
        assert_eq!(with(20, &[0x31, 0]), Err(WavTrouble::NotPlayed(0x31)), "GSM");
        for (at, part) in [
            (16, &[15, 0, 0, 0][..]),
            (16, &[0xFF; 4]),
            (22, &[0, 0]),
            (22, &[9, 0]),
            (24, &[0; 4]),
            (24, &[0xFF; 4]),
            (34, &[12, 0]),
            (12, b"xxxx"),
        ] {
            assert_eq!(with(at, part), Err(WavTrouble::Damaged), "{at} {part:?}");
        }
        let long =
            [&PHONE.head(Some(8))[..16], &40_u32.to_le_bytes(), &[0xFE, 0xFF], &PHONE.head(None)[22..36]];
        let long =
            [&long.concat()[..], &[22, 0, 16, 0, 4, 0, 0, 0, 1, 0], &[0; 14], b"data\x08\0\0\0"].concat();
        assert_eq!(WavHead::read(&long).unwrap().unwrap().format, PHONE);
    }
}
