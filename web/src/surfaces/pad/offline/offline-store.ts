import type { Board } from '@huiting/contracts/queue';
import type { ClockReading } from '@huiting/contracts/core/live';
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';

/** Masked data only: what is on the board anyway. */
export interface OfflineCopy {
  /** Wall instant of writing: age and expiry count from it. */
  readonly savedAt: number;
  /** Business instant of the data. */
  readonly asOf: number;
  readonly userId: string;
  readonly branchName: string;
  readonly timeZone: string;
  /** How business time ran, so that waits go on counting. */
  readonly clock: ClockReading;
  readonly idleMinutes: number | null;
  readonly board: Board;
}

/** After this the copy is no longer shown, and is wiped when next seen. */
export const offlineHours = 12;

interface Schema extends DBSchema {
  copy: { key: 'board'; value: OfflineCopy };
}

let opened: Promise<IDBPDatabase<Schema>> | null = null;
const database = () =>
  (opened ??= openDB<Schema>('huiting-pad', 1, {
    upgrade(db) {
      db.createObjectStore('copy');
    },
  }));

export function isFresh(copy: Pick<OfflineCopy, 'savedAt'>, wallNow: number): boolean {
  const age = wallNow - copy.savedAt;
  // a clock set back must not keep data alive
  return age >= 0 && age < offlineHours * 3_600_000;
}

export async function saveCopy(copy: OfflineCopy): Promise<void> {
  await (await database()).put('copy', copy, 'board');
}

/** The copy if it is still allowed to be read; an old one is wiped. */
export async function readCopy(wallNow: number): Promise<OfflineCopy | null> {
  const copy = await (await database()).get('copy', 'board');
  if (!copy) return null;
  if (isFresh(copy, wallNow)) return copy;
  await wipeCopy();
  return null;
}

export async function wipeCopy(): Promise<void> {
  await (await database()).delete('copy', 'board');
}
