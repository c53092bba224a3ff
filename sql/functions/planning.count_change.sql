create or replace function planning.count_change() returns trigger
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  insert into planning.change_counters as counter (stripe, changes) values (pg_backend_pid() % 1024, 1)
  on conflict (stripe) do update set changes = counter.changes + 1;
  return null;
end
$$;
comment on function planning.count_change() is
  'Counts a change of what area profiles show; each connection counts in a row of its own, so that no writer waits for another.';
