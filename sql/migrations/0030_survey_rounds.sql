-- The same questionnaire term after term, and an earlier team's surveys that follow the trees which are taken over.

alter table planning.surveys
  add column series_id uuid,
  add column round text not null default '' check (length(round) <= 60),
  add foreign key (municipality_code, series_id) references planning.surveys (municipality_code, id);
create index surveys_series_idx on planning.surveys (municipality_code, series_id) where series_id is not null;
comment on column planning.surveys.series_id is 'The first round of the same questionnaire: the questions and their ids are the same in every round, the answers are each round''s own. Null in the first.';
comment on column planning.surveys.round is 'What the round is called ("Våren 2026"); empty where nobody has named it.';

create table planning.inherited_surveys (
  municipality_code text not null,
  team_id uuid not null,
  survey_id uuid not null,
  until date not null,
  primary key (municipality_code, team_id, survey_id),
  foreign key (municipality_code, team_id) references planning.teams (municipality_code, id),
  foreign key (municipality_code, survey_id) references planning.surveys (municipality_code, id)
);
comment on table planning.inherited_surveys is 'Surveys of an earlier team whose results a team may read, since a tree that it took over is followed up by them. Written by planning.inherit_surveys alone.';
comment on column planning.inherited_surveys.survey_id is 'The first round; later ones that had begun by the day the areas went over come along.';
comment on column planning.inherited_surveys.until is 'The day the areas went over.';
