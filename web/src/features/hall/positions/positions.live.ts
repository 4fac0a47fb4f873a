import { hallTopics, type CallUp, type DutyPeriod, type Position } from '@huiting/contracts/hall';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useLiveSnapshot, type LiveSource } from '../../../lib/live.ts';
import { fetchPositions, positionKeys, type PositionBoard } from './positions.queries.ts';

interface PositionDelta {
  readonly positions: readonly Position[] | null;
  readonly duty: DutyPeriod | null;
  readonly callUp: CallUp | null;
}

/** A duty that ended and a call-up that was answered stay so, whatever older card comes after. */
export function applyPositions(board: PositionBoard, delta: PositionDelta): PositionBoard {
  const { duty, callUp } = delta;
  const ended = duty && board.duties.find(({ id }) => id === duty.id)?.until;
  const heldCall = callUp && board.callUps.find(({ id }) => id === callUp.id);
  const answered = heldCall && heldCall.state !== 'called';
  const duties =
    duty && ended == null ? [...board.duties.filter(({ id }) => id !== duty.id), duty] : board.duties;
  const positions = (delta.positions ?? board.positions).map((one) =>
    duty && ended == null && one.staffId === duty.staffId ? { ...one, onDuty: duty.until === null } : one,
  );
  return {
    ...board,
    positions: [...positions],
    duties: duties.toSorted((a, b) => a.from - b.from),
    callUps:
      callUp && !answered ? [callUp, ...board.callUps.filter(({ id }) => id !== callUp.id)] : board.callUps,
  };
}

function positionsSource(branchId: string): LiveSource<PositionBoard, typeof hallTopics.positions> {
  return {
    topic: hallTopics.positions,
    key: branchId,
    query: {
      queryKey: positionKeys.board(branchId),
      queryFn: ({ signal }) => fetchPositions(branchId, signal),
    },
    reduce: applyPositions,
  };
}

/** The positions of the day, alive; what is wanted and what is there is the server's count, asked again after each change. */
export function usePositions(branchId: string, enabled = true) {
  const queries = useQueryClient();
  return useLiveSnapshot(positionsSource(branchId), {
    enabled,
    onDelta: () => void queries.invalidateQueries({ queryKey: positionKeys.board(branchId) }),
  });
}

/** Shows the answer of an own command at once. */
export function useTakePositions(branchId: string) {
  const queries = useQueryClient();
  return useCallback(
    (answer: Partial<PositionDelta>) =>
      queries.setQueryData<PositionBoard>(
        positionKeys.board(branchId),
        (held) => held && applyPositions(held, { positions: null, duty: null, callUp: null, ...answer }),
      ),
    [queries, branchId],
  );
}
