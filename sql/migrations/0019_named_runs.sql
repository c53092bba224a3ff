-- Runs get a name, and can be put away and taken back: they stay, since plans and records rest on them.

alter table jobs.runs
  add column name text check (length(name) between 1 and 120),
  add column removed_at timestamptz,
  add column version integer not null default 1;
comment on column jobs.runs.name is 'What the planners call it; null where nobody has named it.';
comment on column jobs.runs.removed_at is 'When it was taken out of the list; plans and records that came from it still read it.';
comment on column jobs.runs.version is 'Of name and removal, for If-Match.';
