-- Capacity of the first line, beside that of investigations.

alter table planning.load_limits
  add column first_line_capacity_per_position double precision check (first_line_capacity_per_position > 0);
comment on column planning.load_limits.first_line_capacity_per_position is 'Load of preventive work that one position in the first line can carry in a year, in the unit of the weights; null where it is not said.';
