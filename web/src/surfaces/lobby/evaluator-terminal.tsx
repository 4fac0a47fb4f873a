import { EvaluatorScreen } from '../../features/feedback/evaluator/evaluator-screen.tsx';
import { useEvaluator } from '../../features/feedback/evaluator/evaluator.live.ts';
import { CustomerCall, useCallHere, useCallState } from '../../features/hall/assist/customer-call.tsx';
import { isNumbered } from '../../features/queue/display/display.label.domain.ts';
import { TerminalTrouble } from '../../features/queue/display/terminal-trouble.tsx';
import { useDisplayBoard } from '../../features/queue/display/display.live.ts';
import { useEffect } from 'react';
import { AtWindow } from './at-window.tsx';
import type { EnrolledTerminal } from './terminal-gate.tsx';

export default function EvaluatorTerminal({ terminal }: { readonly terminal: EnrolledTerminal }) {
  return (
    <AtWindow terminal={terminal}>
      {(windowId) => <Evaluator terminal={terminal} windowId={windowId} />}
    </AtWindow>
  );
}

function Evaluator({
  terminal,
  windowId,
}: {
  readonly terminal: EnrolledTerminal;
  readonly windowId: string;
}) {
  const branchId = terminal.branch.id;
  const board = useDisplayBoard(branchId, { onRevoked: terminal.recheck });
  const helpState = useCallState(useCallHere(branchId, windowId));
  const evaluator = useEvaluator(branchId, windowId, terminal.recheck);
  const window = board.data?.windows.find((one) => one.id === windowId);
  // the teller's average comes with the snapshot: ask again when somebody else sits down
  const staffNumber = window?.staffNumber ?? null;
  const { refetch } = evaluator;
  useEffect(() => {
    if (staffNumber !== null) void refetch();
  }, [staffNumber, refetch]);

  const error = board.error ?? evaluator.error;
  if (board.data && evaluator.data) {
    return (
      <EvaluatorScreen
        evaluator={evaluator.data}
        helpState={helpState}
        help={(elder) => (
          <CustomerCall branchId={branchId} windowId={windowId} reason={elder ? 'elder' : 'other'} />
        )}
        desk={{
          bankName: board.data.bankName,
          branchName: board.data.branchName,
          windowLabel: window?.label ?? '',
          isNumbered: window ? isNumbered(window.label) : false,
          state: window?.state ?? 'closed',
          staff: window?.staffName ? { name: window.staffName, number: window.staffNumber } : null,
          lobbyManagers: board.data.lobbyManagers,
        }}
      />
    );
  }
  if (error) {
    return (
      <TerminalTrouble
        error={error}
        since={Math.max(board.errorUpdatedAt, evaluator.errorUpdatedAt)}
        onRetry={() => {
          if (board.error) void board.refetch();
          if (evaluator.error) void evaluator.refetch();
        }}
      />
    );
  }
  return null;
}
