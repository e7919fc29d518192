//! From a day and a time as written to a moment.

use jiff::ToSpan;
use jiff::civil::{Date, Time};
use jiff::tz::Offset;

use crate::model::WrittenTime;

/// Newspapers put their archives online; nobody publishes beyond the next century.
const YEARS: std::ops::RangeInclusive<i16> = 1700..=2100;

/// A day and perhaps a time on it, before it is known to be a moment.
pub(super) struct Civil {
    pub date: Date,
    /// With whether it is the midnight that ends the day.
    pub time: Option<(Time, bool)>,
    pub offset_seconds: Option<i32>,
}

impl Civil {
    /// `None` for what no newspaper can have written.
    pub fn moment(self) -> Option<WrittenTime> {
        if !YEARS.contains(&self.date.year()) {
            return None;
        }
        let (clock, is_next_midnight) = self.time.unwrap_or((Time::midnight(), false));
        let mut civil = self.date.to_datetime(clock);
        if is_next_midnight {
            civil = civil.checked_add(1.day()).ok()?;
        }
        let offset = Offset::from_seconds(self.offset_seconds.unwrap_or(0)).ok()?;
        let at = offset.to_timestamp(civil).ok()?;
        Some(WrittenTime { at, offset_seconds: self.offset_seconds, day_only: self.time.is_none() })
    }
}
