create or replace function audit.append(event audit.events) returns bigint
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  head record;
begin
  select sequence, hash, occurred_at into head from audit.chain_heads where chain_heads.chain = event.chain for update;
  if not found then
    insert into audit.chain_heads (chain, sequence, hash, occurred_at)
    values (event.chain, 0, decode(repeat('00', 32), 'hex'), '-infinity')
    on conflict do nothing;
    select sequence, hash, occurred_at into head from audit.chain_heads where chain_heads.chain = event.chain for update;
  end if;
  event.sequence := head.sequence + 1;
  event.occurred_at := greatest(clock_timestamp(), head.occurred_at);
  event.address_class := nullif(current_setting('app.address_class', true), '');
  event.details := coalesce(event.details, '{}');
  event.area_codes := coalesce(event.area_codes, '{}');
  event.previous_hash := head.hash;
  event.hash := audit.event_hash(event);
  insert into audit.events select (event).*;
  update audit.chain_heads
  set sequence = event.sequence, hash = event.hash, occurred_at = event.occurred_at
  where chain_heads.chain = event.chain;
  return event.sequence;
end
$$;
comment on function audit.append(audit.events) is
  'Adds a row to its chain and answers its number. Holds the chain''s head until the transaction ends, so numbers have no holes and a transaction that is undone leaves none: add the row last. Nobody may run it but the functions of this schema.';
