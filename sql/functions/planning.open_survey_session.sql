create or replace function planning.open_survey_session(survey_id uuid, code_hash bytea, expires_at timestamptz) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  survey planning.surveys := planning.owned_survey(open_survey_session.survey_id, true);
begin
  delete from planning.survey_sessions where survey_sessions.expires_at < now();
  insert into planning.survey_sessions (code_hash, municipality_code, survey_id, opened_by, expires_at, answers_left)
  values (
    open_survey_session.code_hash, survey.municipality_code, survey.id, access.current_user_id(),
    open_survey_session.expires_at, 500
  );
end
$$;
comment on function planning.open_survey_session(uuid, bytea, timestamptz) is
  'Lets the first tablet that opens the code answer the present team''s survey until a time, at most 500 forms. Only the code''s hash is kept.';
grant execute on function planning.open_survey_session(uuid, bytea, timestamptz) to omradeslinjen_team;
