import { z } from 'zod';
import { Named } from './fields.ts';
import { Post } from '../posts.ts';

/** What an application says about itself in figures and words: conditions of steps are asked of it, and screens show it. */
const Plain = z.union([z.string().max(500), z.number(), z.boolean()]);
/** Words in both languages are for reading alone: no condition asks for them. */
export const FactValue = z.union([Plain, Named]);
export type FactValue = z.output<typeof FactValue>;

export const Condition = z.object({
  fact: z.string().max(60),
  is: z.enum(['equal', 'notEqual', 'atLeast', 'below']),
  value: Plain,
});
export type Condition = z.output<typeof Condition>;

export const UnitLevel = z.enum(['headOffice', 'regionalBranch', 'subBranch', 'outlet']);

/** One station of an approval: who decides there, when it is needed at all, and what happens when nobody does. */
export const ApprovalStep = z.object({
  key: z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/),
  name: z.object({ zh: z.string().trim().min(1).max(40), en: z.string().trim().min(1).max(60) }),
  /** Holders of a post in the unit of that level on the way from the subject's unit to head office. */
  approver: z.object({ post: Post, level: UnitLevel }),
  /** All must hold, else the step is passed over; none = always. */
  when: z.array(Condition).max(8),
  /** How many different people must agree (countersign). */
  agreeing: z.number().int().min(1).max(5),
  /** Minutes of business time until it is late; null = never. */
  limitMinutes: z.number().int().min(1).max(100_000).nullable(),
  /** What lateness does: those who wait are reminded, or the next unit up may decide too. */
  whenLate: z.enum(['remind', 'escalate']),
});
export type ApprovalStep = z.output<typeof ApprovalStep>;

export interface Fact {
  readonly key: string;
  readonly name: z.output<typeof Named>;
  /** `words`: in both languages, shown and never asked. */
  readonly type: 'text' | 'number' | 'boolean' | 'words';
  /** The only values it has, with their names; none = any of its type. */
  readonly choices?: readonly { readonly value: string; readonly name: z.output<typeof Named> }[];
}

/** A sort of application that people of different units decide on. Declared by the room whose change it is. */
export interface ApprovalKind {
  /** `<room>.<noun>`, unique. */
  readonly kind: string;
  readonly name: z.output<typeof Named>;
  readonly facts: readonly Fact[];
  /** The steps in force until an administrator publishes others. */
  readonly steps: readonly ApprovalStep[];
}

/** As most kinds are shipped: the regional branch within two days, then head office within three where this fact holds. */
export const regionThenHeadOffice = (fact: string): readonly ApprovalStep[] => [
  {
    key: 'region',
    name: { zh: '分行审批', en: 'Regional branch' },
    approver: { post: 'headOffice', level: 'regionalBranch' },
    when: [],
    agreeing: 1,
    limitMinutes: 2 * 24 * 60,
    whenLate: 'escalate',
  },
  {
    key: 'headOffice',
    name: { zh: '总行审批', en: 'Head office' },
    approver: { post: 'headOffice', level: 'headOffice' },
    when: [{ fact, is: 'equal', value: true }],
    agreeing: 1,
    limitMinutes: 3 * 24 * 60,
    whenLate: 'remind',
  },
];

export function approvalKind(kind: ApprovalKind): ApprovalKind {
  return kind;
}

/**
 * An approval that follows from an event: the room keeps its change pending, announces it, and applies it on
 * `approval.decided` after checking that the subject still has the version that was judged.
 */
export interface Ask<P> {
  readonly kind: ApprovalKind;
  readonly subject: (payload: P) => { readonly kind: string; readonly id: string; readonly version: number };
  readonly title: (payload: P) => { readonly zh: string; readonly en: string };
  readonly facts: (payload: P) => Readonly<Record<string, FactValue>>;
  /** The unit the change is about; deciders are found from here upwards. */
  readonly orgUnitId: (payload: P) => string;
  readonly applicant: (payload: P) => { readonly staffId: string; readonly name: string };
  /** Staff who have a part in it besides the applicant, for example whoever would get a right: they do not decide. */
  readonly barred?: (payload: P) => readonly string[];
}
