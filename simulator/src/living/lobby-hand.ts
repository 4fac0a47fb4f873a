import type { Random } from '../bank/random.ts';
import { isDailyLife } from '../client/api.ts';
import type { BusinessTime } from './business-time.ts';
import type { Player } from './cast.ts';
import type { People } from './people.ts';

/** The lobby manager's acts: done after a while, and never while a person has the branch's PAD in hand. */
export interface LobbyHand {
  isFree(): boolean;
  /** After so many minutes (a range), once the lobby manager is nobody's to play. */
  soon(minutes: readonly [number, number], act: () => Promise<unknown>): void;
}

/** A person has the PAD: looked at again after this long. */
const personSeconds = 180;

export function createLobbyHand(deps: {
  readonly lobby: Player;
  readonly time: BusinessTime;
  readonly people: People;
  readonly random: Random;
  readonly onFault: (error: unknown) => void;
}): LobbyHand {
  const { lobby, time, people, random } = deps;
  const isFree = (): boolean => !people.anyOn('pad', [lobby.id]);

  function whenFree(act: () => Promise<unknown>): void {
    if (!isFree()) {
      time.after(personSeconds, () => whenFree(act));
      return;
    }
    act().catch((error: unknown) => {
      if (!isDailyLife(error)) deps.onFault(error);
    });
  }

  return {
    isFree,
    soon: ([from, to], act) => time.after(60 * (from + random.next() * (to - from)), () => whenFree(act)),
  };
}
