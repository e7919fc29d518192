-- Marks as 32 bits, and once: the marks of a story stand beside it, so that no second index is needed to take them away.
-- They are found anew from the articles.

drop table story_marks;

create table story_marks (
    mark  integer not null,
    story integer not null,
    primary key (mark, story)
) without rowid;

create table marked (
    story integer primary key,
    -- u32, little-endian, ascending
    marks blob not null
);

delete from settings where key = 'kin-revision';
