-- Sessions the identity provider knows of: reached only through the functions of this schema. No role has a grant or a policy here.
alter table access.provider_sessions enable row level security;
