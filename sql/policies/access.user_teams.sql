-- Teams of people: reached only through the functions of this schema. No role has a grant or a policy here.
alter table access.user_teams enable row level security;
