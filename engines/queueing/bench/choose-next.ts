/**
 * `node engines/queueing/bench/choose-next.ts`: decisions per second on one core at a branch with
 * 30 lines, beside the floor: a scan of the same heads for the earliest ticket (plain first come,
 * first served). One JSON line.
 */
import {
  chooseNext,
  DEFAULT_SERVICE_CODES,
  defaultStrategy,
  positionAt,
  type LineHead,
} from '../src/strategy/index.ts';

const DECISIONS = 200_000;
const now = Date.UTC(2026, 0, 5, 2, 0);
const strategy = defaultStrategy();
const heads: LineHead[] = DEFAULT_SERVICE_CODES.flatMap((serviceCode, row) =>
  strategy.classes.map(({ code }, column) => ({
    ticketId: `${serviceCode}-${code}`,
    serviceCode,
    classCode: code,
    position: positionAt(now - ((row * 7 + column * 5) % 9) * 60_000),
    waitingInLine: 3,
  })),
);
const mayTake = [...DEFAULT_SERVICE_CODES];

function perSecond(decide: (instant: number) => unknown): number {
  for (let turn = 0; turn < DECISIONS / 10; turn += 1) decide(now + turn);
  const begin = performance.now();
  for (let turn = 0; turn < DECISIONS; turn += 1) decide(now + (turn % 1_000));
  return Math.round(DECISIONS / ((performance.now() - begin) / 1_000));
}

const decisionsPerSecond = perSecond((instant) =>
  chooseNext(strategy, { profileCode: 'general', mayTake, heads, now: instant }),
);
const floorPerSecond = perSecond(() =>
  heads.reduce((first, head) => (head.position < first.position ? head : first)),
);
console.log(JSON.stringify({ bench: 'chooseNext', heads: heads.length, decisionsPerSecond, floorPerSecond }));
