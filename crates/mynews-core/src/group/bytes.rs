//! A sketch as bytes, for the store: what cannot be computed again, in the order of the fields, version first.

use crate::model::Timestamp;
use crate::text::fingerprint::Fingerprint;

use super::background;
use super::sketch::{Sketch, Term, weightiest_words};

/// Bytes of another version are not read: the article is sketched again from its text.
const VERSION: u8 = 3;

const TITLED: u8 = 1;
const DATED: u8 = 2;
const DAY: u8 = 4;

impl Sketch {
    /// About 2 kB for a long article, 300 bytes for a headline.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = vec![VERSION];
        let flag = |is: bool, flag: u8| if is { flag } else { 0 };
        bytes
            .push(flag(self.titled, TITLED) | flag(self.at.is_some(), DATED) | flag(self.day.is_some(), DAY));
        bytes.extend(self.at.map_or(0, Timestamp::as_millisecond).to_le_bytes());
        bytes.extend(self.day.unwrap_or(0).to_le_bytes());
        bytes.extend(self.year.to_le_bytes());
        bytes.extend(self.outlet.to_le_bytes());
        bytes.extend(self.language.to_le_bytes());
        bytes.extend(self.length.to_le_bytes());
        bytes.extend((self.lines.len() as u16).to_le_bytes());
        self.lines.iter().for_each(|line| bytes.extend(line.to_le_bytes()));
        bytes.extend(self.fingerprint.exact.to_le_bytes());
        bytes.extend((self.fingerprint.buckets.len() as u16).to_le_bytes());
        self.fingerprint.buckets.iter().for_each(|bucket| bytes.extend(bucket.to_le_bytes()));
        bytes.extend((self.vector.len() as u16).to_le_bytes());
        bytes.extend(self.vector.iter().map(|value| *value as u8));
        bytes.extend((self.terms.len() as u16).to_le_bytes());
        for term in &self.terms {
            bytes.extend(term.hash.to_le_bytes());
            bytes.extend([term.count, term.marks]);
            bytes.extend(term.lines.to_le_bytes());
        }
        bytes
    }

    /// From [`Self::to_bytes`]; `None` for another version, or for anything else.
    pub fn from_bytes(bytes: &[u8]) -> Option<Sketch> {
        let mut rest = Rest(bytes);
        if rest.byte()? != VERSION {
            return None;
        }
        let flags = rest.byte()?;
        let at = Timestamp::from_millisecond(i64::from_le_bytes(rest.array()?)).ok()?;
        let day = i32::from_le_bytes(rest.array()?);
        let year = u16::from_le_bytes(rest.array()?);
        let outlet = u64::from_le_bytes(rest.array()?);
        let language = u64::from_le_bytes(rest.array()?);
        let length = u32::from_le_bytes(rest.array()?);
        let lines =
            (0..rest.count()?).map(|_| rest.array().map(u32::from_le_bytes)).collect::<Option<_>>()?;
        let exact = u64::from_le_bytes(rest.array()?);
        let buckets =
            (0..rest.count()?).map(|_| rest.array().map(u32::from_le_bytes)).collect::<Option<_>>()?;
        let vector = (0..rest.count()?).map(|_| rest.byte().map(|byte| byte as i8)).collect::<Option<_>>()?;
        let terms = (0..rest.count()?)
            .map(|_| {
                let hash = u64::from_le_bytes(rest.array()?);
                Some(Term {
                    hash,
                    count: rest.byte()?,
                    marks: rest.byte()?,
                    heard: background::heard(hash),
                    lines: u16::from_le_bytes(rest.array()?),
                })
            })
            .collect::<Option<Vec<Term>>>()?;
        rest.0.is_empty().then(|| Sketch {
            words: weightiest_words(&terms),
            vector,
            fingerprint: Fingerprint { exact, buckets },
            at: (flags & DATED != 0).then_some(at),
            day: (flags & DAY != 0).then_some(day),
            year,
            outlet,
            language,
            lines,
            length,
            titled: flags & TITLED != 0,
            terms,
        })
    }
}

struct Rest<'a>(&'a [u8]);

impl Rest<'_> {
    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, left) = self.0.split_first_chunk()?;
        self.0 = left;
        Some(*taken)
    }

    fn byte(&mut self) -> Option<u8> {
        self.array::<1>().map(|[byte]| byte)
    }

    fn count(&mut self) -> Option<u16> {
        self.array().map(u16::from_le_bytes)
    }
}
