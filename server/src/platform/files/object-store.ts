import type { Readable } from 'node:stream';

/**
 * Where sealed bytes lie. The folder of `disk-store.ts` by default; an S3 bucket takes this port over without anybody
 * noticing: a draft is a multipart upload, keeping it completes the upload.
 */
export interface ObjectStore {
  /** Takes a stream in under no name. Nothing is to be seen of it until it is kept. */
  write(source: AsyncIterable<Buffer>): Promise<ObjectDraft>;
  /** Null when there is none. */
  read(key: ObjectKey): Promise<Readable | null>;
  /** Of one that is gone: nothing. */
  remove(key: ObjectKey): Promise<void>;
  /** Every kept object with the wall instant it was written at, in no order; broken drafts are forgotten on the way. */
  list(): AsyncIterable<{ readonly key: ObjectKey; readonly writtenAt: number }>;
}

export interface ObjectDraft {
  readonly bytes: number;
  /** Whole or not at all, and on the disk before it returns. */
  keepAs(key: ObjectKey): Promise<void>;
  discard(): Promise<void>;
}

/** `<branch id>/<object id>`: ids made here, never a word of the outside. */
export type ObjectKey = string & { readonly kind: 'ObjectKey' };

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const pattern = new RegExp(`^${uuid}/${uuid}$`);

/** @throws when either is anything but an id: the last guard before a path is made of it. */
export function objectKey(branchId: string, objectId: string): ObjectKey {
  const key = `${branchId}/${objectId}`;
  if (!pattern.test(key)) throw new Error('not a key of a stored object');
  return key as ObjectKey;
}

export function isObjectKey(text: string): text is ObjectKey {
  return pattern.test(text);
}
