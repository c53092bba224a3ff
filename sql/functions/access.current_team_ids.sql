create or replace function access.current_team_ids() returns uuid[]
language sql stable parallel safe
as $$
  select coalesce(nullif(current_setting('app.team_ids', true), '')::uuid[], '{}')
$$;
comment on function access.current_team_ids() is
  'The teams the person is bound to while acting as team; empty, never null, for everybody else.';
grant execute on function access.current_team_ids()
  to omradeslinjen_anonymous, omradeslinjen_signed_in, omradeslinjen_operator;
