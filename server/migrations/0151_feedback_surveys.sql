-- EV-05: surveys of the units that ask, the versions customers answered, and the answers.

create table feedback.survey (
  id uuid primary key,
  -- Asked of customers of every branch at or below this unit.
  org_unit_id uuid not null,
  -- The draft; what customers answer is the published version.
  content jsonb not null,
  state text not null check (state in ('draft', 'published', 'closed')),
  version int not null,
  published_version int,
  changed_by text not null,
  changed_at timestamptz not null,
  check (state = 'draft' or published_version is not null)
);
comment on table feedback.survey is 'placement: reference; surveys as drafted, per org unit';
create index survey_unit on feedback.survey (org_unit_id);

create table feedback.survey_version (
  survey_id uuid not null,
  version int not null,
  content jsonb not null,
  published_by text not null,
  published_at timestamptz not null,
  primary key (survey_id, version)
);
comment on table feedback.survey_version is 'placement: reference; surveys as published, never changed';

-- branch_id is the unit that asks. No customer is named: a respondent is the hash of a ticket or of what a phone drew.
create table feedback.survey_answer (
  branch_id uuid not null,
  survey_id uuid not null,
  id uuid not null,
  version int not null,
  respondent text not null,
  -- The branch of the ticket it was answered from; null when anonymous.
  place_id uuid,
  answered_at timestamptz not null,
  answered_on date not null,
  answers jsonb not null,
  primary key (branch_id, survey_id, id)
);
comment on table feedback.survey_answer is 'placement: branch; answers to surveys';
create unique index survey_answer_once on feedback.survey_answer (branch_id, survey_id, respondent);
create index survey_answer_newest on feedback.survey_answer (branch_id, survey_id, answered_at desc);
