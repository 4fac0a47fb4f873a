import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { exportsAtOnce } from '@huiting/contracts/system';
import type { Permission } from '@huiting/contracts/access';
import { z } from 'zod';
import type { Actor } from '../../platform/context.ts';
import { exporter } from '../../platform/exports/exporter.ts';
import type { ExportRow, Exporter } from '../../platform/exports/exporter.ts';
import { createTestPlatform, testActor, testCtx } from '../../platform/testing.ts';
import type { TestPlatform } from '../../platform/testing.ts';
import { createOrganization, loadBank } from '../organization/index.ts';
import { smallBank } from '../organization/organization.fixtures.ts';
import { createSystem } from './index.ts';
import { forgetExports } from './system.export.store.ts';
import { noMachinery } from './system.fixtures.ts';

const friday = Date.parse('2026-11-20T02:00:00Z');
const bank = smallBank();
const people = new Map<string, Actor>();
let platform: TestPlatform;
let organization: ReturnType<typeof createOrganization>;
let system: ReturnType<typeof createSystem>;
let wall = friday;
/** What happens between two slices of the list `letters`. */
let meanwhile: (slice: number) => Promise<void> = () => Promise.resolve();

/** Five slices of two rows; a filter leaves out a letter. */
const letters: Exporter = exporter({
  kind: 'letters',
  title: { zh: '字母', en: 'Letters' },
  permission: 'staff.view',
  filter: z.strictObject({ without: z.string().optional() }),
  open: (ctx, { without }) =>
    Promise.resolve({
      header: ['letter', 'seen from'],
      slices: (async function* slices(): AsyncGenerator<ExportRow[]> {
        const places = ctx.actor.grants.map(({ path }) => path).join(' ');
        for (let at = 0; at < 5; at++) {
          await meanwhile(at);
          const two = ['ab', 'cd', 'ef', 'gh', 'ij'][at]!.split('').filter((letter) => letter !== without);
          yield two.map((letter) => ({ key: letter, cells: [`=${letter}`, places] }));
        }
      })(),
      total: null,
    }),
});

before(async () => {
  platform = await createTestPlatform({ at: friday });
  await loadBank(platform.db, bank.plan);
  organization = createOrganization(platform);
  system = createSystem(platform, {
    directory: organization.service.directory,
    importers: organization.importers ?? [],
    exporters: () => [letters],
    actorOfUser: (id) => Promise.resolve(people.get(id) ?? null),
    wall: () => wall,
    machinery: noMachinery,
  });
  await platform.join(organization);
});
after(() => platform.stop());

function person(path: string, ...permissions: Permission[]): Actor {
  const actor = testActor({ permissions: ['surface.console', ...permissions], path, name: '吴静' });
  people.set(actor.id, actor);
  return actor;
}
/** The same person, with rights of another place. */
function moved(actor: Actor, path: string): Actor {
  const now = { ...actor, grants: actor.grants.map(({ permission }) => ({ permission, path })) };
  people.set(actor.id, now);
  return now;
}
const command = (actor: Actor) => testCtx(platform, actor, { endpoint: 'system.test' });
const ask = (actor: Actor, kind: string, filter: Record<string, string> = {}, keys: string[] | null = null) =>
  system.service.beginExport(command(actor), { kind, filter, keys });
const look = (actor: Actor, exportId: string) =>
  system.service.getExport(testCtx(platform, actor), { exportId });
async function fetched(actor: Actor, exportId: string): Promise<string[]> {
  const file = await system.service.fetchExport.send(testCtx(platform, actor), { exportId });
  const parts: Uint8Array[] = [];
  for await (const part of file.chunks) parts.push(Buffer.from(part));
  const text = Buffer.concat(parts).toString();
  assert.ok(text.startsWith('\uFEFF'));
  const lines = text.slice(1).trimEnd().split('\r\n');
  // Every file ends with who took it.
  assert.match(lines.pop()!, /^"?# .+ \d{4}-\d\d-\d\dT/);
  return lines;
}
const code = (expected: string) => (error: unknown) => (error as { code?: string }).code === expected;

describe('a list as a file', () => {
  test('all that its filters find, with the guard against formulas, for whoever asked and nobody else', async () => {
    const region = person('/JH/NJ/', 'staff.view');
    const begun = await ask(region, 'letters', { without: 'c' });
    assert.equal(begun.state, 'waiting');
    await assert.rejects(fetched(region, begun.id), code('export.wrong_state'));
    await system.service.runExports();
    const done = await look(region, begun.id);
    assert.deepEqual([done.state, done.rows, done.problem], ['done', { done: 9, all: 9 }, null]);
    const lines = await fetched(region, begun.id);
    assert.equal(lines.length, 10);
    assert.match(lines[1]!, /^'=a,\/JH\/NJ\//);
    assert.ok(!lines.some((line) => line.startsWith(`'=c`)));
    const stranger = person('/JH/', 'staff.view');
    await assert.rejects(fetched(stranger, begun.id), code('export.not_found'));
    await assert.rejects(look(stranger, begun.id), code('export.not_found'));
    assert.deepEqual((await system.service.listExports(testCtx(platform, stranger))).exports, []);
  });

  test('only the rows named', async () => {
    const region = person('/JH/NJ/', 'staff.view');
    const { id } = await ask(region, 'letters', {}, ['d', 'j']);
    await system.service.runExports();
    assert.deepEqual(
      (await fetched(region, id)).slice(1).map((line) => line.slice(0, 3)),
      [`'=d`, `'=j`],
    );
    assert.deepEqual((await look(region, id)).rows, { done: 2, all: 2 });
  });

  test('a register gives itself out with the columns it is filled by', async () => {
    const head = person('/JH/', 'organization.edit');
    const { id } = await ask(head, 'branches');
    await system.service.runExports();
    const lines = await fetched(head, id);
    const branches = bank.plan.units.filter(({ level }) => level === 'outlet').length;
    assert.equal(lines.length, branches + 1);
    await assert.rejects(ask(head, 'branches', { q: '1' }), code('export.filter_unknown'));
  });

  test('a kind nobody has, or of a right one has not, is the same; an unknown filter is refused', async () => {
    const region = person('/JH/NJ/', 'staff.view');
    await assert.rejects(ask(region, 'branches'), code('export.kind_unknown'));
    await assert.rejects(ask(region, 'nothing'), code('export.kind_unknown'));
    await assert.rejects(ask(region, 'letters', { any: '1' }), code('export.filter_unknown'));
  });

  test('more than five at once wait for each other, so the sixth is refused', async () => {
    const region = person('/JH/NJ/', 'staff.view');
    for (let count = 0; count < exportsAtOnce; count++) await ask(region, 'letters');
    await assert.rejects(ask(region, 'letters'), code('export.too_many'));
    await system.service.runExports();
    await ask(region, 'letters');
    await system.service.runExports();
  });
});

describe('rights that change meanwhile', () => {
  test('a file never holds more than was to be seen when it was asked for, nor than when it was written', async () => {
    const wide = person('/JH/', 'staff.view');
    const narrowed = await ask(wide, 'letters');
    moved(wide, '/JH/NJ/');
    const narrow = person('/JH/NJ/', 'staff.view');
    const widened = await ask(narrow, 'letters');
    const now = moved(narrow, '/JH/');
    await system.service.runExports();
    for (const [actor, id] of [
      [people.get(wide.id)!, narrowed.id],
      [now, widened.id],
    ] as const)
      assert.ok((await fetched(actor, id)).slice(1).every((line) => line.endsWith(',/JH/NJ/ /JH/NJ/')));
  });

  test('whoever has lost a place the file holds rows of cannot fetch it any more', async () => {
    const wide = person('/JH/', 'staff.view');
    const { id } = await ask(wide, 'letters');
    await system.service.runExports();
    await assert.rejects(fetched(moved(wide, '/JH/NJ/'), id), code('export.scope_changed'));
    assert.equal((await fetched(moved(wide, '/JH/'), id)).length, 11);
  });

  test('of somebody who is gone, or may no longer see the list, nothing is written', async () => {
    const gone = person('/JH/', 'staff.view');
    const { id } = await ask(gone, 'letters');
    people.delete(gone.id);
    await system.service.runExports();
    const failed = await look(gone, id);
    assert.deepEqual([failed.state, failed.problem?.code], ['failed', 'export.right_ended']);
  });
});

describe('an export that does not come to its end', () => {
  test('stopped in the middle it leaves nothing behind', async () => {
    const region = person('/JH/NJ/', 'staff.view');
    const { id } = await ask(region, 'letters');
    meanwhile = async (slice) => {
      wall += 2_000;
      if (slice === 3) await system.service.cancelExport(command(region), { exportId: id });
    };
    await system.service.runExports();
    meanwhile = () => Promise.resolve();
    const stopped = await look(region, id);
    assert.equal(stopped.state, 'cancelled');
    assert.deepEqual(
      await platform.db.rows({
        text: 'select 1 from system.export_piece where export_id = $1',
        values: [id],
      }),
      [],
    );
    await assert.rejects(
      system.service.cancelExport(command(region), { exportId: id }),
      code('export.wrong_state'),
    );
  });

  test('after a crash another process begins it anew: no row twice', async () => {
    const region = person('/JH/NJ/', 'staff.view');
    const { id } = await ask(region, 'letters');
    let tries = 0;
    meanwhile = (slice) => {
      wall += 2_000;
      if (slice !== 4 || ++tries > 1) return Promise.resolve();
      // As the process would end: without a word to the database.
      return Promise.reject(Object.assign(new Error('gone'), { code: '57P01' }));
    };
    await system.service.runExports();
    assert.equal((await look(region, id)).state, 'running');
    wall += 60_000;
    await system.service.runExports();
    meanwhile = () => Promise.resolve();
    assert.equal((await look(region, id)).state, 'done');
    assert.equal((await fetched(region, id)).length, 11);
  });

  test('what breaks it every time ends it, with words', async () => {
    const region = person('/JH/NJ/', 'staff.view');
    const { id } = await ask(region, 'letters');
    meanwhile = () => Promise.reject(new Error('a fault of ours'));
    await system.service.runExports();
    meanwhile = () => Promise.resolve();
    const failed = await look(region, id);
    assert.deepEqual([failed.state, failed.problem?.code], ['failed', 'export.failed']);
  });

  test('files are forgotten with their time', async () => {
    const region = person('/JH/NJ/', 'staff.view');
    const { id } = await ask(region, 'letters');
    await system.service.runExports();
    await forgetExports(platform.db, platform.clock.now() + 1);
    await assert.rejects(look(region, id), code('export.not_found'));
  });
});
