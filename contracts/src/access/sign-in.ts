import { z } from 'zod';
import { endpoint } from '../core/endpoint.ts';
import { errors } from '../core/errors.ts';
import { event } from '../core/event.ts';
import { Done, Id, Instant } from '../core/fields.ts';

export const signInErrors = errors({
  'access.provider_off': {
    status: 404,
    zh: '本行没有启用统一身份认证',
    en: 'Sign-in by an identity provider is not set up here',
  },
  'access.provider_unreachable': {
    status: 503,
    zh: '统一身份认证暂时无法连接，请稍后再试',
    en: 'The identity provider cannot be reached; try again shortly',
  },
  'access.provider_refused': {
    status: 401,
    zh: '统一身份认证未通过，请重新登录',
    en: 'The identity provider’s answer was not accepted; sign in again',
  },
  'access.provider_attempt_over': {
    status: 401,
    zh: '这次登录已失效或已用过，请重新登录',
    en: 'This sign-in has been used or is over; sign in again',
  },
  'access.provider_unknown_person': {
    status: 403,
    zh: '系统中没有与您的工号对应的用户，请联系安全管理员',
    en: 'No user here has your staff number; ask a security administrator',
  },
  'access.password_off': {
    status: 403,
    zh: '本行已停用口令登录，请使用统一身份认证',
    en: 'Passwords are switched off here; sign in by the identity provider',
  },
  'access.emergency_not_sealed': {
    status: 409,
    zh: '应急账号没有封存，不能使用；须由两人重新封存',
    en: 'The emergency account is not sealed and cannot be used; two people must seal it again',
  },
  'access.emergency_open': {
    status: 409,
    zh: '应急账号正在使用中',
    en: 'The emergency account is in use',
  },
  'access.session_not_found': { status: 404, zh: '这个会话已经结束', en: 'This session has ended' },
  'access.whole_bank_only': {
    status: 409,
    zh: '只有管辖全行的管理员可以这样做',
    en: 'Only an administrator of the whole bank does this',
  },
  'access.emergency_not_begun': {
    status: 409,
    zh: '还没有人开始封存',
    en: 'Nobody has begun to seal it',
  },
  'access.emergency_same_hand': {
    status: 409,
    zh: '两份口令必须由两个人分别保管',
    en: 'The two halves belong in two people’s hands',
  },
  'access.emergency_account': {
    status: 409,
    zh: '应急账号的口令和角色不能在这里更改',
    en: 'Password and roles of the emergency account are not changed here',
  },
});

/** Who hears of what may be an attack: security and audit administrators. */
const watchers = { permission: 'access.watch' } as const;

export const signInEvents = {
  sessionCopied: event({
    type: 'session.copied',
    room: 'access',
    payload: z.object({ userId: Id, name: z.string(), sessionId: Id }),
    notify: {
      kind: 'access.sessionCopied',
      severity: 'urgent',
      dedupeKey: ({ sessionId }) => `sessionCopied:${sessionId}`,
      audience: watchers,
      title: ({ name }) => ({
        zh: `会话凭证在别处出现 · ${name}`,
        en: `A session turned up elsewhere · ${name}`,
      }),
      body: () => ({
        zh: '有人用该用户的会话凭证从另一台设备发来请求，已拒绝；可能是凭证被复制',
        en: 'Its cookie came from a device that is not its own and was refused: it may have been copied',
      }),
      subject: ({ userId }) => ({ kind: 'user', id: userId }),
      escalateAfterMinutes: null,
    },
  }),
  emergencyOpened: event({
    type: 'emergency.opened',
    room: 'access',
    payload: z.object({ userId: Id, until: Instant, surface: z.string() }),
    notify: {
      kind: 'access.emergency',
      severity: 'urgent',
      dedupeKey: ({ userId, until }) => `emergency:${userId}:${until}`,
      audience: watchers,
      title: () => ({ zh: '应急账号已启用', en: 'The emergency account was opened' }),
      body: () => ({
        zh: '封存的应急账号刚刚被用来登录，全部操作均已留痕；用毕须由两人重新封存',
        en: 'Somebody has just signed in with it; all it does is in the trail. Two people must seal it again afterwards',
      }),
      subject: ({ userId }) => ({ kind: 'user', id: userId }),
      escalateAfterMinutes: null,
    },
  }),
};

export const EmergencyAccount = z.object({
  state: z.enum(['none', 'sealing', 'sealed', 'open', 'spent']),
  username: z.string().nullable(),
  firstByName: z.string().nullable(),
  secondByName: z.string().nullable(),
  sealedAt: Instant.nullable(),
  openedAt: Instant.nullable(),
  openUntil: Instant.nullable(),
});
export type EmergencyAccount = z.output<typeof EmergencyAccount>;
/** Shown once, to be written down and put into an envelope. */
const Half = z.object({ half: z.string(), username: z.string(), account: EmergencyAccount });

export const signInEndpoints = {
  listSessions: endpoint({
    id: 'access.listSessions',
    method: 'GET',
    path: '/users/:userId/sessions',
    summary: 'Where a user is signed in: surface, browser, since when',
    input: z.object({ userId: Id }),
    output: z.object({
      sessions: z.array(
        z.object({
          id: Id,
          surface: z.string(),
          openedAt: Instant,
          lastSeenAt: Instant,
          deviceName: z.string(),
          /** The browser proves with every request that it is the one the session was opened in. */
          /** Address on the network it was opened from. */
          address: z.string(),
          bound: z.boolean(),
        }),
      ),
      /** Sessions at once on one surface; null = any number. */
      limit: z.number().int().nullable(),
    }),
    errors: ['access.user_not_found'],
    access: 'access.manage',
  }),
  endSession: endpoint({
    id: 'access.endSession',
    method: 'POST',
    path: '/users/:userId/sessions/:sessionId/end',
    summary: 'End one session of a user; its open streams end within a second',
    input: z.object({ userId: Id, sessionId: Id }),
    output: Done,
    errors: ['access.user_not_found', 'access.session_not_found'],
    access: 'access.manage',
  }),
  getEmergency: endpoint({
    id: 'access.getEmergency',
    method: 'GET',
    path: '/emergency-account',
    summary: 'The account for emergencies: sealed, open or to be sealed again, and who sealed it',
    input: z.object({}),
    output: EmergencyAccount,
    access: 'access.watch',
  }),
  beginSealing: endpoint({
    id: 'access.beginSealing',
    method: 'POST',
    path: '/emergency-account/first-half',
    summary: 'First hand: a new first half of the password; what was sealed before opens nothing any more',
    input: z.object({}),
    output: Half,
    errors: ['access.emergency_open', 'access.emergency_account', 'access.whole_bank_only'],
    access: 'access.manage',
    idempotent: false,
  }),
  finishSealing: endpoint({
    id: 'access.finishSealing',
    method: 'POST',
    path: '/emergency-account/second-half',
    summary: 'Second hand, an auditor: the second half; from now on the account is sealed',
    input: z.object({}),
    output: Half,
    errors: ['access.emergency_not_begun', 'access.emergency_same_hand', 'access.whole_bank_only'],
    access: 'access.audit',
    idempotent: false,
  }),
};
