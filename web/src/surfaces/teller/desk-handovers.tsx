import { lazy, Suspense } from 'react';
import { usePermission } from '../../lib/session.tsx';

/** Rarely wanted at a window: not part of the first load. */
const HandoverCall = lazy(() =>
  import('../../features/staff/components/handover-call.tsx').then(({ HandoverCall: call }) => ({
    default: call,
  })),
);

/** OS-06: whoever sits at a window signs there for the post they give or take. */
export function DeskHandovers() {
  if (!usePermission('staff.self')) return null;
  return (
    <Suspense fallback={null}>
      <HandoverCall />
    </Suspense>
  );
}
