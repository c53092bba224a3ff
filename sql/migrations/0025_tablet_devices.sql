-- A tablet's code belongs to the first page that opens it: a second one, with the code copied, is refused.

alter table planning.survey_sessions
  add column device_hash bytea;
comment on column planning.survey_sessions.device_hash is 'Of what the page that opened the code first draws for itself and keeps; null until one has.';
