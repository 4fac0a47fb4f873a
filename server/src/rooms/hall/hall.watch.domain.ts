import type { Margin } from './hall.domain.ts';

/**
 * Decides which events are worth a look at the database. Between two looks it only counts: a hall cannot become congested
 * before more have come than it has room for, nor calm before enough have left. So a busy branch costs a look now and then,
 * not one per ticket. Of one process; after a restart the first event of a branch is worth a look.
 */
export interface Watch {
  /** Somebody began or ceased to wait; or anything else changed that counts. True = look. */
  notice(branchId: string, change: 'entry' | 'exit' | 'other'): boolean;
  /** Looks, and once more when more came meanwhile than the first look leaves room for. */
  look(branchId: string, once: () => Promise<Margin>): Promise<void>;
}

interface Seen {
  margin: Margin | null;
  entries: number;
  exits: number;
  looking: boolean;
  changed: boolean;
}

export function createWatch(): Watch {
  const branches = new Map<string, Seen>();

  const isWorth = (seen: Seen): boolean =>
    seen.margin === null ||
    seen.changed ||
    seen.entries > seen.margin.entries ||
    seen.exits > seen.margin.exits;

  return {
    notice: (branchId, change) => {
      const seen = branches.get(branchId) ?? {
        margin: null,
        entries: 0,
        exits: 0,
        looking: false,
        changed: false,
      };
      branches.set(branchId, seen);
      if (change === 'entry') seen.entries++;
      if (change === 'exit') seen.exits++;
      if (change === 'other') seen.changed = true;
      if (seen.looking || !isWorth(seen)) return false;
      seen.looking = true;
      return true;
    },
    look: async (branchId, once) => {
      const seen = branches.get(branchId) ?? {
        margin: null,
        entries: 0,
        exits: 0,
        looking: true,
        changed: false,
      };
      branches.set(branchId, seen);
      try {
        do {
          Object.assign(seen, { entries: 0, exits: 0, changed: false });
          seen.margin = await once();
        } while (isWorth(seen));
        seen.looking = false;
      } catch (error) {
        // What was seen is not sure: the next event looks.
        branches.delete(branchId);
        throw error;
      }
    },
  };
}
