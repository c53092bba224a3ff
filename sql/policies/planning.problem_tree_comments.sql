-- Comments on a problem tree: those who see the tree read and add; each person removes their own, anybody of them resolves.
alter table planning.problem_tree_comments enable row level security;

grant select, insert, update (text, removed_at, resolved_by, resolved_at) on planning.problem_tree_comments
  to omradeslinjen_manager, omradeslinjen_planner, omradeslinjen_team;
create policy readers_of_tree_read on planning.problem_tree_comments for select
  to omradeslinjen_manager, omradeslinjen_planner, omradeslinjen_team
  using (exists (
    select from planning.problem_trees
    where problem_trees.municipality_code = problem_tree_comments.municipality_code
      and problem_trees.id = problem_tree_comments.tree_id
  ));
create policy readers_of_tree_add on planning.problem_tree_comments for insert
  to omradeslinjen_manager, omradeslinjen_planner, omradeslinjen_team
  with check (
    created_by = (select access.current_user_id())
    and exists (
      select from planning.problem_trees
      where problem_trees.municipality_code = problem_tree_comments.municipality_code
        and problem_trees.id = problem_tree_comments.tree_id
    )
  );
create policy readers_of_tree_change on planning.problem_tree_comments for update
  to omradeslinjen_manager, omradeslinjen_planner, omradeslinjen_team
  using (exists (
    select from planning.problem_trees
    where problem_trees.municipality_code = problem_tree_comments.municipality_code
      and problem_trees.id = problem_tree_comments.tree_id
  ));
