create or replace function planning.erase_kept_record(municipality_code text, id uuid, decision text) returns uuid
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  plan_id uuid;
begin
  perform access.require_municipality(erase_kept_record.municipality_code);
  if access.current_application_role() is distinct from 'operator' then
    raise exception using errcode = 'OL006', message = 'Only the program itself erases what a decision rests on.';
  end if;
  if length(trim(erase_kept_record.decision)) < 3 then
    raise exception using errcode = 'OL007', message = 'To erase needs the decision it rests on.';
  end if;
  delete from planning.kept_records
  where kept_records.municipality_code = erase_kept_record.municipality_code and kept_records.id = erase_kept_record.id
  returning kept_records.plan_id into plan_id;
  return plan_id;
end
$$;
comment on function planning.erase_kept_record(text, uuid, text) is
  'Erases a kept decision record with all its documents, where the law or a decision says so, and answers its plan; null where there is none. Only the program itself may, which tells the log; OL007 without a decision.';
grant execute on function planning.erase_kept_record(text, uuid, text) to omradeslinjen_operator;
