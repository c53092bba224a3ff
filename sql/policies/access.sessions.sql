-- Sessions: reached only through the functions of this schema. No role has a grant or a policy here.
alter table access.sessions enable row level security;
