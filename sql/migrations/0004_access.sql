-- Several roles per person and where each came from, teams a person is bound to, the log reviewer, sessions one can name, and access tokens.

do $$
declare
  role_name text;
begin
  foreach role_name in array array['omradeslinjen_reviewer', 'omradeslinjen_reader'] loop
    begin
      execute format('create role %I nologin', role_name);
    exception when duplicate_object or unique_violation then
      null;
    end;
  end loop;
end
$$;

comment on role omradeslinjen_reviewer is 'Reviews the log (loggkontroll); sees no counts, no plans and no areas'' figures.';
comment on role omradeslinjen_reader is 'What planners, managers and teams may read alike; never acted in by itself.';

grant omradeslinjen_signed_in to omradeslinjen_reviewer;
grant omradeslinjen_reader to omradeslinjen_planner, omradeslinjen_manager, omradeslinjen_team;

-- Teams of a person -------------------------------------------------------------------------------------------------

create table access.user_teams (
  municipality_code text not null,
  user_id uuid not null,
  team_id uuid not null,
  granted_by text not null check (granted_by in ('identity-provider', 'administrator', 'program')),
  primary key (municipality_code, user_id, team_id, granted_by),
  foreign key (municipality_code, user_id) references access.users (municipality_code, id) on delete cascade,
  foreign key (municipality_code, team_id) references planning.teams (municipality_code, id) on delete cascade
);
comment on table access.user_teams is 'The teams a person is bound to; what the role team may see is theirs. Read at every request.';
comment on column access.user_teams.granted_by is 'Who said so. What the identity provider gave it may take back; what an administrator gave stays.';

insert into access.user_teams (municipality_code, user_id, team_id, granted_by)
select municipality_code, user_id, team_id, 'program'
from access.user_roles join access.users using (municipality_code)
where users.id = user_roles.user_id and team_id is not null;

-- Roles of a person -------------------------------------------------------------------------------------------------

alter table access.sessions drop constraint sessions_municipality_code_user_id_role_fkey;
alter table access.user_roles drop constraint user_roles_role_check;
alter table access.user_roles drop column team_id;
alter table access.user_roles
  add column granted_by text not null default 'program'
    check (granted_by in ('identity-provider', 'administrator', 'program')),
  add column granted_at timestamptz not null default now(),
  add constraint user_roles_role_check check (role in ('planner', 'manager', 'team', 'admin', 'reviewer'));
alter table access.user_roles alter column granted_by drop default;
alter table access.user_roles drop constraint user_roles_pkey;
alter table access.user_roles add primary key (municipality_code, user_id, role, granted_by);
comment on column access.user_roles.granted_by is 'Who said so. What the identity provider gave it may take back; what an administrator gave stays.';

-- Sessions ----------------------------------------------------------------------------------------------------------

alter table access.sessions
  add column id uuid not null default gen_random_uuid() unique,
  add foreign key (municipality_code, user_id) references access.users (municipality_code, id) on delete cascade;
comment on column access.sessions.id is 'Names the session where its person lists and ends it; opens nothing.';
create index sessions_person_idx on access.sessions (municipality_code, user_id);

-- Access tokens -----------------------------------------------------------------------------------------------------

create table access.tokens (
  municipality_code text not null,
  id uuid not null default gen_random_uuid(),
  user_id uuid not null,
  name text not null check (length(name) between 1 and 100),
  role text not null check (role in ('planner', 'manager', 'team')),
  token_hash bytea not null unique check (length(token_hash) = 32),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz,
  revoked_by uuid,
  primary key (municipality_code, id),
  foreign key (municipality_code, user_id) references access.users (municipality_code, id) on delete cascade,
  check (expires_at > created_at and expires_at <= created_at + interval '366 days')
);
create index tokens_person_idx on access.tokens (municipality_code, user_id);
comment on table access.tokens is 'Personal access tokens (åtkomstnycklar) of GIS clients: they only read. Only the SHA-256 of the token is kept.';
comment on column access.tokens.role is 'The role it acts in; it counts for nothing once its person no longer has that role.';
