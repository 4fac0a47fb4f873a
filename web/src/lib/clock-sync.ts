import { platformEndpoints } from '@huiting/contracts/platform';
import { call } from './api.ts';
import { businessClock } from './clock.ts';
import { liveClient } from './live/live-client.ts';

const everyMs = 60_000;
const liveFreshMs = 15_000;

/** Business time before the live connection speaks, and on pages that watch nothing. */
export function keepClockRight(): void {
  const ask = async () => {
    const heardAt = liveClient.status().lastMessageAt;
    if (heardAt !== null && Date.now() - heardAt < liveFreshMs) return;
    const clock = await call(platformEndpoints.getClock, {});
    // the answer names the business instant; the server's wall clock follows from it unless time stands still
    const serverWall =
      clock.rate > 0 ? clock.anchorWall + (clock.now - clock.anchorBusiness) / clock.rate : Date.now();
    businessClock.set(clock, serverWall);
  };
  // a page that cannot reach the server shows its own clock until the next round
  const tryAsk = () => void ask().catch(() => {});
  tryAsk();
  setInterval(tryAsk, everyMs);
}
