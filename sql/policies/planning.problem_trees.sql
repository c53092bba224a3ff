-- Problem trees: a team reads and writes its own, one about a place only while the place lies wholly in its area; managers and planners read all; never deleted.
alter table planning.problem_trees enable row level security;

grant select on planning.problem_trees to omradeslinjen_manager, omradeslinjen_planner, omradeslinjen_team;
create policy others_read on planning.problem_trees for select to omradeslinjen_manager, omradeslinjen_planner
  using (municipality_code = (select access.current_municipality()));

grant insert, update on planning.problem_trees to omradeslinjen_team;
create policy team_works on planning.problem_trees to omradeslinjen_team
  using (municipality_code = (select access.current_municipality()) and team_id = any ((select access.current_team_ids())::uuid[]))
  with check (
    municipality_code = (select access.current_municipality())
    and team_id = any ((select access.current_team_ids())::uuid[])
    and (place_key is null or retired_at is not null or planning.is_place_of_team(place_key, team_id))
  );
