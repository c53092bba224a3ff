-- Codes of tablets: no role reads them; functions with their owner's rights open, use and end them.
alter table planning.survey_sessions enable row level security;
