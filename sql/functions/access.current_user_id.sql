create or replace function access.current_user_id() returns uuid
language sql stable parallel safe
as $$
  select nullif(current_setting('app.user_id', true), '')::uuid
$$;
comment on function access.current_user_id() is 'The person this transaction acts for; null for nobody and for the program itself.';
grant execute on function access.current_user_id()
  to omradeslinjen_anonymous, omradeslinjen_login, omradeslinjen_signed_in, omradeslinjen_operator;
