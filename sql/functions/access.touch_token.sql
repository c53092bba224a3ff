create or replace function access.touch_token(token_hash bytea) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  update access.tokens set last_used_at = now()
  where tokens.token_hash = touch_token.token_hash and tokens.revoked_at is null and tokens.expires_at > now();
  return found;
end
$$;
comment on function access.touch_token(bytea) is 'Notes when an access token was used last; false when it no longer counts. Only its holder can.';
grant execute on function access.touch_token(bytea) to omradeslinjen_anonymous;
