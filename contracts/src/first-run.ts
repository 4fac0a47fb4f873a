import { z } from 'zod';
import { endpoint } from './core/endpoint.ts';
import { errors } from './core/errors.ts';
import { Done, Words } from './core/fields.ts';

/** How a bank begins: an empty database, a code on the terminal of whoever started the server, and one form. */
export const firstRunErrors = errors({
  'platform.bank_exists': {
    status: 409,
    zh: '银行已经建立，不能再次建立',
    en: 'The bank exists already; it is set up once',
  },
  'platform.setup_code_wrong': {
    status: 400,
    zh: '建行码不正确，请核对服务器终端上显示的最新一个',
    en: 'The setup code is wrong; look at the newest one on the terminal of the server',
  },
  'platform.administrators_same': {
    status: 409,
    zh: '每一位都必须是不同的人：用户名和工号各不相同',
    en: 'These are different people: user names and staff numbers must differ',
  },
});

/** One of the first three: a person of head office with a login. The password is checked like everybody's. */
export const FirstAdministrator = z.object({
  name: Words(40).pipe(z.string().min(1)),
  staffNumber: z.string().regex(/^[A-Za-z0-9-]{1,20}$/),
  username: z.string().regex(/^[a-z][a-z0-9._-]{2,29}$/),
  password: z.string().min(1).max(200),
});
export type FirstAdministrator = z.output<typeof FirstAdministrator>;

export const NewBank = z.object({
  bankName: Words(40).pipe(z.string().min(2)),
  /** What head office is called in the tree. */
  headOfficeName: Words(40).pipe(z.string().min(2)),
  /** First part of every path of the tree. */
  code: z.string().regex(/^[A-Za-z0-9]{1,20}$/),
  administrators: z.object({
    system: FirstAdministrator,
    security: FirstAdministrator,
    audit: FirstAdministrator,
  }),
  /** The first of head-office operations: with nobody there, nobody could be hired and no branch asked for. */
  operations: FirstAdministrator,
});
export type NewBank = z.output<typeof NewBank>;

export const firstRunEndpoints = {
  getFirstRun: endpoint({
    id: 'platform.getFirstRun',
    method: 'GET',
    path: '/first-run',
    summary: 'Whether there is no bank yet',
    input: z.object({}),
    output: z.object({ isEmpty: z.boolean() }),
    access: { kind: 'public' },
  }),
  setUpBank: endpoint({
    id: 'platform.setUpBank',
    method: 'POST',
    path: '/first-run',
    summary:
      'Head office, its three administrators and the first of operations, of a bank that does not exist yet; once',
    input: NewBank.extend({ setupCode: z.string().min(1).max(40) }),
    output: Done,
    errors: [
      'platform.bank_exists',
      'platform.setup_code_wrong',
      'platform.administrators_same',
      'access.password_weak',
    ],
    access: { kind: 'public' },
    // The code works once: it is the key.
    idempotent: false,
  }),
};
