import { randomBytes } from 'node:crypto';
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

/** 256-bit keys in base64. Old encryption keys stay, so that what they sealed can still be opened. */
const KeyFile = z.object({
  current: z.number().int().min(1),
  encryption: z.record(z.string().regex(/^\d+$/), z.base64().length(44)),
  blindIndex: z.base64().length(44),
});

export interface FieldKeys {
  readonly current: number;
  readonly encryption: ReadonlyMap<number, Buffer>;
  readonly blindIndex: Buffer;
}

/**
 * Reads the key file, or makes it on the first start (mode 0600, its folder 0700). Without it no personal data can be
 * read again: it is backed up apart from the database. Two processes starting at once end up with the same keys.
 * @throws when the file is not a key file, or when others than its owner may read it.
 */
export function readFieldKeys(path: string): FieldKeys {
  makeOnce(path);
  if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0) {
    throw new Error(`the key file ${path} can be read by others; run: chmod 600 ${path}`);
  }
  const parsed = KeyFile.safeParse(parseJson(readFileSync(path, 'utf8')));
  if (!parsed.success || parsed.data.encryption[String(parsed.data.current)] === undefined) {
    throw new Error(`${path} is not a key file of this product; restore it from its backup`);
  }
  const { current, encryption, blindIndex } = parsed.data;
  return {
    current,
    encryption: new Map(
      Object.entries(encryption).map(([version, key]) => [Number(version), Buffer.from(key, 'base64')]),
    ),
    blindIndex: Buffer.from(blindIndex, 'base64'),
  };
}

function makeOnce(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  const key = (): string => randomBytes(32).toString('base64');
  if (statSync(path, { throwIfNoEntry: false }) !== undefined) return;
  writeFileSync(
    draft,
    `${JSON.stringify({ current: 1, encryption: { 1: key() }, blindIndex: key() }, null, 2)}\n`,
    { mode: 0o600 },
  );
  chmodSync(draft, 0o600);
  try {
    // Whole or not at all, and never over a file another process has just made.
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
