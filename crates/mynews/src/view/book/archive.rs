//! A ZIP archive, written from front to back: no more of the format than a book needs (no file over 4 GiB, no dates, no
//! encryption), so a hundred lines here stand in for a library with all of it.

use std::io::Write;

use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};

const LOCAL: u32 = 0x0403_4b50;
const CENTRAL: u32 = 0x0201_4b50;
const END: u32 = 0x0605_4b50;
/// Version 2.0 of the format: folders and deflate.
const VERSION: u16 = 20;
/// Names are UTF-8.
const FLAGS: u16 = 1 << 11;
/// 1 January 1980: a book says its date itself, and the same edition is the same bytes.
const DATE: u16 = 0x0021;

/// Files one after another.
#[derive(Default)]
pub struct Archive {
    bytes: Vec<u8>,
    entries: Vec<Entry>,
}

struct Entry {
    name: String,
    method: u16,
    crc: u32,
    packed: u32,
    size: u32,
    offset: u32,
}

impl Archive {
    /// A file as it is: what is compressed already, or must be read without a decompressor.
    pub fn store(&mut self, name: &str, bytes: &[u8]) {
        self.put(name, bytes, 0, bytes);
    }

    pub fn deflate(&mut self, name: &str, bytes: &[u8]) {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
        match encoder.write_all(bytes).and_then(|()| encoder.finish()) {
            Ok(packed) => self.put(name, bytes, 8, &packed),
            Err(_) => self.store(name, bytes),
        }
    }

    /// The archive, with the directory at its end.
    pub fn finish(mut self) -> Vec<u8> {
        let start = length(&self.bytes);
        let mut directory = Vec::new();
        for entry in &self.entries {
            directory.extend(CENTRAL.to_le_bytes());
            directory.extend(VERSION.to_le_bytes());
            entry.describe(&mut directory);
            // No extra field, no comment, the first disk, no attributes.
            directory.extend([0; 12]);
            directory.extend(entry.offset.to_le_bytes());
            directory.extend(entry.name.as_bytes());
        }
        let entries = self.entries.len() as u16;
        self.bytes.extend(&directory);
        self.bytes.extend(END.to_le_bytes());
        self.bytes.extend([0; 4]);
        self.bytes.extend(entries.to_le_bytes());
        self.bytes.extend(entries.to_le_bytes());
        self.bytes.extend(length(&directory).to_le_bytes());
        self.bytes.extend(start.to_le_bytes());
        self.bytes.extend([0; 2]);
        self.bytes
    }

    fn put(&mut self, name: &str, bytes: &[u8], method: u16, packed: &[u8]) {
        let mut crc = Crc::new();
        crc.update(bytes);
        let entry = Entry {
            name: name.to_owned(),
            method,
            crc: crc.sum(),
            packed: length(packed),
            size: length(bytes),
            offset: length(&self.bytes),
        };
        self.bytes.extend(LOCAL.to_le_bytes());
        entry.describe(&mut self.bytes);
        self.bytes.extend([0; 2]);
        self.bytes.extend(name.as_bytes());
        self.bytes.extend(packed);
        self.entries.push(entry);
    }
}

impl Entry {
    /// What the file's own head and the directory both say.
    fn describe(&self, out: &mut Vec<u8>) {
        for number in [VERSION, FLAGS, self.method, 0, DATE] {
            out.extend(number.to_le_bytes());
        }
        for number in [self.crc, self.packed, self.size] {
            out.extend(number.to_le_bytes());
        }
        out.extend((self.name.len() as u16).to_le_bytes());
    }
}

fn length(bytes: &[u8]) -> u32 {
    u32::try_from(bytes.len()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_file_is_read_without_a_decompressor() {
        let mut archive = Archive::default();
        archive.store("mimetype", b"application/epub+zip");
        archive.deflate("a/b.txt", &[b'x'; 1000]);
        let bytes = archive.finish();
        assert_eq!(&bytes[..4], b"PK\x03\x04");
        assert_eq!(&bytes[30..58], b"mimetypeapplication/epub+zip");
        assert!(bytes.len() < 400, "what repeats is packed: {}", bytes.len());
        let end = &bytes[bytes.len() - 22..];
        assert_eq!(&end[..4], b"PK\x05\x06");
        let start = u32::from_le_bytes(end[16..20].try_into().unwrap()) as usize;
        assert_eq!(&bytes[start..start + 4], b"PK\x01\x02");
    }
}
