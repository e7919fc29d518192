-- Whether anything of a log was taken back is asked at every page: without reading the log.
create index signals_taken_back on signals (reader, id) where undone_at is not null;
