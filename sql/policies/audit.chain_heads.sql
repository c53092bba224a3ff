-- The newest row of each chain: read by the municipality's log reviewer and by the program, moved on by audit.append alone.
alter table audit.chain_heads enable row level security;

grant select on audit.chain_heads to omradeslinjen_reviewer, omradeslinjen_operator;
create policy reviewer_reads on audit.chain_heads for select to omradeslinjen_reviewer
  using (chain = (select access.current_municipality()));
create policy operator_verifies on audit.chain_heads for select to omradeslinjen_operator
  using ((select access.current_municipality()) in (chain, '*'));
