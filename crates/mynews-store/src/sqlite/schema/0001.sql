-- The first schema. Times are whole milliseconds since 1970, ids of articles and stories are 63-bit hashes.

create table settings (key text primary key, value text not null) without rowid;

create table readers (
    id              integer primary key,
    name            text not null,
    dial            real not null,
    edition_size    integer not null,
    outside_share   real not null,
    languages       text not null,
    time_zone       text,
    learning_paused integer not null
);

create table outlets (
    key      text primary key,
    name     text not null,
    country  text,
    language text
) without rowid;

create table feeds (
    id             integer primary key autoincrement,
    url            text not null unique,
    title          text,
    site_url       text,
    outlet         text not null references outlets (key),
    credentials    text,
    etag           text,
    last_modified  text,
    body_hash      integer,
    added_at       integer not null,
    next_check_at  integer not null,
    rhythm         text not null default '',
    checked_at     integer,
    succeeded_at   integer,
    new_at         integer,
    failures       integer not null default 0,
    fault          text,
    gone           integer not null default 0
);
create index feeds_due on feeds (next_check_at) where gone = 0;

create table subscriptions (
    reader integer not null references readers (id) on delete cascade,
    feed   integer not null references feeds (id) on delete cascade,
    folder text,
    primary key (reader, feed)
) without rowid;
create index subscriptions_by_feed on subscriptions (feed);

-- An entry that a feed showed, so that the same entry costs one look-up the next time.
create table entries (
    feed    integer not null references feeds (id) on delete cascade,
    entry   integer not null,
    content integer not null,
    seen_at integer not null,
    primary key (feed, entry)
) without rowid;
create index entries_by_age on entries (feed, seen_at);

create table stories (
    id          integer primary key,
    first_at    integer not null,
    last_at     integer not null,
    merged_into integer
);
create index stories_by_age on stories (last_at) where merged_into is null;

-- `serial` counts up with arrival, so that the search index answers newest first; `revision` counts up with every
-- change, so that whoever holds articles in memory asks only for what changed.
create table articles (
    serial       integer primary key,
    id           integer not null unique,
    revision     integer not null unique,
    story        integer not null references stories (id),
    outlet       text not null references outlets (key),
    url          text,
    headline     text not null,
    standfirst   text,
    language     text,
    at           integer not null,
    arrived_at   integer not null,
    changed_at   integer not null,
    copy_group   integer not null,
    place        integer not null,
    joined_by    text not null,
    completeness text not null,
    -- what ranking needs, as JSON: topics, entities, authors, headings
    facts        text not null,
    words        blob not null,
    vector       blob not null,
    sketch       blob not null,
    -- article and subjects as zstd-compressed JSON; null once the full text was swept
    content      blob
);
create index articles_by_story on articles (story, at);
create index articles_by_age on articles (at);

create table article_feeds (
    article integer not null,
    feed    integer not null,
    primary key (article, feed)
) without rowid;
create index article_feeds_by_feed on article_feeds (feed, article);

create table headlines (
    article  integer not null,
    seen_at  integer not null,
    headline text not null,
    primary key (article, seen_at)
) without rowid;

-- Articles that are gone, for those who hold them in memory.
create table gone (revision integer primary key, article integer not null);

create virtual table search using fts5 (
    headline, text, content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 2"
);

create table signals (
    id        integer primary key autoincrement,
    reader    integer not null references readers (id) on delete cascade,
    at        integer not null,
    body      text not null,
    undone_at integer
);
create index signals_by_reader on signals (reader, id);

create table reader_stories (
    reader    integer not null references readers (id) on delete cascade,
    story     integer not null,
    looked_at integer,
    saved_at  integer,
    primary key (reader, story)
) without rowid;
create index reader_stories_saved on reader_stories (reader, saved_at) where saved_at is not null;
create index reader_stories_looked on reader_stories (reader, looked_at) where looked_at is not null;

create table editions (
    id      integer primary key autoincrement,
    reader  integer not null references readers (id) on delete cascade,
    at      integer not null,
    hash    text not null,
    stories integer not null,
    body    blob not null
);
create index editions_by_reader on editions (reader, at);

create table jobs (
    id        integer primary key autoincrement,
    kind      text not null,
    subject   integer not null,
    due_at    integer not null,
    attempts  integer not null default 0,
    unique (kind, subject)
);
create index jobs_due on jobs (due_at);

insert into readers (id, name, dial, edition_size, outside_share, languages, learning_paused)
values (1, 'reader', 0.35, 24, 0.1, '', 0);
