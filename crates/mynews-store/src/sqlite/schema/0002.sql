-- Lists in order of time, with what each reader has read.

-- Every article up to this serial number counts as read: "mark everything read".
alter table readers add column read_until integer not null default 0;

-- What a reader said of single articles, against what follows from the stories they looked at.
create table read_marks (
    article integer not null,
    reader  integer not null references readers (id) on delete cascade,
    read    integer not null,
    at      integer not null,
    primary key (article, reader)
) without rowid;
create index read_marks_by_reader on read_marks (reader, at);

alter table article_feeds add column at integer not null default 0;
update article_feeds set at = coalesce((select at from articles where id = article), 0);
drop index article_feeds_by_feed;
create index article_feeds_by_feed on article_feeds (feed, at, article);

create index articles_by_outlet on articles (outlet, at);

-- Outlets' own labels and the subject headings alike.
create table article_topics (
    topic   text not null,
    at      integer not null,
    article integer not null,
    primary key (topic, at, article)
) without rowid;
insert or ignore into article_topics
    select json_extract(topic.value, '$.key'), a.at, a.id
    from articles a, json_each(a.facts, '$[0][0]') topic where json_extract(topic.value, '$.key') is not null;
insert or ignore into article_topics
    select json_extract(heading.value, '$.topic.key'), a.at, a.id
    from articles a, json_each(a.facts, '$[1][1]') heading
    where json_extract(heading.value, '$.topic.key') is not null;
create index article_topics_by_article on article_topics (article);

-- What an article holds beside text, for searches: 1 a picture, 2 a video or a sound, 4 a quotation.
alter table articles add column holds integer not null default 0;
