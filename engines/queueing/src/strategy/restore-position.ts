import { positionAfter } from './positions.ts';

/**
 * Where a restored ticket joins its line again: the first free place behind the `after`-th waiting
 * ticket, behind the last when fewer wait. `line` holds the positions of the others waiting in its
 * (service, class) line, ascending. `null` when nobody waits: the ticket keeps its own position.
 * Tickets restored one after another stay in the order in which they were restored.
 */
export function restorePosition(line: readonly number[], after = 3): number | null {
  let index = Math.min(after, line.length) - 1;
  const inFront = line[index];
  if (inFront === undefined) return null;
  let place = positionAfter(inFront);
  for (index += 1; index < line.length; index += 1) {
    const taken = line[index]!;
    if (taken > place) break;
    if (taken === place) place = positionAfter(place);
  }
  return place;
}
