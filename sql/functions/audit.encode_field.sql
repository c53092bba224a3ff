create or replace function audit.encode_field(value text) returns text
language sql immutable parallel safe
as $$
  select case when value is null then '-' else octet_length(value)::text || ':' || value || ',' end
$$;
comment on function audit.encode_field(text) is
  'One field as its length in bytes, a colon, its text and a comma (a netstring); - for null. No two lists of fields are written alike.';
