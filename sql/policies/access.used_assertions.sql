-- Assertions already used: reached only through the functions of this schema. No role has a grant or a policy here.
alter table access.used_assertions enable row level security;
