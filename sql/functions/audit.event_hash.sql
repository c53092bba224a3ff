create or replace function audit.event_hash(event audit.events) returns bytea
language sql stable parallel safe
as $$
  select sha256(event.previous_hash || convert_to(
    audit.encode_field(event.chain)
    || audit.encode_field(event.sequence::text)
    || audit.encode_field(to_char(event.occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
    || audit.encode_field(event.user_id::text)
    || audit.encode_field(event.person_name)
    || audit.encode_field(event.role)
    || audit.encode_field(event.address_class)
    || audit.encode_field(event.action)
    || audit.encode_field(event.object_kind)
    || audit.encode_field(event.object_id)
    || audit.encode_field(event.division_id::text)
    || audit.encode_field(coalesce((
      select string_agg(audit.encode_field(code), '' order by position)
      from unnest(event.area_codes) with ordinality as listed (code, position)), ''))
    || audit.encode_field(event.details::text),
    'UTF8'))
$$;
comment on function audit.event_hash(audit.events) is
  'SHA-256 of the row before''s hash and of every field in this order, each written by audit.encode_field as UTF-8; times in UTC with microseconds, area codes as a list inside a field, details as PostgreSQL writes jsonb. The verification computes the same by itself.';
