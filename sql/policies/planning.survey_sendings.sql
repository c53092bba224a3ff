-- What pages have sent of survey answers: no role reads or writes it; functions with their owner's rights know it again.
alter table planning.survey_sendings enable row level security;
