-- Municipalities: listed before signing in, otherwise only one's own; made by the program.
alter table geography.municipalities enable row level security;

grant select on geography.municipalities to omradeslinjen_anonymous, omradeslinjen_signed_in;
create policy anonymous_lists on geography.municipalities for select to omradeslinjen_anonymous
  using (true);
create policy signed_in_reads on geography.municipalities for select to omradeslinjen_signed_in
  using (code = (select access.current_municipality()));

grant select, insert, update on geography.municipalities to omradeslinjen_operator;
create policy operator_works on geography.municipalities to omradeslinjen_operator
  using ((select access.current_municipality()) in (code, '*'))
  with check ((select access.current_municipality()) in (code, '*'));
