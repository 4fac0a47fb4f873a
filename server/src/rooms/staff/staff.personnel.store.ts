import type { CertificateKind, Grade, PostHolding } from '@huiting/contracts/staff';
import type { FieldCrypto } from '../../platform/crypto/field-crypto.ts';
import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import { maskEmail, maskPhone } from './staff.domain.ts';
import { postProblems, refusalOf } from './staff.posts.domain.ts';
import { readDictionary } from './staff.posts.store.ts';

/** What a generator knows of a person whose entry is there already. */
export interface PersonnelSeed {
  readonly staffId: string;
  readonly enteredOn: string;
  readonly education: string;
  readonly phone: string;
  readonly email: string;
  readonly grade: { readonly grade: Grade; readonly since: string } | null;
  /** Since when they hold their main post. */
  readonly since: string;
  readonly certificates: readonly {
    readonly id: string;
    readonly kind: CertificateKind;
    readonly number: string;
    readonly issuedOn: string;
    readonly expiresOn: string | null;
  }[];
  readonly duties: readonly Pick<PostHolding, 'id' | 'post' | 'orgUnitId' | 'since'>[];
}

export interface TeamSeed {
  readonly id: string;
  readonly orgUnitId: string;
  readonly name: string;
  readonly since: string;
  readonly leaderId: string;
  readonly leaderUntil: string | null;
  readonly members: readonly { readonly id: string; readonly membershipId: string }[];
  readonly leadershipId: string;
}

/** Fills in a register that was loaded, and sets the first look at its dates for every home. */
export async function loadPersonnel(
  target: Reader,
  crypto: Pick<FieldCrypto, 'seal'>,
  people: readonly PersonnelSeed[],
  teams: readonly TeamSeed[],
  firstLookAt: number,
): Promise<void> {
  const files = people.map(({ phone, email, grade, ...one }) => ({
    ...one,
    grade: grade?.grade ?? null,
    phoneSealed: crypto.seal(phone),
    phoneMasked: maskPhone(phone),
    emailSealed: crypto.seal(email),
    emailMasked: maskEmail(email),
  }));
  await target.rows(
    statement(
      `with files as (select * from jsonb_to_recordset($1) as f("staffId" uuid, "enteredOn" date, education text, grade text, since date,
         "phoneSealed" text, "phoneMasked" text, "emailSealed" text, "emailMasked" text)),
       members as (update staff.staff_member s set entered_on = f."enteredOn", education = f.education, grade = f.grade,
         phone_sealed = f."phoneSealed", phone_masked = f."phoneMasked", email_sealed = f."emailSealed", email_masked = f."emailMasked"
         from files f where f."staffId" = s.id returning 1)
       update staff.post_holding h set since = f.since from files f where f."staffId" = h.staff_id and h.kind = 'main'`,
      [JSON.stringify(files)],
    ),
  );
  const of = <T>(list: (one: PersonnelSeed) => readonly T[]) =>
    JSON.stringify(people.flatMap((one) => list(one).map((part) => ({ staffId: one.staffId, ...part }))));
  await target.rows(
    statement(
      `with certificates as (insert into staff.staff_certificate (staff_id, certificate_id, kind, number, issued_on, expires_on)
         select "staffId", id, kind, number, "issuedOn", "expiresOn"
         from jsonb_to_recordset($1) as c("staffId" uuid, id uuid, kind text, number text, "issuedOn" date, "expiresOn" date)),
       grades as (insert into staff.staff_grade (staff_id, since, grade)
         select "staffId", since, grade from jsonb_to_recordset($2) as g("staffId" uuid, since date, grade text))
       insert into staff.post_holding (staff_id, holding_id, post, kind, org_unit_id, since, reason)
       select "staffId", id, post, 'duty', "orgUnitId", since, ''
       from jsonb_to_recordset($3) as d("staffId" uuid, id uuid, post text, "orgUnitId" uuid, since date)`,
      [
        of((one) => one.certificates),
        of((one) => (one.grade === null ? [] : [one.grade])),
        of((one) => one.duties),
      ],
    ),
  );
  await loadTeams(target, teams);
  await target.rows(
    statement(
      `insert into platform.timer (branch_id, kind, ref, due_at)
       select distinct coalesce(home_branch_id, org_unit_id), 'staff.daily', 'day', $1::timestamptz from staff.staff_member
       on conflict do nothing`,
      [new Date(firstLookAt)],
    ),
  );
}

async function loadTeams(target: Reader, teams: readonly TeamSeed[]): Promise<void> {
  const memberships = teams.flatMap((team) => [
    ...team.members.map((one) => ({
      teamId: team.id,
      id: one.membershipId,
      staffId: one.id,
      role: 'member',
      since: team.since,
      until: null,
    })),
    {
      teamId: team.id,
      id: team.leadershipId,
      staffId: team.leaderId,
      role: 'leader',
      since: team.since,
      until: team.leaderUntil,
    },
  ]);
  await target.rows(
    statement(
      `insert into staff.team (team_id, org_unit_id, name)
       select id, "orgUnitId", name from jsonb_to_recordset($1) as t(id uuid, "orgUnitId" uuid, name text)`,
      [JSON.stringify(teams)],
    ),
  );
  await target.rows(
    statement(
      `insert into staff.team_membership (team_id, membership_id, staff_id, role, since, until)
       select "teamId", id, "staffId", role, since, until
       from jsonb_to_recordset($1) as m("teamId" uuid, id uuid, "staffId" uuid, role text, since date, until date)`,
      [JSON.stringify(memberships)],
    ),
  );
}

/** Whether a person with posts and certificates might get a duty on a day: the dictionary's own rules, for who generates a bank. */
export type MayHold = (
  posts: readonly string[],
  certificates: readonly { readonly kind: CertificateKind; readonly expiresOn: string | null }[],
  wanted: string,
  on: string,
) => boolean;

export async function readMayHold(target: Reader): Promise<MayHold> {
  const dictionary = await readDictionary(target);
  return (posts, certificates, wanted, on) => {
    const held = posts.map((post) => ({ post, since: null, until: null }));
    const problems = postProblems(
      dictionary,
      { held, certificates },
      { post: wanted, from: on, until: null },
    );
    return !posts.includes(wanted) && refusalOf(problems) === null;
  };
}
