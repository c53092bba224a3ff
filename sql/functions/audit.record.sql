create or replace function audit.record(
  action text, object_kind text default null, object_id text default null, details jsonb default '{}',
  division_id uuid default null, area_codes text[] default '{}'
) returns bigint
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  event audit.events;
begin
  if access.current_application_role() is null then
    raise exception using errcode = 'OL006', message = 'The transaction acts as nobody.';
  end if;
  event.chain := coalesce(access.current_municipality(), '*');
  event.user_id := access.current_user_id();
  event.person_name := (
    select users.display_name from access.users
    where users.municipality_code = event.chain and users.id = event.user_id);
  event.role := access.current_application_role();
  event.action := record.action;
  event.object_kind := record.object_kind;
  event.object_id := record.object_id;
  event.division_id := record.division_id;
  event.area_codes := record.area_codes;
  event.details := record.details;
  return audit.append(event);
end
$$;
comment on function audit.record(text, text, text, jsonb, uuid, text[]) is
  'Adds to the log what the present person does, in the same transaction as the act; who, in which role and in which municipality follow from the transaction, never from what is given here. Details hold no counts and no personal data.';
grant execute on function audit.record(text, text, text, jsonb, uuid, text[])
  to omradeslinjen_anonymous, omradeslinjen_login, omradeslinjen_signed_in, omradeslinjen_operator;
