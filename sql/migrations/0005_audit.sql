-- The log becomes a chain: each row holds the hash of the row before it, one chain a municipality and one of the installation itself.
-- What was logged before is carried over in its order; its hashes prove it from this step on.

create temporary table earlier_events as select * from audit.events;
drop table audit.events;

create table audit.chain_heads (
  chain text primary key check (chain = '*' or chain ~ '^[0-9]{4}$'),
  sequence bigint not null check (sequence >= 0),
  hash bytea not null check (length(hash) = 32),
  occurred_at timestamptz not null
);
comment on table audit.chain_heads is 'The newest row of each chain. Locked while a row is added, so that numbers are without holes.';

create table audit.events (
  chain text not null,
  sequence bigint not null check (sequence >= 1),
  occurred_at timestamptz not null,
  user_id uuid,
  person_name text,
  role text not null,
  address_class text check (address_class in ('this-machine', 'internal', 'external')),
  action text not null check (action ~ '^[a-z]+(-[a-z]+)*([.][a-z]+(-[a-z]+)*)*$'),
  object_kind text,
  object_id text,
  division_id uuid,
  area_codes text[] not null default '{}',
  details jsonb not null default '{}' check (jsonb_typeof(details) = 'object' and octet_length(details::text) <= 10000),
  previous_hash bytea not null check (length(previous_hash) = 32),
  hash bytea not null check (length(hash) = 32),
  primary key (chain, sequence)
);
create index audit_events_time_idx on audit.events (chain, occurred_at);
create index audit_events_person_idx on audit.events (chain, user_id, sequence);
comment on table audit.events is 'Append-only and chained: reads of exact counts, imports, exports, plan changes, sign-ins, refused requests, role changes and the reviews of the log itself.';
comment on column audit.events.chain is 'The municipality''s code, or * for what belongs to the installation and to no municipality.';
comment on column audit.events.sequence is '1, 2, 3 … in each chain, without holes. A purge takes the lowest away and says so in a row of its own.';
comment on column audit.events.occurred_at is 'The database''s clock; never earlier than the row before.';
comment on column audit.events.person_name is 'The person''s name as it was then.';
comment on column audit.events.address_class is 'Where the request came from: this-machine, internal (a private network) or external. Null for the program itself.';
comment on column audit.events.division_id is 'The division the act was about; with no area codes the whole of it.';
comment on column audit.events.previous_hash is 'The hash of the row before; 32 zero bytes in row 1.';
comment on column audit.events.hash is 'SHA-256 of previous_hash and every other field, see audit.event_hash.';

do $$
declare
  earlier record;
  head record;
  row_number bigint;
  row_hash bytea;
begin
  for earlier in select * from earlier_events order by id loop
    select * into head from audit.chain_heads where chain_heads.chain = coalesce(earlier.municipality_code, '*');
    row_number := coalesce(head.sequence, 0) + 1;
    earlier.occurred_at := greatest(earlier.occurred_at, head.occurred_at);
    select sha256(coalesce(head.hash, decode(repeat('00', 32), 'hex')) || convert_to(string_agg(
      case when value is null then '-' else octet_length(value)::text || ':' || value || ',' end, '' order by position
    ), 'UTF8')) into row_hash
    from unnest(array[
      coalesce(earlier.municipality_code, '*'), row_number::text,
      to_char(earlier.occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
      earlier.user_id::text, null, coalesce(earlier.role, 'operator'), null, earlier.action, earlier.object_kind, earlier.object_id,
      null, '', earlier.details::text
    ]) with ordinality as fields (value, position);
    insert into audit.events (
      chain, sequence, occurred_at, user_id, role, action, object_kind, object_id, details, previous_hash, hash
    ) values (
      coalesce(earlier.municipality_code, '*'), row_number, earlier.occurred_at, earlier.user_id, coalesce(earlier.role, 'operator'),
      earlier.action, earlier.object_kind, earlier.object_id, earlier.details,
      coalesce(head.hash, decode(repeat('00', 32), 'hex')), row_hash
    );
    insert into audit.chain_heads (chain, sequence, hash, occurred_at)
    values (coalesce(earlier.municipality_code, '*'), row_number, row_hash, earlier.occurred_at)
    on conflict on constraint chain_heads_pkey do update
      set sequence = excluded.sequence, hash = excluded.hash, occurred_at = excluded.occurred_at;
  end loop;
end
$$;

drop table earlier_events;
