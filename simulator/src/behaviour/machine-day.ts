import type { PlannedServiceType, PlannedWindow } from '../bank/plan-types.ts';
import { machineServices } from '../bank/queue-machine.ts';
import type { Duty } from './duties.ts';
import type { PlannedVisit } from './visits.ts';

/** What a queue machine writes down. Seconds since local midnight; `sequence` is its own count, by time. */
export interface MachineFact {
  readonly sequence: number;
  readonly kind: 'issue' | 'call' | 'recall' | 'start' | 'finish' | 'noShow' | 'transfer';
  readonly at: number;
  readonly number: string;
  readonly service: string | null;
  readonly window: number | null;
}

interface MachineDayInput {
  readonly visits: readonly PlannedVisit[];
  readonly duties: readonly Duty[];
  readonly windows: readonly PlannedWindow[];
  readonly services: readonly PlannedServiceType[];
  readonly closes: number;
}

/** Somebody in a line of the machine. */
interface InLine {
  readonly number: string;
  readonly visit: PlannedVisit;
  readonly service: string;
  readonly seconds: number;
  readonly since: number;
  /** The business after this one, under the same number. */
  readonly next: string | null;
}

/** Between two customers of a window. */
const breathSeconds = 9;
/** A number is called again, and given up, so long after its call. */
const recallSeconds = 25;
const givenUpSeconds = 60;
/** Windows stay until the hall is empty, at most so long after the doors have closed. */
const overtimeSeconds = 45 * 60;

const codes = new Map(Object.entries(machineServices).map(([machine, own]) => [own, machine]));

/**
 * A day of a hall whose queue machine knows no strategy: one line per business, first come first served; a window that is free
 * takes whoever has waited longest of what it does. The same visits and duties give the same day, so a machine that was switched
 * off and on again tells the same story.
 */
export function playMachineDay({
  visits,
  duties,
  windows,
  services,
  closes,
}: MachineDayInput): MachineFact[] {
  const facts: Omit<MachineFact, 'sequence'>[] = [];
  const tell = (
    kind: MachineFact['kind'],
    at: number,
    number: string,
    more: Partial<MachineFact> = {},
  ): void => void facts.push({ kind, at, number, service: null, window: null, ...more });
  const byId = new Map(windows.map((window) => [window.id, window]));
  const prefixes = new Map(services.map(({ code, prefix }) => [code, prefix]));
  const printed = new Map<string, number>();
  const coming = visits.toSorted((a, b) => a.arrivesAt - b.arrivesAt);
  const line: InLine[] = [];
  const freeAt = new Map<string, number>();

  function take(visit: PlannedVisit): void {
    const prefix = prefixes.get(visit.serviceCode);
    const service = codes.get(visit.serviceCode);
    if (prefix === undefined || service === undefined) return;
    const count = (printed.get(prefix) ?? 0) + 1;
    printed.set(prefix, count);
    const number = `${prefix}${String(count).padStart(3, '0')}`;
    tell('issue', visit.arrivesAt, number, { service });
    line.push({
      number,
      visit,
      service: visit.serviceCode,
      seconds: visit.serviceSeconds,
      since: visit.arrivesAt,
      next: visit.furtherService,
    });
  }

  /** The longest waiting of what a window does by then; it falls to any window what none that is on duty does. */
  function nextFor(window: PlannedWindow, at: number): InLine | undefined {
    const manned = duties.filter((duty) => isOn(duty, at, closes)).map(({ windowId }) => byId.get(windowId)!);
    const mayTake = (service: string): boolean =>
      window.serviceCodes.includes(service) || !manned.some((one) => one.serviceCodes.includes(service));
    return line
      .filter((one) => one.since <= at && mayTake(one.service))
      .toSorted((a, b) => a.since - b.since)[0];
  }

  function serve(window: PlannedWindow, one: InLine, at: number): void {
    line.splice(line.indexOf(one), 1);
    tell('call', at, one.number, { window: window.number });
    const isGone = at - one.visit.arrivesAt > one.visit.patienceSeconds || one.visit.missesCall;
    if (isGone) {
      tell('recall', at + recallSeconds, one.number);
      tell('noShow', at + givenUpSeconds, one.number);
      freeAt.set(window.id, at + givenUpSeconds + breathSeconds);
      return;
    }
    const start = at + one.visit.walkSeconds;
    const end = start + one.seconds;
    tell('start', start, one.number);
    freeAt.set(window.id, end + breathSeconds);
    const further = one.next === null ? undefined : codes.get(one.next);
    if (further === undefined) {
      tell('finish', end, one.number);
      return;
    }
    tell('transfer', end, one.number, { service: further });
    line.push({ ...one, service: one.next!, seconds: one.visit.furtherSeconds, since: end, next: null });
  }

  // Ten seconds at a time: no machine is watched more closely.
  const step = 10;
  const opens = Math.min(...coming.map(({ arrivesAt }) => arrivesAt), ...duties.map(({ from }) => from));
  for (let at = Math.floor(opens); at <= closes + overtimeSeconds; at += step) {
    while (coming[0] !== undefined && coming[0].arrivesAt <= at) {
      const visit = coming.shift()!;
      if (visit.arrivesAt < closes) take(visit);
    }
    for (const duty of duties) {
      const window = byId.get(duty.windowId);
      if (window === undefined || !isOn(duty, at, closes) || (freeAt.get(window.id) ?? 0) > at) continue;
      const one = nextFor(window, at);
      if (one !== undefined) serve(window, one, at);
    }
  }
  return facts
    .map((fact, index) => ({ fact, index }))
    .toSorted((a, b) => a.fact.at - b.fact.at || a.index - b.index)
    .map(({ fact }, index) => ({ ...fact, sequence: index + 1 }));
}

/** Whoever has the last duty of the day stays for those who are still in the hall. */
function isOn({ from, until, pauses }: Duty, at: number, closes: number): boolean {
  const end = until >= closes ? Infinity : until;
  return at >= from && at < end && !pauses.some((pause) => at >= pause.from && at < pause.until);
}
