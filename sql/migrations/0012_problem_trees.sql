-- Problem trees: each team's own, with every save kept so that it can be told, merged and brought back, and comments.

create table planning.problem_trees (
  municipality_code text not null,
  id uuid not null default gen_random_uuid(),
  team_id uuid not null,
  name text not null check (name <> ''),
  content jsonb not null default '{"nodes": [], "links": [], "measurements": []}',
  version integer not null default 1 check (version >= 1),
  created_by uuid not null,
  created_at timestamptz not null default now(),
  updated_by uuid not null,
  updated_at timestamptz not null default now(),
  retired_at timestamptz,
  primary key (municipality_code, id),
  foreign key (municipality_code, team_id) references planning.teams (municipality_code, id)
);
create index problem_trees_team_idx on planning.problem_trees (municipality_code, team_id);
comment on table planning.problem_trees is 'What a team has agreed on: problem, causes, consequences, goals, what is done and how it is followed up. Written by the team, read by managers and planners.';
comment on column planning.problem_trees.content is 'Nodes, links and measurements as engine/problem-tree describes them; changed by edits only.';
comment on column planning.problem_trees.retired_at is 'Put away; with its history and comments, and can be taken back.';

create table planning.problem_tree_revisions (
  municipality_code text not null,
  tree_id uuid not null,
  version integer not null check (version >= 1),
  edits jsonb not null,
  inverse jsonb not null,
  set_aside jsonb not null default '[]',
  subjects jsonb not null default '[]',
  restored_from integer,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  primary key (municipality_code, tree_id, version),
  foreign key (municipality_code, tree_id) references planning.problem_trees (municipality_code, id)
);
comment on table planning.problem_tree_revisions is 'Every save of a tree: what was done and what takes it back, so that any version can be made again from the present one.';
comment on column planning.problem_tree_revisions.version is 'The tree''s version after the save.';
comment on column planning.problem_tree_revisions.set_aside is 'Edits that their author gave up for another person''s: kept so that nothing is lost.';
comment on column planning.problem_tree_revisions.subjects is 'The nodes it was about, as they were called then.';

create table planning.problem_tree_comments (
  municipality_code text not null,
  id uuid not null default gen_random_uuid(),
  tree_id uuid not null,
  node_id uuid,
  answers_id uuid,
  text text not null check (length(text) <= 4000),
  created_by uuid not null,
  created_at timestamptz not null default now(),
  removed_at timestamptz,
  resolved_by uuid,
  resolved_at timestamptz,
  primary key (municipality_code, id),
  unique (municipality_code, tree_id, id),
  foreign key (municipality_code, tree_id) references planning.problem_trees (municipality_code, id),
  foreign key (municipality_code, tree_id, answers_id)
    references planning.problem_tree_comments (municipality_code, tree_id, id),
  check ((removed_at is null) = (text <> '')),
  check ((resolved_at is null) = (resolved_by is null)),
  check (answers_id is null or resolved_at is null)
);
create index problem_tree_comments_tree_idx on planning.problem_tree_comments (municipality_code, tree_id, created_at);
comment on table planning.problem_tree_comments is 'What the team, managers and planners say about a tree or one of its nodes, with answers.';
comment on column planning.problem_tree_comments.answers_id is 'The comment that this one answers; only first comments are answered and resolved.';
comment on column planning.problem_tree_comments.text is 'Empty once its author has removed it.';
