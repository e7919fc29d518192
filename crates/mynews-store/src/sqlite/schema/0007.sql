-- Where a reader is, when they want an edition, and when they followed what: so that it can be taken back together.

-- ISO 3166: outlets from there are offered first.
alter table readers add column region text;

-- Times of day, one after the other: "07:00:00 18:00:00". Empty is whenever there is news.
alter table readers add column edition_times text not null default '';

-- When an edition was asked for between those times.
alter table readers add column renewed_at integer;

alter table subscriptions add column followed_at integer;
