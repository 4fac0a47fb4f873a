import { useNavigate, useSearch } from '@tanstack/react-router';
import { FairnessScreen } from '../../../features/queue/fairness/fairness-screen.tsx';
import { fairnessText } from '../../../features/queue/fairness/fairness.text.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { useBusinessNow } from '../../../lib/ticker.ts';
import { Guarded } from '../guarded.tsx';
import { BranchHead, useChosenBranch } from './branch-head.tsx';

/** `/fairness?branch=<id>&month=2026-11` */
export function FairnessRoute() {
  return (
    <Guarded permission="hall.overview">
      <FairnessPage />
    </Guarded>
  );
}

function FairnessPage() {
  const t = useText(fairnessText);
  const format = useFormat();
  const go = useNavigate();
  const now = useBusinessNow(60_000);
  const chosen = useChosenBranch('/fairness');
  const { month } = useSearch({ strict: false }) as { readonly month?: unknown };
  const shown =
    typeof month === 'string' && /^\d{4}-\d{2}$/.test(month) ? month : format.businessDate(now).slice(0, 7);
  if (chosen.id === null) return chosen.missing;
  return (
    <FairnessScreen
      branchId={chosen.id}
      month={shown}
      onMonth={(next) =>
        void go({ to: '/fairness', search: { branch: chosen.id, month: next } as never, replace: true })
      }
      head={(extra) => <BranchHead title={t('title')} hint={t('hint')} chosen={chosen} extra={extra} />}
    />
  );
}
