-- Who has vouched for an indicator that the program does not know being published statistics.

alter table statistics.indicators
  add column declared_by uuid,
  add column declared_at timestamptz;
comment on column statistics.indicators.declared_by is 'The planner who vouched for it resting on none of the municipality''s own contacts with people; null for the program''s command line and for known indicators.';
comment on column statistics.indicators.declared_at is 'When it was vouched for; null for indicators that the program knows.';
