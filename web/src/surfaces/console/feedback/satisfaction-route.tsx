import { SatisfactionBy } from '@huiting/contracts/feedback';
import { useNavigate, useSearch } from '@tanstack/react-router';
import {
  periodDays,
  SatisfactionScreen,
  type PeriodDays,
} from '../../../features/feedback/satisfaction/satisfaction-screen.tsx';
import { satisfactionText } from '../../../features/feedback/satisfaction/satisfaction.text.ts';
import { BranchSelect } from '../../../features/organization/components/branch-select.tsx';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { useMe } from '../../../lib/session.tsx';
import { useBusinessNow } from '../../../lib/ticker.ts';
import { Guarded } from '../guarded.tsx';

/** `/satisfaction?days=30&by=branch&branch=<id>`; without a branch it is the whole scope. */
export function SatisfactionRoute() {
  return (
    <Guarded permission="feedback.analyse">
      <SatisfactionPage />
    </Guarded>
  );
}

const dayMs = 86_400_000;

function SatisfactionPage() {
  const t = useText(satisfactionText);
  const format = useFormat();
  const me = useMe();
  const go = useNavigate();
  const now = useBusinessNow(60_000);
  const search = useSearch({ strict: false }) as Readonly<Record<string, unknown>>;
  const days: PeriodDays = periodDays.find((one) => one === String(search['days'])) ?? '30';
  const branch = typeof search['branch'] === 'string' ? search['branch'] : null;
  const branchId = me.branch?.id ?? branch;
  // Of the whole scope branches are compared; of one branch its tellers.
  const by =
    SatisfactionBy.options.find((one) => one === search['by']) ?? (branchId === null ? 'branch' : 'teller');
  const show = (next: Readonly<Record<string, string | null>>) => {
    const all = { days, by, branch, ...next };
    const search = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null));
    void go({ to: '/satisfaction', search: search as never, replace: true });
  };
  const asked = {
    branchId,
    from: format.businessDate(now - (Number(days) - 1) * dayMs),
    until: format.businessDate(now),
    by,
  };
  return (
    <SatisfactionScreen
      asked={asked}
      days={days}
      onDays={(next) => show({ days: next })}
      onBy={(next) => show({ by: next })}
      branches={
        me.branch === null && (
          <BranchSelect
            value={branchId}
            label={t('branch')}
            any={t('allBranches')}
            onChange={(next) => show({ branch: next, by: null })}
          />
        )
      }
    />
  );
}
