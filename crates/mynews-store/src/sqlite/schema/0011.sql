-- What readers want of single feeds: rules, which the log holds. What follows from them is kept beside, so that no page
-- waits for it: the rules that hold now with the subscription, and the entries that they keep away.

-- As JSON; null where the reader has no wish about the feed.
alter table subscriptions add column rules text;

-- Which signals are such wishes, by the address the feed had then.
create table feed_rules (
    signal integer primary key references signals (id) on delete cascade,
    reader integer not null,
    url    text not null
);
create index feed_rules_by_url on feed_rules (url, reader);

-- Addresses that a feed had before it moved.
create table feed_moves (
    url  text primary key,
    feed integer not null references feeds (id) on delete cascade
) without rowid;
create index feed_moves_by_feed on feed_moves (feed);

create table kept_away (
    reader  integer not null,
    feed    integer not null,
    article integer not null,
    at      integer not null,
    -- the search that it answers and the reader never wants; null where it answers none of what they keep
    never   text,
    primary key (reader, feed, article),
    foreign key (reader, feed) references subscriptions (reader, feed) on delete cascade on update cascade
) without rowid;
create index kept_away_by_time on kept_away (reader, at);
create index kept_away_by_article on kept_away (article);
