create or replace function audit.record(
  action text, object_kind text default null, object_id text default null, details jsonb default '{}'
) returns void
language sql volatile
as $$
  insert into audit.events (municipality_code, user_id, role, action, object_kind, object_id, details)
  values (
    nullif(access.current_municipality(), '*'), access.current_user_id(), access.current_application_role(),
    record.action, record.object_kind, record.object_id, record.details
  )
$$;
comment on function audit.record(text, text, text, jsonb) is
  'Adds to the log what the present person does, in the same transaction as the act. Details hold no counts and no personal data.';
grant execute on function audit.record(text, text, text, jsonb)
  to omradeslinjen_anonymous, omradeslinjen_signed_in, omradeslinjen_operator;
