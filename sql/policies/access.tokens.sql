-- Access tokens: reached only through the functions of this schema. No role has a grant or a policy here.
alter table access.tokens enable row level security;
