import { z } from 'zod';
import { endpoint } from '../core/endpoint.ts';
import { errors } from '../core/errors.ts';
import { event } from '../core/event.ts';
import { Id, Reason, TimeOfDay } from '../core/fields.ts';
import { Post } from '../posts.ts';
import { RoleCode } from './roles.ts';

export const watchErrors = errors({
  'access.rules_changed': {
    status: 409,
    zh: '别人刚刚改过，请刷新后再改',
    en: 'Somebody has just changed this; look again before changing it',
  },
  'access.post_unknown': {
    status: 409,
    zh: '该用户没有岗位，无法按岗位授权',
    en: 'The user has no post to take roles from',
  },
  'access.template_not_ordinary': {
    status: 409,
    zh: '特权角色不能随岗位授予，须逐人审批',
    en: 'Privileged roles do not come with a post: a second person agrees to each',
  },
});

/** From which point on activity is unusual. */
export const WatchRules = z.object({
  /** Reads of personal data in one hour that are nothing unusual for anybody. */
  readsFloor: z.number().int().min(10).max(10_000),
  /** How many times their own mean hour of the last 30 days somebody may read. */
  readsFactor: z.number().min(2).max(50),
  /** The hours in which nobody is expected, in the branch's time. */
  nightFrom: TimeOfDay,
  nightUntil: TimeOfDay,
  /** On so many nights of the last 30 days one must have worked for it to be usual. */
  usualNights: z.number().int().min(1).max(30),
});
export type WatchRules = z.output<typeof WatchRules>;

const watchers = { permission: 'access.watch' } as const;
const Who = { userId: Id, name: z.string(), hour: z.string() };

export const watchEvents = {
  massRead: event({
    type: 'reads.unusual',
    room: 'access',
    payload: z.object({ ...Who, reads: z.number().int(), usual: z.number() }),
    notify: {
      kind: 'access.massRead',
      severity: 'urgent',
      dedupeKey: ({ userId, hour }) => `massRead:${userId}:${hour}`,
      audience: watchers,
      title: ({ name }) => ({
        zh: `大量查看客户信息 · ${name}`,
        en: `Unusually many customer records read · ${name}`,
      }),
      body: ({ reads, usual }) => ({
        zh: `一小时内查看 ${reads} 次，其本人平时每小时约 ${usual} 次`,
        en: `${reads} reads within an hour; about ${usual} an hour are usual for this person`,
      }),
      subject: ({ userId }) => ({ kind: 'user', id: userId }),
      escalateAfterMinutes: null,
    },
  }),
  oddHour: event({
    type: 'work.atOddHour',
    room: 'access',
    payload: z.object({ ...Who, nights: z.number().int() }),
    notify: {
      kind: 'access.oddHour',
      severity: 'warning',
      dedupeKey: ({ userId, hour }) => `oddHour:${userId}:${hour.slice(0, 10)}`,
      audience: watchers,
      title: ({ name }) => ({ zh: `非常时段使用 · ${name}`, en: `At work at an odd hour · ${name}` }),
      body: ({ nights }) => ({
        zh: `在平时无人工作的时段使用系统；最近 30 天只有 ${nights} 个夜间用过`,
        en: `Working when nobody is expected; ${nights} nights of the last 30 days so far`,
      }),
      subject: ({ userId }) => ({ kind: 'user', id: userId }),
      escalateAfterMinutes: null,
    },
  }),
};

const Rules = z.object({ version: z.number().int(), rules: WatchRules });
const Templates = z.object({
  templates: z.array(z.object({ post: Post, version: z.number().int(), roles: z.array(RoleCode) })),
});
const onUser = { userId: Id };

export const watchEndpoints = {
  getWatchRules: endpoint({
    id: 'access.getWatchRules',
    method: 'GET',
    path: '/watch-rules',
    summary: 'From which point on reads and working hours are unusual',
    input: z.object({}),
    output: Rules,
    access: 'access.watch',
  }),
  saveWatchRules: endpoint({
    id: 'access.saveWatchRules',
    method: 'POST',
    path: '/watch-rules',
    summary: 'Change these rules; in the trail with what they were',
    input: z.object({ version: z.number().int().min(0), rules: WatchRules }),
    output: Rules,
    errors: ['access.rules_changed', 'access.whole_bank_only'],
    access: 'access.manage',
  }),
  listPostTemplates: endpoint({
    id: 'access.listPostTemplates',
    method: 'GET',
    path: '/post-templates',
    summary: 'Which roles come with which post',
    input: z.object({}),
    output: Templates,
    access: 'access.manage',
  }),
  savePostTemplate: endpoint({
    id: 'access.savePostTemplate',
    method: 'POST',
    path: '/post-templates/:post',
    summary:
      'Change which roles come with a post: whoever is given it from now on has them; nobody who has it now gains or loses anything',
    input: z.object({ post: Post, version: z.number().int().min(0), roles: z.array(RoleCode).max(6) }),
    output: Templates,
    errors: [
      'access.rules_changed',
      'access.template_not_ordinary',
      'access.whole_bank_only',
      'access.role_not_grantable',
    ],
    access: 'access.manage',
  }),
  grantByPost: endpoint({
    id: 'access.grantByPost',
    method: 'POST',
    path: '/users/:userId/grants-by-post',
    summary: 'Give a user what their post brings with it, at their own place, and nothing they hold already',
    input: z.object({ ...onUser, reason: Reason }),
    output: z.object({ granted: z.array(RoleCode) }),
    errors: [
      'access.user_not_found',
      'access.own_account',
      'access.post_unknown',
      'access.emergency_account',
    ],
    access: 'access.manage',
  }),
  seeAs: endpoint({
    id: 'access.seeAs',
    method: 'GET',
    path: '/users/:userId/as',
    summary:
      'What this user would find: surfaces, permissions, fields and where; to look at only, and in the trail',
    input: z.object(onUser),
    output: z.object({
      name: z.string(),
      frozen: z.boolean(),
      duties: z.array(z.enum(['changePassword', 'enrolSecondFactor'])),
      surfaces: z.array(z.enum(['console', 'pad', 'teller', 'wall'])),
      /** Permission by permission: where, and by which role there. */
      permissions: z.array(
        z.object({
          permission: z.string(),
          at: z.array(z.object({ unitName: z.string(), role: RoleCode })),
        }),
      ),
      /** Classes of customers' fields that show. */
      fields: z.array(z.enum(['identity', 'contact', 'wealth'])),
      /** Branches the user reaches by any right. */
      branches: z.number().int(),
    }),
    errors: ['access.user_not_found'],
    access: 'access.manage',
  }),
};
