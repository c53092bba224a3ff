-- Follow-up surveys: anonymous questionnaires before and after an activity. What people answered is kept as counts alone, and told in steps of five.

create table planning.surveys (
  municipality_code text not null,
  id uuid not null default gen_random_uuid(),
  team_id uuid not null,
  name text not null check (name <> ''),
  introduction text not null default '',
  steps integer not null check (steps between 3 and 10),
  questions jsonb not null,
  version integer not null default 1 check (version >= 1),
  created_by uuid not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  closed_at timestamptz,
  primary key (municipality_code, id),
  foreign key (municipality_code, team_id) references planning.teams (municipality_code, id)
);
create index surveys_team_idx on planning.surveys (municipality_code, team_id);
comment on table planning.surveys is 'A short anonymous questionnaire about an activity: questions on a scale, "before and now" or now alone.';
comment on column planning.surveys.questions is 'In their order: id, kind, text, and what the ends of the scale are called.';

create table planning.survey_days (
  municipality_code text not null,
  survey_id uuid not null,
  day date not null,
  primary key (municipality_code, survey_id, day),
  foreign key (municipality_code, survey_id) references planning.surveys (municipality_code, id)
);
comment on table planning.survey_days is 'On which days answers came; never how many or when.';

create table planning.survey_tallies (
  municipality_code text not null,
  survey_id uuid not null,
  question_id uuid not null,
  channel text not null check (channel in ('paper', 'tablet')),
  before_step integer not null check (before_step between 0 and 10),
  now_step integer not null check (now_step between 1 and 10),
  waiting integer not null default 0 check (waiting >= 0),
  told integer not null default 0 check (told >= 0),
  primary key (municipality_code, survey_id, question_id, channel, before_step, now_step),
  foreign key (municipality_code, survey_id) references planning.surveys (municipality_code, id)
);
comment on table planning.survey_tallies is 'How many answered what, question by question: no row is a person and nothing links a person''s answers. Read by no role; told as sums by planning.survey_sums.';
comment on column planning.survey_tallies.before_step is '0 for a question about now alone.';
comment on column planning.survey_tallies.waiting is 'Not in any result yet: moved to `told` when five of the question''s answers by this channel wait, so that two looks never differ by fewer.';

create table planning.survey_sessions (
  code_hash bytea primary key,
  municipality_code text not null,
  survey_id uuid not null,
  opened_by uuid not null,
  expires_at timestamptz not null,
  answers_left integer not null check (answers_left >= 0),
  foreign key (municipality_code, survey_id) references planning.surveys (municipality_code, id)
);
create index survey_sessions_survey_idx on planning.survey_sessions (municipality_code, survey_id);
comment on table planning.survey_sessions is 'Codes by which a tablet may answer one survey without anybody being signed in, opened by staff for a few hours.';
