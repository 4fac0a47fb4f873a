alter table staff.staff_member
  add column entered_on date,
  add column education text check (education in ('secondary', 'college', 'bachelor', 'master', 'doctor')),
  add column grade text check (grade in ('G1', 'G2', 'G3', 'G4', 'G5')),
  -- Sealed with the field key; what is shown is kept beside it, so that no list has to open anything.
  add column phone_sealed text,
  add column phone_masked text,
  add column email_sealed text,
  add column email_masked text,
  add column left_on date,
  add column version int not null default 1;

create table staff.staff_certificate (
  staff_id uuid not null references staff.staff_member (id),
  certificate_id uuid not null,
  kind text not null,
  number text not null,
  issued_on date,
  expires_on date,
  -- The last reminder sent, in days before the end: 90, 30, 7, -1 when it has ended; null = none yet.
  reminded int,
  primary key (staff_id, certificate_id)
);
comment on table staff.staff_certificate is 'placement: reference; proofs of being fit for a post, with their last day';
create index staff_certificate_expiry on staff.staff_certificate (expires_on) where expires_on is not null;

create table staff.staff_revision (
  staff_id uuid not null references staff.staff_member (id),
  version int not null,
  at timestamptz not null,
  actor_name text not null,
  what text not null,
  reason text not null,
  changes jsonb not null,
  primary key (staff_id, version)
);
comment on table staff.staff_revision is 'placement: reference; who changed what of a record; contacts only masked';

create table staff.post_definition (
  code text primary key,
  kind text not null check (kind in ('main', 'duty')),
  name jsonb not null,
  duties jsonb not null,
  requires text[] not null,
  is_key boolean not null,
  max_tenure_months int check (max_tenure_months > 0),
  is_retired boolean not null default false,
  version int not null default 1
);
comment on table staff.post_definition is 'placement: reference; the dictionary of posts';

create table staff.post_exclusion (
  post text not null references staff.post_definition (code),
  other text not null references staff.post_definition (code),
  rule jsonb not null,
  primary key (post, other),
  -- Each pair once, whichever side it was said from.
  check (post collate "C" < other collate "C")
);
comment on table staff.post_exclusion is 'placement: reference; posts no one person holds together';

create table staff.post_holding (
  staff_id uuid not null references staff.staff_member (id),
  holding_id uuid not null,
  post text not null references staff.post_definition (code),
  kind text not null check (kind in ('main', 'duty', 'acting')),
  org_unit_id uuid not null references organization.org_unit (id),
  -- Null = since before the register knows.
  since date,
  -- First day it is not held any more.
  until date,
  reason text not null,
  check (until is null or since is null or until >= since),
  primary key (staff_id, holding_id)
);
comment on table staff.post_holding is 'placement: reference; who holds or held which post, where, from when until when';
create index post_holding_post on staff.post_holding (post) where until is null;

create table staff.staff_change (
  branch_id uuid not null,
  change_id uuid not null,
  kind text not null check (kind in ('hire', 'transfer', 'leave')),
  staff_id uuid not null,
  staff_name text not null,
  org_path text collate "C" not null,
  base_version int not null,
  -- What is to become: contacts of a new person are sealed.
  move jsonb not null,
  -- { post, orgUnitName } before and after.
  from_place jsonb,
  to_place jsonb,
  effective_on date not null,
  reason text not null,
  state text not null check (state in ('pending', 'approved', 'applied', 'rejected', 'returned', 'withdrawn', 'lapsed')),
  applicant_id uuid not null,
  applicant_name text not null,
  requested_at timestamptz not null,
  ended_at timestamptz,
  approval_id uuid,
  primary key (branch_id, change_id)
);
comment on table staff.staff_change is 'placement: branch; people hired, transferred and leaving, as asked for; kept where the person belongs';
-- One change of a person at a time: what is judged must be what is carried out.
create unique index staff_change_running on staff.staff_change (branch_id, staff_id) where state in ('pending', 'approved');
create index staff_change_newest on staff.staff_change (requested_at desc, change_id desc);

insert into staff.post_definition (code, kind, name, duties, requires, is_key, max_tenure_months) values
  ('teller', 'main', '{"zh":"柜员","en":"Teller"}', '{"zh":"办理柜面现金与非现金业务，核对凭证与身份，日终核对尾箱","en":"Serves at a window, checks vouchers and identity, balances the till at the end of the day"}', '{counterLicence,antiCounterfeit}', false, null),
  ('lobbyManager', 'main', '{"zh":"大堂经理","en":"Lobby manager"}', '{"zh":"迎接、识别、分流客户，维持厅堂秩序，受理投诉","en":"Receives, recognises and directs customers, keeps the hall in order, takes complaints"}', '{}', false, null),
  ('reserve', 'main', '{"zh":"递补人员","en":"Reserve"}', '{"zh":"忙时补位厅堂或窗口","en":"Stands in for hall or window when it is busy"}', '{}', false, null),
  ('relationshipManager', 'main', '{"zh":"客户经理","en":"Relationship manager"}', '{"zh":"维护客户关系，受理授信与签约业务","en":"Keeps relations with customers, takes credit and signing business"}', '{}', true, 36),
  ('wealthManager', 'main', '{"zh":"理财经理","en":"Wealth manager"}', '{"zh":"在销售专区推介并销售理财、基金与保险产品","en":"Advises on and sells wealth, fund and insurance products in the sales zone"}', '{fundSales,insuranceSales}', true, 36),
  ('operationsSupervisor', 'main', '{"zh":"运营主管","en":"Operations supervisor"}', '{"zh":"柜面授权、现场监督、查库与交接监交","en":"Authorises at the counter, supervises on site, checks the vault, witnesses handovers"}', '{counterLicence,authoriser}', true, 36),
  ('branchManager', 'main', '{"zh":"网点负责人","en":"Branch manager"}', '{"zh":"主持网点经营与管理，对内控与安全负责","en":"Runs the branch, answers for control and safety"}', '{}', true, 36),
  ('headOffice', 'main', '{"zh":"机关人员","en":"Office staff"}', '{"zh":"总分行机关管理与支持","en":"Management and support at head office and regional branches"}', '{}', false, null),
  ('sealKeeper', 'duty', '{"zh":"业务印章保管","en":"Seal keeper"}', '{"zh":"保管并使用业务印章，人离章收","en":"Keeps and uses business seals, locks them away when leaving"}', '{}', true, 24),
  ('cipherKeeper', 'duty', '{"zh":"密押保管","en":"Cipher keeper"}', '{"zh":"保管编押机与密押，编核分离","en":"Keeps cipher machine and codes; making and checking stay apart"}', '{}', true, 24),
  ('formKeeper', 'duty', '{"zh":"重要空白凭证保管","en":"Controlled form keeper"}', '{"zh":"保管重要空白凭证，逐份销号，日清日结","en":"Keeps controlled forms, writes off each number, closes every day"}', '{}', true, 24),
  ('vaultKeeper', 'duty', '{"zh":"管库员","en":"Vault keeper"}', '{"zh":"双人管库，出入库当面清点","en":"Keeps the vault with a second person, counts face to face"}', '{antiCounterfeit}', true, 24),
  ('bookkeeper', 'duty', '{"zh":"记账员","en":"Bookkeeper"}', '{"zh":"登记现金与凭证账簿，账实分管","en":"Keeps the books of cash and forms, apart from the stock"}', '{accounting}', false, 36),
  ('authoriser', 'duty', '{"zh":"柜面授权","en":"Authoriser"}', '{"zh":"对超限额与特殊业务逐笔授权","en":"Authorises what is over a limit or out of the ordinary, one by one"}', '{authoriser}', true, 36);

insert into staff.post_exclusion (post, other, rule) values
  ('cipherKeeper', 'sealKeeper', '{"zh":"印、押、证三分管：印章与密押不得由一人保管","en":"Seal, cipher and form are kept apart: one person keeps no seal and cipher together"}'),
  ('formKeeper', 'sealKeeper', '{"zh":"印、押、证三分管：印章与重要空白凭证不得由一人保管","en":"Seal, cipher and form are kept apart: one person keeps no seal and forms together"}'),
  ('cipherKeeper', 'formKeeper', '{"zh":"印、押、证三分管：密押与重要空白凭证不得由一人保管","en":"Seal, cipher and form are kept apart: one person keeps no cipher and forms together"}'),
  ('bookkeeper', 'vaultKeeper', '{"zh":"管库不记账，记账不管库","en":"Who keeps the vault keeps no books, who keeps the books no vault"}'),
  ('bookkeeper', 'formKeeper', '{"zh":"凭证账实分管：保管凭证的不记凭证账","en":"Book and stock apart: who keeps the forms keeps no books of them"}'),
  ('authoriser', 'teller', '{"zh":"经办与授权分离：柜员不得兼任授权","en":"Doing and authorising apart: a teller does not authorise"}'),
  ('operationsSupervisor', 'vaultKeeper', '{"zh":"查库与管库分离：运营主管不得兼任管库员","en":"Checking and keeping apart: the operations supervisor keeps no vault"}'),
  ('branchManager', 'sealKeeper', '{"zh":"网点负责人不得保管业务印章","en":"A branch manager keeps no business seal"}'),
  ('branchManager', 'vaultKeeper', '{"zh":"网点负责人不得管库","en":"A branch manager keeps no vault"}'),
  ('bookkeeper', 'relationshipManager', '{"zh":"前后台分离：客户经理不得记账","en":"Front and back apart: a relationship manager keeps no books"}'),
  ('sealKeeper', 'wealthManager', '{"zh":"前后台分离：理财经理不得保管业务印章","en":"Front and back apart: a wealth manager keeps no business seal"}');

-- Whoever is there already holds the post they have, since nobody knows when.
insert into staff.post_holding (staff_id, holding_id, post, kind, org_unit_id, reason)
select id, gen_random_uuid(), post, 'main', org_unit_id, '' from staff.staff_member;
