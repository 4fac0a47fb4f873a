import { z } from 'zod';
import { endpoint } from '../core/endpoint.ts';
import { errors } from '../core/errors.ts';
import { BusinessDate, Id, Named } from '../core/fields.ts';

/** EV-04: what customers thought over a period, by branch, teller or business. */

export const satisfactionErrors = errors({
  'feedback.period_invalid': {
    status: 400,
    zh: '统计区间须从早到晚，最长 92 天',
    en: 'A period runs forward and is at most 92 days',
  },
});

/** Days a period may have. */
export const longestPeriod = 92;

const Share = z.number().min(0).max(1).nullable();
/**
 * Counts and sums, and the shares that follow from them; null where there is nothing to share. A rating belongs to the business day of its service. Satisfaction =
 * good ÷ rated; participation = rated ÷ asked; bad share = bad ÷ rated.
 */
export const SatisfactionFigures = z.object({
  /** Completed services after which the question was asked. */
  asked: z.number().int(),
  rated: z.number().int(),
  /** Level 4 or 5. */
  good: z.number().int(),
  /** Level 1 or 2. */
  bad: z.number().int(),
  /** How many chose 1, 2, 3, 4, 5. */
  levels: z.array(z.number().int()).length(5),
  /** Cases of bad ratings (and bad follow-ups) of these services. */
  cases: z.number().int(),
  /** Those with a remedy before their limit. */
  solvedInTime: z.number().int(),
  confirmed: z.number().int(),
  /** Mean from opening to claim, and to remedy; null when none has come so far. */
  claimSeconds: z.number().int().nullable(),
  solveSeconds: z.number().int().nullable(),
  shares: z.object({
    satisfied: Share,
    participation: Share,
    bad: Share,
    inTime: Share,
    confirmed: Share,
    /** Of those rated, by level from 1 to 5. */
    levels: z.array(Share).length(5),
  }),
});
export type SatisfactionFigures = z.output<typeof SatisfactionFigures>;

export const SatisfactionBy = z.enum(['branch', 'teller', 'service']);
export type SatisfactionBy = z.output<typeof SatisfactionBy>;
export const SatisfactionRow = z.object({
  key: z.string(),
  name: Named,
  /** The teller's branch; null otherwise. */
  branchName: z.string().nullable(),
  figures: SatisfactionFigures,
});
export type SatisfactionRow = z.output<typeof SatisfactionRow>;

const Asked = {
  /** One branch; absent = every branch of the caller's scope. */
  branch: Id.optional(),
  from: BusinessDate,
  until: BusinessDate,
  by: SatisfactionBy.default('branch'),
};

export const satisfactionEndpoints = {
  getSatisfaction: endpoint({
    id: 'feedback.getSatisfaction',
    method: 'GET',
    path: '/satisfaction',
    summary:
      'Satisfaction of a period by branch, teller or business, beside the period of the same length before',
    input: z.object(Asked),
    output: z.object({
      from: BusinessDate,
      until: BusinessDate,
      before: z.object({ from: BusinessDate, until: BusinessDate, figures: SatisfactionFigures }),
      total: SatisfactionFigures,
      /** Every day of the period, and of the one before it, oldest first; days without services included. */
      days: z.array(
        z.object({
          date: BusinessDate,
          figures: SatisfactionFigures,
          before: z.object({ date: BusinessDate, figures: SatisfactionFigures }),
        }),
      ),
      /** Most asked first; at most 500. */
      rows: z.array(SatisfactionRow),
    }),
    errors: ['feedback.period_invalid', 'organization.branch_not_found'],
    access: 'feedback.analyse',
  }),
  exportSatisfaction: endpoint({
    id: 'feedback.exportSatisfaction',
    method: 'POST',
    path: '/satisfaction/export',
    summary: 'The same rows as a table for a spreadsheet; audited',
    input: z.object(Asked),
    output: z.object({ fileName: z.string(), csv: z.string() }),
    errors: ['feedback.period_invalid', 'organization.branch_not_found'],
    access: 'feedback.analyse',
    idempotent: false,
  }),
};
