import { z } from 'zod';
import { endpoint } from '../core/endpoint.ts';
import { BusinessDate, Id, Instant, Locale, Reason, Words } from '../core/fields.ts';
import { CustomerTier } from '../customer.ts';
import { WindowKind } from '../organization.ts';
import { BookingTiming, TicketChannel } from './model.ts';

/** The calling strategy as it is edited, tried and published. Its meaning is that of `@huiting/queueing/strategy`. */

const Code = z.string().min(1).max(40);
const Codes = z.array(Code).max(100);
const CodeSet = z.union([z.literal('any'), Codes]);
const Name = Words(40);
const amount = z.number().min(-1e6).max(1e6);
const BookingState = z.enum([...BookingTiming.options, 'none']);

export const StrategyDocument = z.object({
  version: z.number().int().min(1).max(1e6),
  name: Words(60),
  classes: z
    .array(
      z.object({
        code: Code,
        name: Name,
        nameEn: Name,
        startingCredit: amount,
        creditPerMinute: amount,
        guaranteedWaitMinutes: amount.nullable(),
      }),
    )
    .max(20),
  rules: z
    .array(
      z.object({
        id: Code,
        when: z.object({
          serviceCodes: Codes.optional(),
          customerTiers: Codes.optional(),
          booking: z.array(BookingState).max(4).optional(),
          elderOrDisabled: z.boolean().optional(),
          languages: Codes.optional(),
          channels: z.array(TicketChannel).max(10).optional(),
        }),
        classCode: Code,
        note: Words(200).optional(),
      }),
    )
    .max(60),
  profiles: z
    .array(
      z.object({
        code: Code,
        name: Name,
        nameEn: Name,
        tiers: z.array(z.object({ serviceCodes: CodeSet, classCodes: CodeSet.optional() })).max(20),
        helpOut: z
          .array(
            z.object({
              when: z.object({
                serviceCode: Code.optional(),
                classCode: Code.optional(),
                waitMinutesOver: amount.optional(),
                waitingOver: amount.optional(),
              }),
              serviceCodes: CodeSet,
              rank: z.enum(['before', 'after']),
            }),
          )
          .max(20),
      }),
    )
    .max(30),
});
export type StrategyDocument = z.output<typeof StrategyDocument>;

/** Who a strategy may meet in a test case. */
export const TestCustomer = z.object({
  serviceCode: Code,
  /** Null: nobody knows them. */
  customerTier: CustomerTier.nullable(),
  booking: BookingState,
  elderOrDisabled: z.boolean(),
  language: Locale,
  channel: TicketChannel,
  waitedMinutes: z.number().min(0).max(600),
});
export type TestCustomer = z.output<typeof TestCustomer>;
/** „A gold customer waiting 5 min, an ordinary one 12: who is called by this window?“ Kept with a version; a failing one blocks publishing. */
export const StrategyTest = z.object({
  id: Code,
  name: Words(80),
  profileCode: Code,
  customers: z.array(TestCustomer).min(2).max(8),
  /** Which of the customers is to be called. */
  expected: z.number().int().min(0).max(7),
});
export type StrategyTest = z.output<typeof StrategyTest>;

export const StrategyVersion = z.object({
  version: z.number().int(),
  name: z.string(),
  publishedAt: Instant,
  publishedBy: z.string(),
  reason: z.string(),
  effective: z.enum(['now', 'nextDay']),
  /** First business day it holds for; null for one that was installed. */
  effectiveFrom: BusinessDate.nullable(),
  basedOn: z.number().int().nullable(),
  tests: z.number().int(),
});
export type StrategyVersion = z.output<typeof StrategyVersion>;

/** Problems of the branch, beside those the strategy engine names: what its windows and services need. */
export const StrategyNeed = z.object({
  code: z.enum(['profileInUse', 'serviceNotCalled']),
  severity: z.enum(['error', 'warning']),
  /** Code of the profile or service. */
  subject: z.string(),
});
export type StrategyNeed = z.output<typeof StrategyNeed>;

const branch = { branchId: Id };
const edited = { document: StrategyDocument, tests: z.array(StrategyTest).max(40) };

export const queueStrategyEndpoints = {
  getStrategy: endpoint({
    id: 'queue.getStrategy',
    method: 'GET',
    path: '/branches/:branchId/queue-strategy',
    summary: 'The calling strategy in force, the one to come, the draft, and every version',
    input: z.object(branch),
    output: z.object({
      active: z.object({ version: z.number().int(), ...edited }),
      /** Newest published; later than `active` until the next business day begins. */
      newest: z.object({ version: z.number().int(), ...edited }),
      draft: z
        .object({
          ...edited,
          revision: z.number().int(),
          basedOn: z.number().int(),
          changedAt: Instant,
          changedBy: z.string(),
        })
        .nullable(),
      versions: z.array(StrategyVersion),
      services: z.array(
        z.object({
          code: z.string(),
          name: z.object({ zh: z.string(), en: z.string() }),
          offered: z.boolean(),
        }),
      ),
      windows: z.array(
        z.object({
          id: Id,
          label: z.string(),
          kind: WindowKind,
          profileCode: z.string(),
          serviceCodes: z.array(z.string()),
        }),
      ),
      nextBusinessDate: BusinessDate,
    }),
    access: 'queue.configure',
  }),
  getStrategyVersion: endpoint({
    id: 'queue.getStrategyVersion',
    method: 'GET',
    path: '/branches/:branchId/queue-strategy/versions/:version',
    summary: 'A published strategy with its test cases',
    input: z.object({ ...branch, version: z.coerce.number().int().min(1).max(1e6) }),
    output: z.object({ version: StrategyVersion, ...edited }),
    errors: ['queue.strategy_not_found'],
    access: 'queue.configure',
  }),
  saveStrategyDraft: endpoint({
    id: 'queue.saveStrategyDraft',
    method: 'PUT',
    path: '/branches/:branchId/queue-strategy/draft',
    summary: 'Keeps what is being edited; it is not in force',
    input: z.object({
      ...branch,
      ...edited,
      /** Of the draft in hand; 0 = there was none. */
      revision: z.number().int().min(0).max(1e6),
      basedOn: z.number().int().min(1).max(1e6),
    }),
    output: z.object({ revision: z.number().int() }),
    access: 'queue.configure',
  }),
  dropStrategyDraft: endpoint({
    id: 'queue.dropStrategyDraft',
    method: 'DELETE',
    path: '/branches/:branchId/queue-strategy/draft',
    summary: 'Throws the draft away',
    input: z.object(branch),
    output: z.object({ ok: z.literal(true) }),
    access: 'queue.configure',
  }),
  publishStrategy: endpoint({
    id: 'queue.publishStrategy',
    method: 'POST',
    path: '/branches/:branchId/queue-strategy/publish',
    summary:
      'Makes a strategy the next version, in force now or with the next business day; tickets keep their class',
    input: z.object({
      ...branch,
      ...edited,
      /** Newest version the editor has seen. */
      basedOn: z.number().int().min(1).max(1e6),
      effective: z.enum(['now', 'nextDay']),
      reason: Reason,
    }),
    output: z.object({ version: z.number().int(), effectiveFrom: BusinessDate }),
    errors: ['queue.strategy_invalid', 'queue.strategy_tests_failed'],
    access: 'queue.configure',
  }),
};
