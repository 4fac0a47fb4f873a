import { z } from 'zod';
import { endpoint } from '../core/endpoint.ts';
import { errors } from '../core/errors.ts';
import { Id, Instant } from '../core/fields.ts';

export const keyErrors = errors({
  'keys.whole_bank_only': {
    status: 409,
    zh: '只有管辖全行的管理员可以更换密钥',
    en: 'Only an administrator of the whole bank changes keys',
  },
});

export const KeyAlgorithm = z.enum(['aes-256-gcm', 'sm4-ctr-hmac-sm3']);
const Run = z.object({
  id: Id,
  version: z.number().int(),
  state: z.enum(['running', 'done', 'broken']),
  startedAt: Instant,
  startedByName: z.string(),
  endedAt: Instant.nullable(),
  total: z.number().int(),
  done: z.number().int(),
});
/** A walk that moves what is found by blind index to a new key. */
const IndexRun = z.object({
  id: Id,
  fromVersion: z.number().int(),
  toVersion: z.number().int(),
  /** `waiting`: some values are in no file; they are moved when they turn up, or given up. */
  state: z.enum(['running', 'waiting', 'done', 'broken']),
  startedAt: Instant,
  startedByName: z.string(),
  endedAt: Instant.nullable(),
  total: z.number().int(),
  done: z.number().int(),
  stranded: z.number().int(),
});
export const Keys = z.object({
  keys: z.array(
    z.object({
      version: z.number().int(),
      algorithm: KeyAlgorithm,
      madeAt: Instant,
      usableFrom: Instant,
      /** New values are sealed with it. */
      current: z.boolean(),
    }),
  ),
  /** Values that rest under an older key. */
  old: z.number().int(),
  run: Run.nullable(),
  /** The key of blind indexes. */
  index: z.object({
    version: z.number().int(),
    /** Null: the key file's own. */
    madeAt: Instant.nullable(),
    run: IndexRun.nullable(),
  }),
});
export type Keys = z.output<typeof Keys>;

export const keyEndpoints = {
  listKeys: endpoint({
    id: 'platform.listKeys',
    method: 'GET',
    path: '/keys',
    summary: 'Data keys, how many values rest under older ones, and how far sealing them anew has come',
    input: z.object({}),
    output: Keys,
    access: 'access.manage',
  }),
  rotateKey: endpoint({
    id: 'platform.rotateKey',
    method: 'POST',
    path: '/keys',
    summary: 'A new data key: every process seals with it five seconds later; what is old stays readable',
    input: z.object({ algorithm: KeyAlgorithm.default('aes-256-gcm') }),
    output: Keys,
    errors: ['keys.whole_bank_only'],
    access: 'access.manage',
    idempotent: false,
  }),
  resealValues: endpoint({
    id: 'platform.resealValues',
    method: 'POST',
    path: '/keys/reseal',
    summary: 'Seal what rests under older keys under the present one, in the background',
    input: z.object({}),
    output: Keys,
    errors: ['keys.whole_bank_only'],
    access: 'access.manage',
    idempotent: false,
  }),
  reindexValues: endpoint({
    id: 'platform.reindexValues',
    method: 'POST',
    path: '/keys/index',
    summary:
      'A new key for blind indexes: both answer while everything moves to it in the background, then the old one is dropped. ' +
      'Goes on with a move that is not over',
    input: z.object({
      /** Values that no file holds are lost with the old key: those customers are found again when they are entered anew. */
      givesUp: z.boolean().default(false),
    }),
    output: Keys,
    errors: ['keys.whole_bank_only'],
    access: 'access.manage',
    idempotent: false,
  }),
};
