-- Which of an article's first lines its outlet was known to print elsewhere when it was read: a bit a line.

alter table articles add column repeated integer not null default 0;
