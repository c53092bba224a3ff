-- Saves of a problem tree: seen by those who see the tree, added by its team.
alter table planning.problem_tree_revisions enable row level security;

grant select on planning.problem_tree_revisions to omradeslinjen_manager, omradeslinjen_planner, omradeslinjen_team;
create policy readers_of_tree_read on planning.problem_tree_revisions for select
  to omradeslinjen_manager, omradeslinjen_planner, omradeslinjen_team
  using (exists (
    select from planning.problem_trees
    where problem_trees.municipality_code = problem_tree_revisions.municipality_code
      and problem_trees.id = problem_tree_revisions.tree_id
  ));

grant insert on planning.problem_tree_revisions to omradeslinjen_team;
create policy team_adds on planning.problem_tree_revisions for insert to omradeslinjen_team
  with check (
    created_by = (select access.current_user_id())
    and exists (
      select from planning.problem_trees
      where problem_trees.municipality_code = problem_tree_revisions.municipality_code
        and problem_trees.id = problem_tree_revisions.tree_id
    )
  );
