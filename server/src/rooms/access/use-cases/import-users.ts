import { accessEvents } from '@huiting/contracts/access';
import type { Actor, Ctx } from '../../../platform/context.ts';
import type { Reader } from '../../../platform/database/query.ts';
import type { Slice } from '../../../platform/database/slice.ts';
import { newId } from '../../../platform/ids.ts';
import type { FileRow, Importer, Outcome, Pass, Problem } from '../../../platform/imports/importer.ts';
import { authorizeSomewhere } from '../../../platform/permits.ts';
import { homeOf } from '../access.domain.ts';
import * as rules from '../access.register.domain.ts';
import type { LoginDraft, LoginEntry, PersonOfLogin } from '../access.register.domain.ts';
import * as store from '../access.register.store.ts';
import type { Role } from '../access.roles.domain.ts';
import type { AccessDeps } from './access-deps.ts';

const rowsAtOnce = 1_000;

/** Port that the staff room implements: whose login is whose is kept in its register. */
export interface PeopleOfLogins {
  /** By staff number; of a few, locked, or of everybody. */
  read(reader: Reader, numbers: readonly string[] | 'all'): Promise<ReadonlyMap<string, PersonOfLogin>>;
  /** Says whose logins these are, with history, trail and event of each. */
  link(
    ctx: Ctx,
    slice: Slice,
    links: readonly { readonly staffId: string; readonly userId: string; readonly username: string }[],
  ): Promise<void>;
}

/**
 * SY-01: logins from a file. They have no password until an administrator gives a first one out, user by user (`resetPassword`), or
 * the identity provider signs them in; so no list of passwords ever exists. Privileged roles and freezing stay with single acts.
 */
export function createUserImporter(deps: AccessDeps, people: PeopleOfLogins): Importer {
  const { db } = deps;
  return {
    kind: 'users',
    title: { zh: '用户', en: 'Users' },
    permission: 'access.manage',
    columns: rules.userColumns,
    open: async (ctx) => {
      const [logins, units, persons] = await Promise.all([
        store.readLogins(db),
        store.readUnits(db),
        people.read(db, 'all'),
      ]);
      return openPass(deps, people, ctx.actor, {
        logins: new Map(logins.map((entry) => [entry.username, entry])),
        units: new Map(units.map((unit) => [unit.code, unit])),
        persons,
      });
    },
    readAll: async function* (ctx) {
      const paths = authorizeSomewhere(ctx, 'access.manage');
      for (let after = ''; ;) {
        const entries = await store.pageOfLogins(db, { paths, after, limit: rowsAtOnce });
        if (entries.length === 0) return;
        for (const entry of entries) if (!entry.isEmergency) yield rules.loginCells(entry);
        after = entries.at(-1)!.username;
      }
    },
  };
}

interface Known {
  readonly logins: ReadonlyMap<string, LoginEntry>;
  readonly units: ReadonlyMap<string, { readonly id: string; readonly path: string }>;
  readonly persons: ReadonlyMap<string, PersonOfLogin>;
}

const matterOf = ({ logins, units, persons }: Known, row: LoginDraft): rules.LoginMatter => ({
  entry: logins.get(row.username) ?? null,
  unit: units.get(row.unitCode) ?? null,
  person: row.staffNumber === '' ? null : (persons.get(row.staffNumber) ?? null),
});

function openPass(deps: AccessDeps, people: PeopleOfLogins, actor: Actor, known: Known): Pass {
  const seen = new Set<string>();
  const changed = new Set<string>();
  return {
    judge: ({ cells }) => {
      const row = rules.readLoginRow(cells);
      const problems: Problem[] = [...row.problems];
      for (const [column, word] of [
        ['username', `u ${row.username}`],
        ['staffNumber', `s ${row.staffNumber}`],
      ] as const) {
        if (word.length === 2) continue;
        if (seen.has(word)) problems.push({ column, code: 'import.twice_in_file' });
        seen.add(word);
      }
      return [...problems, ...rules.loginProblems(actor, row, matterOf(known, row))];
    },
    write: (ctx, slice, rows) => {
      // What was seen while the file was judged is seen again now.
      seen.clear();
      return writeRows(deps, people, ctx, slice, { known, rows, changed });
    },
    finished: () => deps.watch.changed({ users: [...changed] }),
  };
}

async function writeRows(
  deps: AccessDeps,
  people: PeopleOfLogins,
  ctx: Ctx,
  slice: Slice,
  {
    known,
    rows,
    changed,
  }: { readonly known: Known; readonly rows: readonly FileRow[]; readonly changed: Set<string> },
): Promise<(Outcome | readonly Problem[])[]> {
  const drafts = rows.map(({ cells }) => rules.readLoginRow(cells));
  const logins = await store.lockLogins(
    slice,
    drafts.map(({ username }) => username),
  );
  const now: Known = {
    units: known.units,
    logins: new Map(logins.map((entry) => [entry.username, entry])),
    persons: await people.read(
      slice,
      drafts.map(({ staffNumber }) => staffNumber).filter((number) => number !== ''),
    ),
  };
  const homes = new Map((await deps.directory.all()).map(({ orgUnitId, id }) => [orgUnitId, id]));
  const judged = drafts.map((row) => {
    const matter = matterOf(now, row);
    return { row, matter, problems: rules.loginProblems(ctx.actor, row, matter) };
  });
  const made = new Map(
    judged
      .filter(({ matter, problems }) => problems.length === 0 && matter.entry === null)
      .map(({ row, matter }) => {
        const orgUnitId = matter.unit!.id;
        const { username, name } = row;
        return [username, { id: newId(), username, name, orgUnitId, branchId: homes.get(orgUnitId) ?? null }];
      }),
  );
  const free = await store.insertLogins(slice, [...made.values()]);
  const acts: Act[] = [];
  const outcomes = judged.map(({ row, matter, problems }): Outcome | readonly Problem[] => {
    const { entry, person } = matter;
    if (problems.length > 0) return problems;
    if (entry === null && !free.has(row.username))
      return [{ column: 'username', code: 'access.username_taken' }];
    if (entry !== null && !rules.changesAnything(row, entry, person)) return 'unchanged';
    const login = entry ?? made.get(row.username)!;
    acts.push({
      login,
      isNew: entry === null,
      name: entry !== null && entry.name !== row.name ? row.name : null,
      roles: rules.addedRoles(row, entry),
      staffId: person !== null && person.userId === null ? person.staffId : null,
    });
    changed.add(login.id);
    return entry === null ? 'created' : 'updated';
  });
  await carryOut(deps, people, ctx, slice, acts);
  return outcomes;
}

/** What a row makes of a login. */
interface Act {
  readonly login: Pick<LoginEntry, 'id' | 'username' | 'orgUnitId' | 'branchId'>;
  readonly isNew: boolean;
  readonly name: string | null;
  readonly roles: readonly Role[];
  readonly staffId: string | null;
}

async function carryOut(
  deps: AccessDeps,
  people: PeopleOfLogins,
  ctx: Ctx,
  slice: Slice,
  acts: readonly Act[],
): Promise<void> {
  await store.renameLogins(
    slice,
    acts.flatMap(({ login, name }) => (name === null ? [] : [{ id: login.id, name }])),
  );
  await store.insertGrants(
    slice,
    acts.flatMap(({ login, roles }) =>
      roles.map((role) => ({ userId: login.id, role, orgUnitId: login.orgUnitId })),
    ),
    deps.wall(),
  );
  await people.link(
    ctx,
    slice,
    acts.flatMap(({ login, staffId }) =>
      staffId === null ? [] : [{ staffId, userId: login.id, username: login.username }],
    ),
  );
  for (const { login, isNew, name, roles } of acts) {
    const home = homeOf(login);
    if (roles.length > 0) slice.emitAt(home, accessEvents.grantsChanged, { userId: login.id });
    await deps.audit({ branchId: home, rows: slice.rows }, ctx, {
      action: isNew ? 'user.create' : 'user.import',
      object: `user:${login.id}`,
      orgUnitId: login.orgUnitId,
      outcome: 'done',
      detail: { username: login.username, renamed: name !== null, roles, reason: '批量导入' },
    });
  }
}
