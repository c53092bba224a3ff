create or replace function access.current_municipality() returns text
language sql stable parallel safe
as $$
  select nullif(current_setting('app.municipality_code', true), '')
$$;
comment on function access.current_municipality() is
  'The municipality this transaction acts in; null when nobody is signed in, * for the program working across municipalities.';
grant execute on function access.current_municipality()
  to omradeslinjen_anonymous, omradeslinjen_login, omradeslinjen_signed_in, omradeslinjen_operator;
