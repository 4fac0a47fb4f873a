import { z } from 'zod';
import { endpoint } from '../core/endpoint.ts';
import { errors } from '../core/errors.ts';
import { Done, Id, Instant, Words } from '../core/fields.ts';
import { RoleCode } from './roles.ts';

/** SE-07: a PAD is registered by a code and known by its browser's key; only people of its group sign in on it. */

export const padErrors = errors({
  'access.pad_not_found': { status: 404, zh: '没有这台 PAD', en: 'There is no such PAD' },
  'access.pad_not_for_you': {
    status: 403,
    zh: '这台 PAD 绑定了使用人员，您不在其中；请换用其他 PAD 或联系网点负责人',
    en: 'This PAD is bound to a group you are not in; take another or ask who leads the branch',
  },
  'access.pad_unregistered': {
    status: 403,
    zh: '这台 PAD 没有登记或已注销，不能登录；请联系网点负责人登记',
    en: 'This PAD is not registered, or no longer; ask who leads the branch',
  },
  'access.pad_changed': {
    status: 409,
    zh: '这台 PAD 的绑定已被他人修改，请刷新后重试',
    en: 'Somebody else has changed this PAD; reload and try again',
  },
  'access.device_has_no_key': {
    status: 409,
    zh: '这台设备的浏览器没有密钥，请使用 HTTPS 访问后再登记',
    en: 'This browser has no key; open the page over HTTPS and register again',
  },
});

export const PadGroup = z.object({
  /** Any one of these; empty = whatever their role. */
  roles: z.array(RoleCode).max(20),
  /** Only people of the branch itself. */
  ofBranch: z.boolean(),
  /** And these, whatever else is said. */
  userIds: z.array(Id).max(100),
});
export type PadGroup = z.output<typeof PadGroup>;

export const Pad = z.object({
  id: Id,
  branchId: Id,
  name: z.string(),
  group: PadGroup,
  /** Names of those named. */
  userNames: z.array(z.string()),
  enrolledAt: Instant.nullable(),
  revoked: z.boolean(),
  version: z.number().int(),
  /** Who is signed in on it now. */
  signedIn: z.array(z.string()),
});
export type Pad = z.output<typeof Pad>;

const one = { branchId: Id, padId: Id };
export const padEndpoints = {
  listPads: endpoint({
    id: 'access.listPads',
    method: 'GET',
    path: '/branches/:branchId/pads',
    summary: 'Registered PADs of a branch, whom they are for and who is on them; and who could be named',
    input: z.object({ branchId: Id }),
    output: z.object({
      pads: z.array(Pad),
      people: z.array(z.object({ userId: Id, name: z.string() })),
    }),
    access: 'terminal.enrol',
  }),
  createPad: endpoint({
    id: 'access.createPad',
    method: 'POST',
    path: '/branches/:branchId/pads',
    summary: 'Register a PAD, for a group of people; its one-time code lives ten minutes',
    input: z.object({ branchId: Id, name: Words(40).pipe(z.string().min(1)), group: PadGroup }),
    output: z.object({ pad: Pad, code: z.string() }),
    access: 'terminal.enrol',
  }),
  setPadGroup: endpoint({
    id: 'access.setPadGroup',
    method: 'PUT',
    path: '/branches/:branchId/pads/:padId/group',
    summary: 'Whom a PAD is for from now on; whoever is on it and is not among them is signed out',
    input: z.object({ ...one, basedOn: z.number().int().min(1), group: PadGroup }),
    output: z.object({ pad: Pad }),
    errors: ['access.pad_not_found', 'access.pad_changed'],
    access: 'terminal.enrol',
  }),
  revokePad: endpoint({
    id: 'access.revokePad',
    method: 'POST',
    path: '/branches/:branchId/pads/:padId/revoke',
    summary: 'Nobody signs in on this PAD any more; who is on it is signed out',
    input: z.object(one),
    output: z.object({ pad: Pad }),
    errors: ['access.pad_not_found'],
    access: 'terminal.enrol',
  }),
  enrolPad: endpoint({
    id: 'access.enrolPad',
    method: 'POST',
    path: '/pads/enrol',
    summary: 'Make this browser the PAD of a code; it shows its key in X-Device-Proof',
    input: z.object({ code: z.string().min(4).max(20) }),
    output: Done,
    errors: ['access.code_invalid', 'access.device_has_no_key'],
    access: { kind: 'public' },
    idempotent: false,
  }),
};
