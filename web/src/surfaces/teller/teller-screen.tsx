import { useBranch } from '../../features/hall/index.ts';
import { deskOf, useBoard, windowOfStaff } from '../../features/queue/index.ts';
import { useText } from '../../lib/i18n.ts';
import { useMe } from '../../lib/session.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { ListSkeleton } from '../../ui/skeleton.tsx';
import { ChooseWindow } from './choose-window.tsx';
import { DeskScreen } from './desk-screen.tsx';
import { tellerText } from './teller.text.ts';

/** Signed in at a window: the desk. Otherwise: which window. */
export function TellerScreen() {
  const t = useText(tellerText);
  const me = useMe();
  const branch = useBranch();
  const board = useBoard(branch.id);
  if (!board.data) {
    return board.error ? (
      <ErrorPanel page error={board.error} title={t('boardFailed')} onRetry={() => void board.refetch()} />
    ) : (
      <ListSkeleton rows={6} height={96} />
    );
  }
  const mine = me.staff ? windowOfStaff(board.data, me.staff.id) : null;
  const desk = mine && deskOf(board.data, mine.id);
  return desk ? (
    <DeskScreen key={desk.window.id} board={board.data} desk={desk} />
  ) : (
    <ChooseWindow board={board.data} />
  );
}
