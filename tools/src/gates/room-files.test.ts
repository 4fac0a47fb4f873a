import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { checkRoomFiles } from './room-files.ts';

let root = '';

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'huiting-shape-'));
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

function write(path: string, text = ''): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

test('a whole room passes', () => {
  for (const file of [
    'README.md',
    'index.ts',
    'queue.service.ts',
    'queue.voice.domain.ts',
    'queue.store.test.ts',
    'use-cases/call-next.ts',
  ]) {
    write(`server/src/rooms/queue/${file}`);
  }
  for (const file of [
    'queue.queries.ts',
    'components/board.tsx',
    'evaluator/evaluator.live.ts',
    'screens/desk.tsx',
    'chime.ogg',
  ]) {
    write(`web/src/features/queue/${file}`);
  }
  assert.deepEqual(checkRoomFiles(root), []);
});

test('an unknown role, a foreign prefix and a helper are told', () => {
  write('server/src/rooms/queue/README.md');
  write('server/src/rooms/queue/index.ts');
  for (const file of ['queue.helpers.ts', 'hall.store.ts', 'utils.ts', 'use-cases/CallNext.ts'])
    write(`server/src/rooms/queue/${file}`);
  write('web/src/features/queue/evaluator/queue.misc.ts');
  assert.equal(checkRoomFiles(root).length, 5);
});

test('a room that is not on the map, or has no door and no README, is told', () => {
  write('server/src/rooms/lounge/index.ts');
  write('web/src/features/lounge/lounge.live.ts');
  write('server/src/rooms/hall/hall.store.ts');
  assert.deepEqual(checkRoomFiles(root).toSorted(), [
    'features/lounge: not a room of architecture.ts',
    'room hall has no README.md',
    'room hall has no index.ts',
    'rooms/lounge: not a room of architecture.ts',
  ]);
});

test('the wall clock in a business rule is told', () => {
  write('server/src/rooms/hall/README.md');
  write('server/src/rooms/hall/index.ts', 'export const at = new Date();');
  assert.match(checkRoomFiles(root).join(), /wall clock/);
  write('server/src/rooms/hall/index.ts', 'export const at = new Date(0);');
  assert.deepEqual(checkRoomFiles(root), []);
});
