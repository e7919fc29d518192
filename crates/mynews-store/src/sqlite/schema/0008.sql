-- Labels that outlets use for the same thing: a list of one holds what the other names.

create table same_topics (
    topic  text not null,
    other  text not null,
    -- on so many events different outlets used one and the other
    events integer not null,
    primary key (topic, other)
) without rowid;
create index same_topics_by_other on same_topics (other);
