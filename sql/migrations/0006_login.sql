-- Logins at the municipality's identity provider: the role they act in, the ones under way, assertions already used, and sessions the provider knows of.

do $$
begin
  create role omradeslinjen_login nologin;
exception when duplicate_object or unique_violation then
  null;
end
$$;
comment on role omradeslinjen_login is 'A login under way: keeps its state, takes over who the provider proved and begins the session. Reads no data.';
grant usage on schema access, audit, geography to omradeslinjen_login;

create table access.login_attempts (
  browser_hash bytea primary key check (length(browser_hash) = 32),
  request_hash bytea not null unique check (length(request_hash) = 32),
  municipality_code text not null references geography.municipalities (code),
  provider text not null check (provider in ('oidc', 'saml')),
  return_path text not null check (return_path ~ '^/' and length(return_path) <= 1000),
  expires_at timestamptz not null,
  landing_hash bytea unique check (length(landing_hash) = 32),
  sealed_login bytea check (length(sealed_login) <= 200000),
  check ((landing_hash is null) = (sealed_login is null))
);
comment on table access.login_attempts is 'Logins under way, ten minutes at most: bound to one browser and one request by SHA-256 of what only they hold.';
comment on column access.login_attempts.sealed_login is 'What a SAML assertion proved, encrypted with what only the browser''s next address holds, until it comes with its cookie.';

create table access.used_assertions (
  municipality_code text not null references geography.municipalities (code),
  assertion_hash bytea not null check (length(assertion_hash) = 32),
  expires_at timestamptz not null,
  primary key (municipality_code, assertion_hash)
);
comment on table access.used_assertions is 'SHA-256 of the ids of SAML assertions and log-out requests already taken, kept until they would be refused for their age.';

create table access.provider_sessions (
  municipality_code text not null references geography.municipalities (code),
  session_id uuid not null references access.sessions (id) on delete cascade,
  provider text not null check (provider in ('oidc', 'saml')),
  subject_hash bytea check (length(subject_hash) = 32),
  session_hash bytea check (length(session_hash) = 32),
  sealed_session bytea check (length(sealed_session) <= 10000),
  primary key (municipality_code, session_id)
);
create index provider_sessions_subject_idx on access.provider_sessions (municipality_code, subject_hash);
create index provider_sessions_session_idx on access.provider_sessions (session_id);
comment on table access.provider_sessions is 'Which sessions the identity provider began, so that either side can end them.';
comment on column access.provider_sessions.sealed_session is 'The provider''s name for the session, encrypted with the cookie''s token: only its holder can ask the provider to end it.';

alter table access.sessions add column level_met boolean not null default true;
comment on column access.sessions.level_met is 'False where the login was not sure enough for the role planner; such a session never acts in it.';
