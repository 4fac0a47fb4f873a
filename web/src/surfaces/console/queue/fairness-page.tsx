import { FairnessScreen } from '../../../features/queue/fairness/fairness-screen.tsx';
import { useFormat } from '../../../lib/format-context.tsx';
import { useBusinessNow } from '../../../lib/ticker.ts';
import { Guarded } from '../guarded.tsx';
import { useAddress } from '../shell/address.ts';
import { BranchChoice, useChosenBranch } from './branch-head.tsx';

/** `/fairness?branch=<id>&month=2026-11` */
export function FairnessRoute() {
  return (
    <Guarded permission="hall.overview">
      <FairnessPage />
    </Guarded>
  );
}

function FairnessPage() {
  const format = useFormat();
  const now = useBusinessNow(60_000);
  const address = useAddress('/fairness');
  const chosen = useChosenBranch('/fairness');
  const month = address.words['month'] ?? '';
  const shown = /^\d{4}-\d{2}$/.test(month) ? month : format.businessDate(now).slice(0, 7);
  if (chosen.id === null) return chosen.missing;
  return (
    <FairnessScreen
      branchId={chosen.id}
      month={shown}
      address={address}
      choice={<BranchChoice chosen={chosen} />}
    />
  );
}
