import { StrategyScreen } from '../../../features/queue/strategy/strategy-screen.tsx';
import { strategyText } from '../../../features/queue/strategy/strategy.text.ts';
import { useText } from '../../../lib/i18n.ts';
import { Guarded } from '../guarded.tsx';
import { BranchHead, useChosenBranch } from './branch-head.tsx';

/** `/queue-strategy?branch=<id>` */
export function QueueStrategyRoute() {
  return (
    <Guarded permission="queue.configure">
      <QueueStrategyPage />
    </Guarded>
  );
}

function QueueStrategyPage() {
  const t = useText(strategyText);
  const chosen = useChosenBranch('/queue-strategy');
  if (chosen.id === null) return chosen.missing;
  return (
    <StrategyScreen
      key={chosen.id}
      branchId={chosen.id}
      head={(hint) => <BranchHead title={t('title')} hint={hint} chosen={chosen} />}
    />
  );
}
