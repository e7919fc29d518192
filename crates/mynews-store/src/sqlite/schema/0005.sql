-- The language that mynews itself speaks to a reader; null is what their browser asks for.
alter table readers add column tongue text;
