import { z } from 'zod';
import { endpoint } from '../core/endpoint.ts';
import { errors } from '../core/errors.ts';
import { BusinessDate, Id, Named, Reason, Words } from '../core/fields.ts';

export const postErrors = errors({
  'staff.post_not_found': {
    status: 404,
    zh: '岗位字典里没有这个岗位',
    en: 'The dictionary has no such post',
  },
  'staff.post_not_usable': {
    status: 409,
    zh: '这个岗位不能这样任用：主岗位随调动变更，已停用的岗位不再任用',
    en: 'This post cannot be given this way: a main post comes with a transfer, a retired one no more',
  },
  'staff.post_held': {
    status: 409,
    zh: '这段时间已任此岗位',
    en: 'This post is held already in that time',
  },
  'staff.posts_incompatible': {
    status: 409,
    zh: '不相容岗位不得由同一人担任',
    en: 'One person may not hold posts that exclude each other',
  },
  'staff.certificate_missing': {
    status: 409,
    zh: '缺少岗位必需的资格证书',
    en: 'A certificate the post requires is missing',
  },
  'staff.certificate_expired': {
    status: 409,
    zh: '岗位必需的资格证书在上岗日已到期',
    en: 'A certificate the post requires has expired by that day',
  },
  'staff.holding_not_found': {
    status: 404,
    zh: '没有这条任职记录',
    en: 'There is no such holding of a post',
  },
  'staff.post_changed': {
    status: 409,
    zh: '他人已修改了这个岗位，请先查看',
    en: 'Somebody else changed this post; look at it first',
  },
  'staff.post_kind_fixed': {
    status: 409,
    zh: '主岗位由系统规定，不能新增或停用',
    en: 'Main posts are the system’s: none is added or retired',
  },
});

/** A post of the dictionary: one of the main posts, or a duty that is held beside one. */
export const PostCode = z.string().regex(/^[a-z][A-Za-z0-9]{1,39}$/);
/** `main`: what a person is, one at a time. `duty`: held beside it (兼岗): keepers of seals, ciphers, forms, the vault. */
export const PostKind = z.enum(['main', 'duty']);

/** Proofs of being fit for a post. */
export const CertificateKind = z.enum([
  'counterLicence',
  'antiCounterfeit',
  'fundSales',
  'insuranceSales',
  'wealthPlanner',
  'accounting',
  'authoriser',
]);
export type CertificateKind = z.output<typeof CertificateKind>;

export const certificateNames: Readonly<Record<CertificateKind, z.output<typeof Named>>> = {
  counterLicence: { zh: '柜面上岗资格', en: 'Counter licence' },
  antiCounterfeit: { zh: '反假货币培训合格证', en: 'Anti-counterfeit certificate' },
  fundSales: { zh: '基金销售资格', en: 'Fund sales licence' },
  insuranceSales: { zh: '保险销售资格', en: 'Insurance sales licence' },
  wealthPlanner: { zh: '理财规划师', en: 'Wealth planner' },
  accounting: { zh: '会计专业资格', en: 'Accounting qualification' },
  authoriser: { zh: '授权资格', en: 'Authoriser licence' },
};

/** Two posts no one person may hold at the same time, and the rule that says so. */
export const PostExclusion = z.object({ post: PostCode, other: PostCode, rule: Named });
export type PostExclusion = z.output<typeof PostExclusion>;

export const PostDraft = z.object({
  name: z.object({ zh: Words(40).pipe(z.string().min(1)), en: Words(60).pipe(z.string().min(1)) }),
  duties: z.object({ zh: Words(500), en: Words(800) }),
  requires: z.array(CertificateKind).max(8),
  /** A key post: its tenure is limited and its holders can be drawn for mandatory leave. */
  isKey: z.boolean(),
  /** Months one person may hold it; null = no limit. */
  maxTenureMonths: z.number().int().min(1).max(120).nullable(),
  isRetired: z.boolean(),
});
export const PostDefinition = PostDraft.extend({
  code: PostCode,
  kind: PostKind,
  version: z.number().int(),
  /** People who hold it today, within the caller's scope. */
  holders: z.number().int(),
});
export type PostDefinition = z.output<typeof PostDefinition>;

/** A post a person holds or held, at a unit, with dates. */
export const PostHolding = z.object({
  id: Id,
  post: PostCode,
  postName: Named,
  kind: z.enum(['main', 'duty', 'acting']),
  orgUnitId: Id,
  orgUnitName: z.string(),
  /** Null = since before the register knows. */
  since: BusinessDate.nullable(),
  /** First day it is not held any more; null = until further notice. */
  until: BusinessDate.nullable(),
  reason: z.string(),
});
export type PostHolding = z.output<typeof PostHolding>;

/** What speaks against a person holding a post from a day on. */
export const PostProblem = z.object({
  rule: z.enum(['incompatible', 'certificateMissing', 'certificateExpired', 'certificateExpiring']),
  post: PostCode,
  /** The post it excludes, or the certificate it asks for. */
  other: z.string(),
  words: Named,
  expiresOn: BusinessDate.nullable(),
  /** False = a warning only. */
  blocks: z.boolean(),
});
export type PostProblem = z.output<typeof PostProblem>;

const refusals = [
  'staff.post_not_found',
  'staff.posts_incompatible',
  'staff.certificate_missing',
  'staff.certificate_expired',
  'staff.post_held',
  'staff.post_not_usable',
] as const;
export const postRefusals = refusals;

export const postEndpoints = {
  listPosts: endpoint({
    id: 'staff.listPosts',
    method: 'GET',
    path: '/posts',
    summary: 'The dictionary of posts: duties, required certificates, what excludes what',
    input: z.object({}),
    output: z.object({ posts: z.array(PostDefinition), exclusions: z.array(PostExclusion) }),
    access: 'staff.view',
  }),
  savePost: endpoint({
    id: 'staff.savePost',
    method: 'PUT',
    path: '/posts/:code',
    summary: 'Change a post of the dictionary, or add a duty (version 0)',
    input: z.object({
      code: PostCode,
      version: z.number().int().min(0),
      post: PostDraft,
      /** Every post it excludes, with the rule; replaces what was said before. */
      excludes: z.array(z.object({ other: PostCode, rule: Named })).max(20),
      reason: Reason,
    }),
    output: z.object({ version: z.number().int() }),
    errors: ['staff.post_not_found', 'staff.post_changed', 'staff.post_kind_fixed'],
    access: 'staff.manage',
  }),
  checkPost: endpoint({
    id: 'staff.checkPost',
    method: 'GET',
    path: '/staff/:staffId/post-check',
    summary: 'What would speak against a person holding a post from a day on',
    input: z.object({ staffId: Id, post: PostCode, from: BusinessDate }),
    output: z.object({ problems: z.array(PostProblem) }),
    errors: ['staff.not_found', 'staff.post_not_found'],
    access: 'staff.view',
  }),
  assignDuty: endpoint({
    id: 'staff.assignDuty',
    method: 'POST',
    path: '/staff/:staffId/duties',
    summary: 'Give a duty to hold beside the main post',
    input: z.object({
      staffId: Id,
      post: PostCode,
      from: BusinessDate,
      until: BusinessDate.nullable().default(null),
      reason: Reason,
    }),
    output: z.object({ holdingId: Id, warnings: z.array(PostProblem) }),
    errors: ['staff.not_found', 'staff.day_not_ahead', ...refusals],
    access: 'staff.edit',
  }),
  endDuty: endpoint({
    id: 'staff.endDuty',
    method: 'POST',
    path: '/staff/:staffId/duties/:holdingId/end',
    summary: 'Take a duty back from a day on',
    input: z.object({ staffId: Id, holdingId: Id, on: BusinessDate, reason: Reason }),
    output: z.object({ until: BusinessDate }),
    errors: ['staff.not_found', 'staff.holding_not_found', 'staff.day_not_ahead'],
    access: 'staff.edit',
  }),
};
