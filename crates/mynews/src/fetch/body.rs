//! What an outlet sends, piece by piece: inflated as it comes, and stopped at the first byte too many.

use std::io::Write;

use flate2::write::GzDecoder;

/// Text shrinks to a fifth or a tenth; a repetitive feed perhaps to a fiftieth. Past a hundred it is a bomb.
pub const INFLATION_RATIO_MAX: usize = 100;

/// Up to here any ratio is harmless, and tiny answers can have odd ones.
const INFLATION_FREE_BYTES: usize = 1024 * 1024;

/// How every gzip stream begins (RFC 1952).
const GZIP_MAGIC: [u8; 2] = [0x1f, 0x8b];

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Trouble {
    TooLarge,
    TooDense,
    Broken,
}

/// A body in the making.
pub struct Body {
    form: Form,
    bytes_max: usize,
    /// Bytes received, before inflation.
    sent: usize,
}

/// Each holds what has come out so far.
enum Form {
    /// At the first two bytes, which tell whether it is packed.
    Start {
        first: Vec<u8>,
    },
    Plain(Vec<u8>),
    Packed(Box<GzDecoder<Vec<u8>>>),
    /// Behind a whole gzip stream: another one may follow, anything else is padding.
    Behind {
        bytes: Vec<u8>,
        first: Vec<u8>,
    },
    Ended(Vec<u8>),
}

impl Body {
    pub fn new(bytes_max: usize) -> Body {
        Body { form: Form::Start { first: Vec::new() }, bytes_max, sent: 0 }
    }

    /// Whether it is packed shows in its first two bytes. Headers say it wrong both ways: servers announce gzip and
    /// send text, and hand out `feed.xml.gz` without a word.
    pub fn push(&mut self, mut piece: &[u8]) -> Result<(), Trouble> {
        self.sent = self.sent.saturating_add(piece.len());
        // Inflation can also make less of more: endless empty gzip streams.
        if self.sent > self.bytes_max {
            return Err(Trouble::TooLarge);
        }
        while let Some(next) = piece.first() {
            match &mut self.form {
                Form::Start { first } => {
                    first.push(*next);
                    piece = &piece[1..];
                    if first.len() == GZIP_MAGIC.len() {
                        let first = std::mem::take(first);
                        self.form = match first == GZIP_MAGIC {
                            true => unpack(Vec::new())?,
                            false => Form::Plain(first),
                        };
                    }
                }
                Form::Plain(bytes) => {
                    bytes.extend_from_slice(piece);
                    return Ok(());
                }
                Form::Packed(decoder) => match decoder.write(piece) {
                    // The stream has ended before this piece.
                    Ok(0) => {
                        let bytes = finish(decoder)?;
                        self.form = Form::Behind { bytes, first: Vec::new() };
                    }
                    // A call inflates to some 32 KiB at most, so looking after it is soon enough.
                    Ok(read) => {
                        piece = &piece[read..];
                        let length = decoder.get_ref().len();
                        self.check(length)?;
                    }
                    Err(_) => return Err(Trouble::Broken),
                },
                Form::Behind { bytes, first } => {
                    first.push(*next);
                    piece = &piece[1..];
                    if first.len() == GZIP_MAGIC.len() {
                        let bytes = std::mem::take(bytes);
                        self.form = match *first == GZIP_MAGIC {
                            true => unpack(bytes)?,
                            false => Form::Ended(bytes),
                        };
                    }
                }
                Form::Ended(_) => return Ok(()),
            }
        }
        Ok(())
    }

    pub fn finish(mut self) -> Result<Vec<u8>, Trouble> {
        let Form::Packed(decoder) = &mut self.form else { return Ok(self.so_far()) };
        let bytes = finish(decoder)?;
        self.check(bytes.len())?;
        Ok(bytes)
    }

    /// What has come so far, for whom the beginning is enough.
    pub fn so_far(self) -> Vec<u8> {
        match self.form {
            Form::Start { first: bytes }
            | Form::Plain(bytes)
            | Form::Behind { bytes, .. }
            | Form::Ended(bytes) => bytes,
            Form::Packed(mut decoder) => std::mem::take(decoder.get_mut()),
        }
    }

    fn check(&self, length: usize) -> Result<(), Trouble> {
        if length > self.bytes_max {
            return Err(Trouble::TooLarge);
        }
        let is_dense =
            length > INFLATION_FREE_BYTES && length > self.sent.saturating_mul(INFLATION_RATIO_MAX);
        if is_dense { Err(Trouble::TooDense) } else { Ok(()) }
    }
}

/// A gzip stream whose first two bytes have been read; what it holds goes behind `bytes`.
fn unpack(bytes: Vec<u8>) -> Result<Form, Trouble> {
    let mut decoder = GzDecoder::new(bytes);
    decoder.write_all(&GZIP_MAGIC).map_err(|_| Trouble::Broken)?;
    Ok(Form::Packed(Box::new(decoder)))
}

/// The end of a gzip stream; its checksum is checked here.
fn finish(decoder: &mut GzDecoder<Vec<u8>>) -> Result<Vec<u8>, Trouble> {
    decoder.try_finish().map_err(|_| Trouble::Broken)?;
    Ok(std::mem::take(decoder.get_mut()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MIB: usize = 1024 * 1024;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn read(bytes: &[u8], piece: usize, bytes_max: usize) -> Result<Vec<u8>, Trouble> {
        let mut body = Body::new(bytes_max);
        for piece in bytes.chunks(piece) {
            body.push(piece)?;
        }
        body.finish()
    }

    #[test]
    fn packed_or_not_it_comes_out_the_same() {
        let text: Vec<u8> = (0..5000u32).flat_map(|number| number.to_string().into_bytes()).collect();
        for bytes in [&b""[..], b"<", b"<rss/>", &text] {
            for piece in [1, 7, 100_000] {
                assert_eq!(read(bytes, piece, MIB).as_deref(), Ok(bytes));
                assert_eq!(read(&packed(bytes), piece, MIB).as_deref(), Ok(bytes));
            }
        }
    }

    #[test]
    fn two_streams_one_after_the_other_are_one_text() {
        let both = [packed(b"one "), packed(b"two")].concat();
        assert_eq!(read(&both, 5, MIB).as_deref(), Ok(&b"one two"[..]));
    }

    #[test]
    fn padding_behind_a_stream_is_left() {
        for padding in [&b"\0\0\0\0\0\0\0\0\0\0\0\0"[..], b"\n", b"<!-- served in 3 ms -->"] {
            for piece in [1, 1000] {
                let bytes = [&packed(b"<rss/>")[..], padding].concat();
                assert_eq!(read(&bytes, piece, MIB).as_deref(), Ok(&b"<rss/>"[..]), "{padding:?}");
            }
        }
    }

    #[test]
    fn limits_hold() {
        let zeros = packed(&vec![0; 20 * MIB]);
        assert_eq!(read(&zeros, 4096, 10 * MIB), Err(Trouble::TooDense));
        assert_eq!(read(&vec![b' '; MIB + 1], 4096, MIB), Err(Trouble::TooLarge));
        let noise: Vec<u8> =
            (0..MIB as u64 / 8).flat_map(|n| (n.wrapping_mul(0x9e37_79b9_7f4a_7c15)).to_le_bytes()).collect();
        assert_eq!(read(&packed(&noise), 4096, MIB / 2), Err(Trouble::TooLarge));
        // All of it comes out at the end.
        assert_eq!(read(&packed(&[0; 2000]), 4096, 1000), Err(Trouble::TooLarge));
        // Below a mebibyte any ratio is harmless.
        assert_eq!(read(&packed(&vec![0; MIB]), 4096, MIB).map(|bytes| bytes.len()), Ok(MIB));
        let empty_members = packed(b"").repeat(MIB / 20 + 1);
        assert_eq!(read(&empty_members, 4096, MIB), Err(Trouble::TooLarge));
    }

    #[test]
    fn half_a_stream_is_broken() {
        let whole = packed(b"<rss>a long enough text to be cut in the middle</rss>");
        assert_eq!(read(&whole[..whole.len() / 2], 10, MIB), Err(Trouble::Broken));
        assert_eq!(read(b"\x1f\x8bnothing of the kind", 10, MIB), Err(Trouble::Broken));
    }
}
