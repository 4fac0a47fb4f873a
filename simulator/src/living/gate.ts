import { randomUUID } from 'node:crypto';
import { demoGateSender } from '../bank/senders.ts';
import type { Random } from '../bank/random.ts';
import { tellSigned } from '../client/signed.ts';
import type { BranchDay } from './branch-day.ts';
import type { BusinessTime } from './business-time.ts';

export interface GateDeps {
  /** Address of the server. */
  readonly url: string;
  readonly branchId: string;
  readonly time: BusinessTime;
  readonly random: Random;
  readonly onFault: (error: unknown) => void;
}

/** Share of guests with a car who come by it. */
const bySharedCar = 0.7;
/** Seconds from the gate to the kiosk. */
const walkSeconds = [90, 260] as const;

/** The camera at the car park's gate: tells the plate of whoever comes by car, a little before they stand at the kiosk. */
export function createGate({ url, branchId, time, random, onFault }: GateDeps): {
  beginDay(day: BranchDay): void;
} {
  async function tell(plate: string): Promise<void> {
    const answer = await tellSigned(url, `/branches/${branchId}/webhooks/plate`, demoGateSender, {
      branchId,
      messageId: randomUUID(),
      plate,
      score: 0.97,
      place: '停车场入口',
      seenAt: time.now(),
    });
    // A customer who has taken their consent back is daily life.
    if (!answer.ok && answer.status !== 403)
      onFault(new Error(`the gate was refused: ${answer.status} ${answer.text}`));
  }

  return {
    beginDay: (day) => {
      for (const { customer, arrivesAt } of day.visits) {
        const at = day.midnight + Math.round(arrivesAt * 1000) - random.int(...walkSeconds) * 1000;
        const plate = customer?.plate ?? null;
        if (plate === null || at <= time.now() || !random.chance(bySharedCar)) continue;
        time.at(at, () => void tell(plate).catch(onFault));
      }
    },
  };
}
