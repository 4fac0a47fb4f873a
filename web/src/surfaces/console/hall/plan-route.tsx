import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { PlanEditor } from '../../../features/organization/plan/plan-editor.tsx';
import { floorPlanQuery } from '../../../features/organization/plan/plan.queries.ts';
import { planText } from '../../../features/organization/plan/plan.text.ts';
import { recordQuery } from '../../../features/organization/organization.queries.ts';
import { useText } from '../../../lib/i18n.ts';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import { Guarded } from '../guarded.tsx';

export function FloorPlanRoute() {
  const { branchId } = useParams({ strict: false }) as { readonly branchId: string };
  return (
    <Guarded permission="organization.edit">
      <Editor key={branchId} branchId={branchId} />
    </Guarded>
  );
}

function Editor({ branchId }: { readonly branchId: string }) {
  const t = useText(planText);
  const go = useNavigate();
  const branch = useQuery(recordQuery(branchId));
  // What is being drawn is not exchanged under the hand.
  const plan = useQuery({ ...floorPlanQuery(branchId), refetchInterval: false, gcTime: 0 });
  const failed = branch.error ?? plan.error;
  if (!branch.data || !plan.data) {
    if (!failed) return <ListSkeleton rows={6} height={80} />;
    return (
      <ErrorPanel
        page
        error={failed}
        title={t('failed')}
        onRetry={() => void Promise.all([branch.refetch(), plan.refetch()])}
      />
    );
  }
  return (
    <PlanEditor
      branch={branch.data}
      loaded={plan.data}
      onBack={() => void go({ to: `/branches/${branchId}`, search: { tab: 'windows' } as never })}
    />
  );
}
