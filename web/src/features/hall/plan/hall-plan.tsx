import type { Board } from '@huiting/contracts/queue';
import { useQuery } from '@tanstack/react-query';
import { useText } from '../../../lib/i18n.ts';
import { useBusinessNow } from '../../../lib/ticker.ts';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import { PlanView } from '../../organization/components/plan-view.tsx';
import { floorPlanQuery } from '../../organization/plan/plan.queries.ts';
import { planText } from '../../organization/plan/plan.text.ts';
import { queueText, serviceOf, windowLook } from '../../queue/index.ts';
import { branchQuery } from '../hall.queries.ts';

interface HallPlanProps {
  readonly board: Board;
  readonly branchId: string;
  readonly onWindow: (windowId: string) => void;
}

/** The hall from above, alive: every window with its state and the number it serves. Marks of devices stand without a state. */
export function HallPlan({ board, branchId, onWindow }: HallPlanProps) {
  const t = useText(planText);
  const q = useText(queueText);
  const now = useBusinessNow(1000);
  const plan = useQuery(floorPlanQuery(branchId));
  const branch = useQuery(branchQuery(branchId));
  const failed = plan.error ?? branch.error;
  if (!plan.data || !branch.data) {
    if (!failed) return <ListSkeleton rows={4} height={60} />;
    return (
      <ErrorPanel
        error={failed}
        title={t('failed')}
        onRetry={() => void Promise.all([plan.refetch(), branch.refetch()])}
      />
    );
  }
  return (
    <PlanView
      plan={plan.data.plan}
      branch={branch.data}
      onWindow={onWindow}
      windowNow={(windowId) => {
        const window = board.windows.find(({ id }) => id === windowId);
        if (window === undefined) return { look: 'closed', words: '', label: '' };
        const ticket = board.tickets.find(({ id }) => id === window.ticketId);
        const look = windowLook(window, ticket && serviceOf(board, ticket.serviceTypeId), now);
        const words = window.ticketNumber ?? q(`look.${look}`);
        return {
          look,
          words,
          label: [window.label, q(`look.${look}`), window.ticketNumber ?? ''].join(' ').trim(),
        };
      }}
    />
  );
}
