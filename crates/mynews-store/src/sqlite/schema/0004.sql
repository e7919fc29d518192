-- What a story is over time: whether its address changed, what readers took apart, and its kin (the story it continues,
-- the same event in another language).

alter table stories add column merged_at integer;

-- A reader who comes back within the hour still sees what was new when they came.
alter table reader_stories add column looked_before integer;

-- Articles that a reader said are not of one story. A correction that is taken back goes with its rows.
create table apart (
    signal  integer not null references signals (id) on delete cascade,
    article integer not null,
    other   integer not null,
    primary key (signal, article, other)
) without rowid;

-- Names and rare words of a story, by hash: by these its kin are found.
create table story_marks (
    mark  integer not null,
    story integer not null,
    primary key (mark, story)
) without rowid;
create index story_marks_by_story on story_marks (story);

create table kin (
    story integer not null,
    other integer not null,
    -- `continues` (other is the earlier chapter) or `same-event` (other tells it in another language)
    how   text not null,
    -- what both have, as JSON
    by    text not null,
    primary key (story, how, other)
) without rowid;
create index kin_by_other on kin (other);
