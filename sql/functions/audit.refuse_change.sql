create or replace function audit.refuse_change() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  if tg_op = 'DELETE' and old.sequence <= nullif(current_setting('app.purged_through', true), '')::bigint then
    return old;
  end if;
  raise exception using errcode = 'OL007', message = 'The log is only added to; nothing of it is changed or removed.';
end
$$;
comment on function audit.refuse_change() is
  'Raises OL007 when a row of the log would be changed or removed, by whomever. Only audit.purge, which tells how far it goes, may remove.';
