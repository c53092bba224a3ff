-- Logins under way: reached only through the functions of this schema. No role has a grant or a policy here.
alter table access.login_attempts enable row level security;
