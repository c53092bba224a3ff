-- A page that had no answer sends its survey answers again: what has been counted is known again and not counted twice.

create table planning.survey_sendings (
  municipality_code text not null,
  survey_id uuid not null,
  id uuid not null,
  forget_after date not null,
  primary key (municipality_code, survey_id, id),
  foreign key (municipality_code, survey_id) references planning.surveys (municipality_code, id)
);
comment on table planning.survey_sendings is 'Random numbers that pages draw for what they send, of answers that are counted already: nothing of the answers, of a person or of the hour. Read by no role.';
comment on column planning.survey_sendings.forget_after is 'A week after they came; forgotten at the next answer to any survey.';
