create or replace function audit.record_refused_sign_in(
  municipality_code text, details jsonb default '{}'
) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  event audit.events;
begin
  select municipalities.code into event.chain from geography.municipalities
  where municipalities.code = record_refused_sign_in.municipality_code;
  event.chain := coalesce(event.chain, '*');
  event.role := 'anonymous';
  event.action := 'session.sign-in-refused';
  event.details := record_refused_sign_in.details;
  perform audit.append(event);
end
$$;
comment on function audit.record_refused_sign_in(text, jsonb) is
  'Adds to the log that somebody was refused at the door: in the municipality''s chain where there is such a municipality, otherwise in the installation''s. Nobody is named, since nobody was proven to be there.';
grant execute on function audit.record_refused_sign_in(text, jsonb) to omradeslinjen_anonymous;
