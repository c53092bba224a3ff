-- Which protected numbers have reached the cap, so that ±4 is promised only where it holds.

alter table protected.area_values add column at_cap boolean not null default false;
comment on column protected.area_values.at_cap is 'True where the number has reached the cap (half the children that are told): the exact one may be any larger. Made from told numbers alone.';

alter table protected.means add column capped_area_count integer not null default 0;
comment on column protected.means.capped_area_count is 'Areas of the mean whose number has reached the cap.';

-- The same counts and the same secret give the same values: the next start makes them again, now with the sign.
delete from protected.measures;
