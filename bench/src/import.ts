import { importEndpoints, importPieceBytes } from '@huiting/contracts/system';
import type { Import } from '@huiting/contracts/system';
import { setTimeout as sleep } from 'node:timers/promises';
import { request } from 'undici';
import { newId } from '@huiting/server/platform/ids';
import { loadBank } from '@huiting/server/rooms/organization/index';
import { createClient } from './client.ts';
import type { Client } from './client.ts';
import { branchRegister } from './import-file.ts';
import type { BranchRegister } from './import-file.ts';
import { lobbyPlan } from './lobby.ts';
import { round } from './statistics.ts';
import { buildWorld, startServer } from './world.ts';
import type { World } from './world.ts';

/**
 * A nation's register of branches from one CSV file, one row in a hundred bad: every row judged, every bad one told with its
 * reason, the good ones written by one job; then the same file again. `seconds` is from the first byte to the last row.
 */
export async function importBench(options: {
  branches: number;
  floor: boolean;
}): Promise<Record<string, unknown>> {
  const world = await buildWorld({ ...lobbyPlan(), branches: 1 });
  try {
    const server = await startServer(world);
    const client = createClient(server.address, 2);
    try {
      const { units, register } = branchRegister(options.branches);
      await bring(client, server.address, world, 'org-units', units);
      const started = performance.now();
      const checked = await judge(client, server.address, world, 'branches', register.file);
      const checkedAfter = performance.now() - started;
      const reasonsRight = await countReasons(client, world, checked.id, register);
      const from = performance.now();
      const done = await write(client, world, checked.id);
      const writeSeconds = (performance.now() - from) / 1000;
      const before = await traces(world);
      const again = await bring(client, server.address, world, 'branches', register.file);
      const after = await traces(world);
      return {
        bench: 'import',
        seconds: round(checkedAfter / 1000 + writeSeconds),
        checkSeconds: round(checkedAfter / 1000),
        writeSeconds: round(writeSeconds),
        megabytes: round(register.file.length / 1e6),
        rows: done.rows,
        badRows: register.reasons.size,
        reasonsRight,
        again: again.rows,
        againChanged: JSON.stringify(before) === JSON.stringify(after) ? 0 : { before, after },
        ...(options.floor ? { floorSeconds: round(await floor(world, options.branches)) } : {}),
      };
    } finally {
      await client.close();
      await server.stop();
    }
  } finally {
    await world.close();
  }
}

async function judge(
  client: Client,
  address: string,
  world: World,
  kind: string,
  file: Buffer,
): Promise<Import> {
  const cookie = world.overseer;
  const begun = await client.call(importEndpoints.beginImport, cookie, {
    kind,
    fileName: `${kind}.csv`,
    bytes: file.length,
  });
  const { id } = begun.body.import;
  for (let number = 0; number * importPieceBytes < file.length; number++) {
    const { statusCode, body } = await request(`${address}/api/imports/${id}/pieces/${number}`, {
      method: 'PUT',
      headers: { cookie, 'x-surface': 'console', 'content-type': 'application/octet-stream' },
      body: file.subarray(number * importPieceBytes, (number + 1) * importPieceBytes),
    });
    if (statusCode !== 200) throw new Error(await body.text());
    await body.dump();
  }
  await client.call(importEndpoints.checkImport, cookie, { importId: id });
  return until(client, world, id, 'checked');
}

async function write(client: Client, world: World, importId: string): Promise<Import> {
  await client.call(importEndpoints.startImport, world.overseer, { importId });
  return until(client, world, importId, 'done');
}

async function bring(
  client: Client,
  address: string,
  world: World,
  kind: string,
  file: Buffer,
): Promise<Import> {
  const { id } = await judge(client, address, world, kind, file);
  return write(client, world, id);
}

async function until(
  client: Client,
  world: World,
  importId: string,
  state: Import['state'],
): Promise<Import> {
  for (;;) {
    const { body } = await client.call(importEndpoints.getImport, world.overseer, { importId });
    if (body.state === state) return body;
    if (body.state === 'refused') throw new Error(JSON.stringify(body.refusal));
    await sleep(100);
  }
}

/** Bad rows that are told with exactly the reason they were given. */
async function countReasons(
  client: Client,
  world: World,
  importId: string,
  { reasons }: BranchRegister,
): Promise<number> {
  let right = 0;
  for (let cursor: string | null = '0'; cursor !== null;) {
    const {
      body,
    }: { body: { items: { line: number; problems: { code: string }[] }[]; nextCursor: string | null } } =
      await client.call(importEndpoints.listBadRows, world.overseer, { importId, cursor, limit: 200 });
    right += body.items.filter(
      ({ line, problems }) => problems.length === 1 && problems[0]!.code === reasons.get(line),
    ).length;
    cursor = body.nextCursor;
  }
  return right;
}

async function traces(world: World): Promise<unknown> {
  const [counts] = await world.query(
    `select (select count(*)::int from platform.event) as events, (select count(*)::int from organization.branch) as branches,
       (select count(*)::int from organization.branch_revision) as revisions, (select sum(version)::int from organization.branch) as versions`,
  );
  return counts;
}

/** The same rows into the same tables, 500 at a time: no upload, no judging, no progress, no events. */
async function floor(world: World, count: number): Promise<number> {
  const [head] = await world.query<{ id: string }>(
    'select id from organization.org_unit where parent_id is null',
  );
  const from = performance.now();
  for (let first = 0; first < count; first += 500) {
    const made = Array.from({ length: Math.min(500, count - first) }, (_, at) => ({
      id: newId(),
      unit: newId(),
      code: `FL${first + at}`,
    }));
    await loadBank(world.reader, {
      bankName: '',
      units: made.map(({ unit, code }) => ({
        id: unit,
        parentId: head!.id,
        level: 'outlet' as const,
        code,
        name: code,
        path: `/HQ/${code}/`,
      })),
      branches: made.map(({ id, unit, code }) => ({
        id,
        orgUnitId: unit,
        code,
        name: `第${code}支行`,
        format: 'full' as const,
        stage: 'operating' as const,
        city: '南京',
        address: '中山东路 1 号',
        timeZone: 'Asia/Shanghai',
        licenceNo: 'B0001',
        phone: '025-84500000',
        areaSquareMetres: 400,
        latitude: 32,
        longitude: 118,
        weekdayHours: { open: '09:00', close: '17:00' },
        weekendHours: null,
        zones: [],
        windows: [],
      })),
    });
  }
  return (performance.now() - from) / 1000;
}
