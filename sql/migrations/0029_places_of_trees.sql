-- A problem tree may be about one place of its team: a named neighbourhood, or an area of any level, that lies wholly in the team's area.

alter table planning.problem_trees add column place_key text check (place_key ~ '^(neighbourhood|area)[.]');
comment on column planning.problem_trees.place_key is
  'Key of the area profile of the place that the tree is about (planning.profile_areas); null for the team''s whole area. Chosen by the team among places that lie wholly in its area, and kept when they no longer do.';
create index problem_trees_place_idx on planning.problem_trees (municipality_code, place_key) where place_key is not null;
