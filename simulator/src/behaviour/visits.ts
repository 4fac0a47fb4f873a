import { elderAge, yearsBetween } from '../bank/dates.ts';
import type { BankPlan, PlannedBranch, PlannedCustomer } from '../bank/plan-types.ts';
import type { Random } from '../bank/random.ts';
import { drawArrivals } from './arrivals.ts';
import { dayNoise, serviceFactor } from './day-factors.ts';
import type { DayFacts } from './day-factors.ts';
import { drawPatienceSeconds, drawServiceSeconds, drawWalkSeconds } from './service-times.ts';

/** One stay as it will go unless the hall makes it go otherwise. Times in seconds since local midnight, lengths in seconds. */
export interface PlannedVisit {
  readonly arrivesAt: number;
  readonly serviceCode: string;
  /** A second business done under the same number, once the first is done. */
  readonly furtherService: string | null;
  readonly customer: PlannedCustomer | null;
  /** How the customer shows who they are at the kiosk; null: takes a number without a document. */
  readonly shows: 'idNumber' | 'card' | 'phone' | null;
  readonly elder: boolean;
  readonly language: 'zh-CN' | 'en';
  readonly channel: 'kiosk' | 'pad';
  /** Start of the booked slot; null = walked in. */
  readonly bookedAt: number | null;
  readonly patienceSeconds: number;
  readonly walkSeconds: number;
  readonly serviceSeconds: number;
  readonly furtherSeconds: number;
  /** Does not hear the call; comes back to the lobby manager after this many seconds, or never (null). */
  readonly missesCall: boolean;
  readonly returnsAfterSeconds: number | null;
}

const bookingShare = 0.12;
const knownShare = 0.55;
const elderShare = 0.18;
const missedCallShare = 0.028;
const bookable = new Set(['personal', 'cash', 'pension', 'wealth', 'corporate']);
/** Second businesses under one number, by the first. */
const further: Readonly<Record<string, readonly string[]>> = {
  personal: ['transfer', 'cash', 'pension'],
  pension: ['cash', 'personal'],
  cash: ['transfer'],
  transfer: ['personal'],
};

/** Customers of each outlet by what brings them, made once per bank. */
export interface CustomerPools {
  draw(random: Random, branch: PlannedBranch, serviceCode: string, elder: boolean): PlannedCustomer | null;
}

export function customerPools(plan: BankPlan): CustomerPools {
  const pools = new Map<string, PlannedCustomer[]>();
  for (const customer of plan.customers) {
    const key = `${customer.homeBranchId}|${poolOf(customer, plan.startDate)}`;
    const pool = pools.get(key);
    if (pool === undefined) pools.set(key, [customer]);
    else pool.push(customer);
  }
  return {
    draw: (random, branch, serviceCode, elder) => {
      // Some come from another outlet's neighbourhood.
      const home = random.chance(0.9) ? branch : random.pick(plan.branches);
      const kind =
        serviceCode === 'corporate'
          ? 'company'
          : serviceCode === 'wealth'
            ? 'wealthy'
            : elder
              ? 'elder'
              : 'younger';
      const pool = pools.get(`${home.id}|${kind}`);
      return pool === undefined ? null : random.pick(pool);
    },
  };
}

function poolOf(customer: PlannedCustomer, date: string): string {
  if (customer.birthDate === null) return 'company';
  if (customer.tier !== 'ordinary') return 'wealthy';
  return yearsBetween(customer.birthDate, date) >= elderAge ? 'elder' : 'younger';
}

/** Everybody who comes to an outlet on a day, in order of arrival. Nobody known comes twice. */
export function drawVisits(
  random: Random,
  pools: CustomerPools,
  branch: PlannedBranch,
  day: DayFacts,
): PlannedVisit[] {
  const codes = Object.keys(branch.serviceMix);
  const weights = codes.map((code) => branch.serviceMix[code]! * serviceFactor(code, day));
  const seen = new Set<string>();
  const visits = drawArrivals(random, branch, day, dayNoise(random)).map((arrivesAt) => {
    const serviceCode = codes[random.index(weights)]!;
    const elderChance = serviceCode === 'pension' ? 0.55 : serviceCode === 'corporate' ? 0 : elderShare * 0.7;
    const meant = random.chance(elderChance);
    const booked = bookable.has(serviceCode) && random.chance(bookingShare * 1.15);
    const known = booked || serviceCode === 'wealth' || random.chance(knownShare);
    const drawn = known ? pools.draw(random, branch, serviceCode, meant) : null;
    const customer = drawn !== null && !seen.has(drawn.id) ? drawn : null;
    if (customer !== null) seen.add(customer.id);
    const elder =
      customer?.birthDate != null ? yearsBetween(customer.birthDate, day.date) >= elderAge : meant;
    const options = further[serviceCode];
    const furtherService = options !== undefined && random.chance(0.14) ? random.pick(options) : null;
    // Three in four come a little before their slot, some too late for it.
    const bookedAt =
      booked && customer !== null ? slotNear(day, arrivesAt + random.normal() * 500 + 420) : null;
    return {
      arrivesAt,
      serviceCode,
      furtherService,
      customer,
      shows:
        customer === null || bookedAt !== null
          ? null
          : customer.idNumber === null
            ? 'card'
            : random.chance(0.72)
              ? 'idNumber'
              : random.chance(0.7)
                ? 'card'
                : 'phone',
      elder,
      language: random.chance(0.006) ? 'en' : 'zh-CN',
      channel: random.chance(0.06) ? 'pad' : 'kiosk',
      bookedAt,
      patienceSeconds: drawPatienceSeconds(random, serviceCode, elder),
      walkSeconds: drawWalkSeconds(random, elder),
      serviceSeconds: drawServiceSeconds(random, serviceCode, elder),
      furtherSeconds: furtherService === null ? 0 : drawServiceSeconds(random, furtherService, elder),
      missesCall: random.chance(missedCallShare),
      returnsAfterSeconds: random.chance(0.55) ? Math.round(random.lognormal(300, 0.5)) : null,
    } satisfies PlannedVisit;
  });
  return visits;
}

/** Half-hour slot nearest to a time, inside the opening hours. */
function slotNear(day: DayFacts, at: number): number {
  const slot = Math.round(at / 1800) * 1800;
  return Math.min(day.closes - 1800, Math.max(Math.ceil(day.opens / 1800) * 1800, slot));
}
