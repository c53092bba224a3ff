create or replace function access.provision_person(
  municipality_code text, subject text, display_name text, roles text[], team_letters text[]
) returns table (
  user_id uuid, is_new boolean, is_disabled boolean, held_roles text[],
  roles_given text[], roles_taken text[], teams_bound uuid[], teams_released uuid[]
)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  person record;
  given_teams uuid[];
  given_roles text[];
  is_stranger boolean;
begin
  perform access.require_login(provision_person.municipality_code);
  if provision_person.subject !~ '^(oidc|saml):' then
    raise exception using errcode = 'OL006', message = 'A login brings people of an identity provider only.';
  end if;
  select coalesce(array_agg(teams.id), '{}') into given_teams from planning.teams
  where teams.municipality_code = provision_person.municipality_code and teams.retired_at is null
    and teams.letter = any (provision_person.team_letters);
  -- The role team without a team would see nothing and say nothing about why.
  select coalesce(array_agg(wanted.role), '{}') into given_roles from unnest(provision_person.roles) as wanted (role)
  where wanted.role <> 'team' or given_teams <> '{}';

  update access.users as present set display_name = provision_person.display_name
  where present.municipality_code = provision_person.municipality_code and present.subject = provision_person.subject
  returning present.id, present.disabled_at into person;
  is_stranger := not found;
  if is_stranger and given_roles = '{}' then
    return;
  end if;
  if is_stranger then
    insert into access.users as present (municipality_code, subject, display_name)
    values (provision_person.municipality_code, provision_person.subject, provision_person.display_name)
    on conflict on constraint users_municipality_code_subject_key do update set display_name = excluded.display_name
    returning present.id, present.disabled_at into person;
  end if;

  with taken as (
    delete from access.user_roles as held
    where held.municipality_code = provision_person.municipality_code and held.user_id = person.id
      and held.granted_by = 'identity-provider' and held.role <> all (given_roles)
    returning held.role
  )
  select coalesce(array_agg(taken.role order by taken.role), '{}') into roles_taken from taken;
  with given as (
    insert into access.user_roles as held (municipality_code, user_id, role, granted_by)
    select provision_person.municipality_code, person.id, wanted.role, 'identity-provider'
    from unnest(given_roles) as wanted (role)
    on conflict on constraint user_roles_pkey do nothing
    returning held.role
  )
  select coalesce(array_agg(given.role order by given.role), '{}') into roles_given from given;
  with released as (
    delete from access.user_teams as bound
    where bound.municipality_code = provision_person.municipality_code and bound.user_id = person.id
      and bound.granted_by = 'identity-provider' and bound.team_id <> all (given_teams)
    returning bound.team_id
  )
  select coalesce(array_agg(released.team_id), '{}') into teams_released from released;
  with newly as (
    insert into access.user_teams as bound (municipality_code, user_id, team_id, granted_by)
    select provision_person.municipality_code, person.id, wanted.team_id, 'identity-provider'
    from unnest(given_teams) as wanted (team_id)
    on conflict on constraint user_teams_pkey do nothing
    returning bound.team_id
  )
  select coalesce(array_agg(newly.team_id), '{}') into teams_bound from newly;

  user_id := person.id;
  is_new := is_stranger;
  is_disabled := person.disabled_at is not null;
  held_roles := access.roles_of(provision_person.municipality_code, person.id);
  return next;
end
$$;
comment on function access.provision_person(text, text, text, text[], text[]) is
  'Takes over a person as the identity provider has proved them: what it gives replaces what it gave before, what an administrator gave stays. Answers what changed; no row for a stranger without a role, who is not kept.';
grant execute on function access.provision_person(text, text, text, text[], text[]) to omradeslinjen_login;
