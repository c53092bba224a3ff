create or replace function access.current_team_id() returns uuid
language sql stable parallel safe
as $$
  select nullif(current_setting('app.team_id', true), '')::uuid
$$;
comment on function access.current_team_id() is 'The team the person acts in; null for those who act in none.';
grant execute on function access.current_team_id()
  to omradeslinjen_anonymous, omradeslinjen_signed_in, omradeslinjen_operator;
