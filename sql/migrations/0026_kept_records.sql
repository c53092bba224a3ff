-- The decision record as it was when a plan was put forward or adopted: made once and stored, so that what was decided on can be fetched again.

create table planning.kept_records (
  municipality_code text not null,
  id uuid not null,
  plan_id uuid not null,
  revision integer not null check (revision >= 1),
  occasion text not null check (occasion in ('proposed', 'adopted')),
  adopted_from date check (occasion = 'proposed' or adopted_from is not null),
  program text not null,
  kept_by uuid not null,
  kept_at timestamptz not null,
  primary key (municipality_code, id),
  foreign key (municipality_code, plan_id) references planning.plans (municipality_code, id)
);
create index kept_records_plan_idx on planning.kept_records (municipality_code, plan_id, kept_at);
comment on table planning.kept_records is 'That a plan''s decision record was kept, when and by whom. Added to and never changed; a plan that has one can not be removed.';
comment on column planning.kept_records.occasion is 'What was done to the plan: it was put forward, or adopted (also when the day of an adopted plan was moved).';
comment on column planning.kept_records.adopted_from is 'From which day the plan was to apply, as it was decided then.';
comment on column planning.kept_records.program is 'The version of the program that made the documents.';

-- One table for each audience, so that a right to the one is never a right to the other.
create table exact.kept_documents (
  municipality_code text not null,
  record_id uuid not null,
  format text not null check (format in ('record', 'html', 'pdf', 'bundle')),
  content bytea not null,
  checksum text not null check (checksum = encode(sha256(content), 'hex')),
  primary key (municipality_code, record_id, format),
  foreign key (municipality_code, record_id) references planning.kept_records (municipality_code, id) on delete cascade
);
comment on table exact.kept_documents is 'Kept decision records with exact counts, as those who prepare the decision get them, and the bundle that proves them. Planners only.';
comment on column exact.kept_documents.format is 'The record is the document that the page shows; the others are files.';
comment on column exact.kept_documents.checksum is 'SHA-256 of the content in hexadecimals.';

create table protected.kept_documents (
  municipality_code text not null,
  record_id uuid not null,
  format text not null check (format in ('record', 'html', 'pdf')),
  content bytea not null,
  checksum text not null check (checksum = encode(sha256(content), 'hex')),
  primary key (municipality_code, record_id, format),
  foreign key (municipality_code, record_id) references planning.kept_records (municipality_code, id) on delete cascade
);
comment on table protected.kept_documents is 'Kept decision records made from the protected table alone, as managers get them.';
comment on column protected.kept_documents.checksum is 'SHA-256 of the content in hexadecimals.';
