import { z } from 'zod';
import { endpoint } from '../core/endpoint.ts';
import { errors } from '../core/errors.ts';
import { Done } from '../core/fields.ts';

/** What it is about, for example `console.table.users`. */
const PreferenceName = z.string().regex(/^[a-zA-Z][a-zA-Z0-9.-]{0,59}$/);
const mostBytes = 8_192;

export const preferenceErrors = errors({
  'access.too_many_preferences': {
    status: 409,
    zh: '保存的个人设置太多，请先删除一些',
    en: 'Too many settings are kept; remove some first',
  },
});

/** How somebody likes their screens: kept with the login, so that it follows to every machine. The server does not read it. */
export const preferenceEndpoints = {
  listPreferences: endpoint({
    id: 'access.listPreferences',
    method: 'GET',
    path: '/preferences',
    summary: 'How I like my screens',
    input: z.object({}),
    output: z.object({ preferences: z.record(z.string(), z.unknown()) }),
    access: { kind: 'session' },
  }),
  keepPreference: endpoint({
    id: 'access.keepPreference',
    method: 'PUT',
    path: '/preferences/:name',
    summary: 'Keep one setting of mine; null forgets it',
    input: z.object({
      name: PreferenceName,
      value: z
        .json()
        .refine((value) => JSON.stringify(value).length <= mostBytes, 'at most 8 KiB')
        .nullable(),
    }),
    output: Done,
    errors: ['access.too_many_preferences'],
    access: { kind: 'session' },
    // The last one kept counts, however often it is said.
    idempotent: false,
  }),
};
