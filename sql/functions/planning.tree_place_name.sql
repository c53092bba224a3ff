create or replace function planning.tree_place_name(tree_id uuid) returns text
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select planning.name_of_place(trees.place_key)
  from planning.problem_trees as trees
  where trees.municipality_code = access.current_municipality() and trees.id = tree_place_name.tree_id
    and (
      trees.team_id = any (access.current_team_ids())
      or access.current_application_role() in ('manager', 'planner')
    )
$$;
comment on function planning.tree_place_name(uuid) is
  'What the place of a tree that one may read is called: also where the place, after a boundary has moved, is one that the team may not open. Null for other trees and where the tree is about the team''s whole area.';
grant execute on function planning.tree_place_name(uuid) to omradeslinjen_manager, omradeslinjen_planner, omradeslinjen_team;
