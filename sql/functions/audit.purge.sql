create or replace function audit.purge(
  chain text, before timestamptz, decision text
) returns table (removed_from bigint, removed_to bigint, last_removed_hash bytea, sequence bigint)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  event audit.events;
begin
  perform access.require_municipality(purge.chain);
  if access.current_application_role() is distinct from 'operator' then
    raise exception using errcode = 'OL006', message = 'Only the program itself purges the log.';
  end if;
  if purge.before > now() - interval '1 year' then
    raise exception using errcode = 'OL007', message = 'What is younger than a year is never purged.';
  end if;
  if length(trim(purge.decision)) < 3 then
    raise exception using errcode = 'OL007', message = 'A purge needs the decision it rests on.';
  end if;
  perform from audit.chain_heads where chain_heads.chain = purge.chain for update;
  select min(events.sequence), max(events.sequence) into removed_from, removed_to
  from audit.events where events.chain = purge.chain and events.occurred_at < purge.before;
  if removed_to is null then
    return;
  end if;
  select events.hash into last_removed_hash
  from audit.events where events.chain = purge.chain and events.sequence = removed_to;
  perform set_config('app.purged_through', removed_to::text, true);
  delete from audit.events where events.chain = purge.chain and events.sequence <= removed_to;
  perform set_config('app.purged_through', '', true);
  event.chain := purge.chain;
  event.role := 'operator';
  event.action := 'log.purged';
  event.object_kind := 'log';
  event.object_id := purge.chain;
  event.details := jsonb_build_object(
    'removedFrom', removed_from, 'removedTo', removed_to, 'lastRemovedHash', encode(last_removed_hash, 'hex'),
    'before', to_char(purge.before at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'decision', purge.decision);
  sequence := audit.append(event);
  return next;
end
$$;
comment on function audit.purge(text, timestamptz, text) is
  'Removes the oldest rows of a chain, those before the time, and adds a row that tells which they were and the hash of the last, so that the chain still verifies and the cut is seen. Only the program itself may; OL007 for what is younger than a year or has no decision behind it. No row where nothing was old enough.';
grant execute on function audit.purge(text, timestamptz, text) to omradeslinjen_operator;
