import { classOf } from '../strategy/credit.ts';
import { includesCode } from '../strategy/profile-match.ts';
import type { CallingWindow } from '../strategy/call-types.ts';
import type { HelpOutCondition, HelpOutRule, PriorityClass, QueueStrategy } from '../strategy/types.ts';
import { Caller } from './caller.ts';
import type { Offer, OfferCondition } from './caller.ts';

/** The lines of a branch, numbered service by service: line = service × classes + class. */
export interface LineIndex {
  readonly serviceCodes: readonly string[];
  /** The strategy's own classes first, then codes of tickets that it does not have. */
  readonly classCodes: readonly string[];
  /** The class each line is ordered by (`classOf`: a class the strategy lacks counts as its catch-all). */
  readonly classes: readonly PriorityClass[];
}

export function indexLines(
  strategy: QueueStrategy,
  serviceCodes: readonly string[],
  otherClassCodes: readonly string[] = [],
): LineIndex {
  const classCodes = [...new Set([...strategy.classes.map(({ code }) => code), ...otherClassCodes])];
  const classes = classCodes.map((code) => classOf(strategy, code));
  return { serviceCodes: [...serviceCodes], classCodes, classes: serviceCodes.flatMap(() => classes) };
}

export function lineOf(index: LineIndex, serviceCode: string, classCode: string): number {
  const service = index.serviceCodes.indexOf(serviceCode);
  const ofClass = index.classCodes.indexOf(classCode);
  if (service === -1) throw new RangeError(`the simulation does not know service "${serviceCode}"`);
  if (ofClass === -1) throw new RangeError(`the simulation does not know class "${classCode}"`);
  return service * index.classCodes.length + ofClass;
}

/**
 * What one kind of window is offered, worked out once instead of at every call: the strategy's document turned into
 * lists of line numbers. It holds no rule of its own: which lines a tier or rule names is asked of the strategy
 * module's own functions, credit is its formula, and a property test compares every choice with `chooseNext`.
 */
export function compileCaller(strategy: QueueStrategy, index: LineIndex, window: CallingWindow): Caller {
  const profile = strategy.profiles.find(({ code }) => code === window.profileCode);
  const lines = (holds: (serviceCode: string, ofClass: PriorityClass) => boolean): number[] =>
    index.classes.flatMap((ofClass, line) => (holds(serviceOf(index, line), ofClass) ? [line] : []));
  const mayTake = (serviceCode: string): boolean => window.mayTake.includes(serviceCode);

  const helpOut = (rank: HelpOutRule['rank']): Offer[] =>
    (profile?.helpOut ?? [])
      .filter((rule) => rule.rank === rank)
      .map((rule) => ({
        condition: conditionOf(rule.when, lines),
        lines: lines((service) => mayTake(service) && includesCode(rule.serviceCodes, service)),
      }));
  const tiers: Offer[] =
    profile === undefined
      ? [{ condition: null, lines: lines(mayTake) }]
      : profile.tiers.map(({ serviceCodes, classCodes = 'any' }) => ({
          condition: null,
          lines: lines(
            (service, ofClass) =>
              mayTake(service) &&
              includesCode(serviceCodes, service) &&
              includesCode(classCodes, ofClass.code),
          ),
        }));
  return new Caller({
    classes: index.classes,
    guaranteed: lines((service, ofClass) => mayTake(service) && ofClass.guaranteedWaitMinutes !== null),
    offers: [...helpOut('before'), ...tiers, ...helpOut('after')],
  });
}

function conditionOf(
  when: HelpOutCondition,
  lines: (holds: (serviceCode: string, ofClass: PriorityClass) => boolean) => number[],
): OfferCondition {
  return {
    lines: lines(
      (service, ofClass) =>
        (when.serviceCode === undefined || when.serviceCode === service) &&
        (when.classCode === undefined || when.classCode === ofClass.code),
    ),
    waitMinutesOver: when.waitMinutesOver ?? null,
    waitingOver: when.waitingOver ?? null,
  };
}

function serviceOf(index: LineIndex, line: number): string {
  return index.serviceCodes[Math.floor(line / index.classCodes.length)]!;
}
