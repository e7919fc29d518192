-- Several readers: who may change the house, how each proves who they are, and which browsers are logged in.

alter table readers add column role text not null default 'reader';
update readers set role = 'owner' where id = 1;

-- As argon2 writes it; null for who has none.
alter table readers add column password text;
create unique index readers_by_name on readers (name collate nocase);

-- A session is known by the hash of what its browser holds: who reads this table cannot log in with it.
create table sessions (
    hash       blob primary key,
    reader     integer not null references readers (id) on delete cascade,
    client     text not null,
    created_at integer not null,
    used_at    integer not null,
    expires_at integer not null
) without rowid;
create index sessions_by_reader on sessions (reader);

-- The strip that makes a page theirs is dismissed by each reader for themselves.
update settings set key = 'welcome-1' where key = 'welcome';
