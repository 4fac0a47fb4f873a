import { useNavigate, useSearch } from '@tanstack/react-router';
import { MachineScreen } from '../../../features/queue/machine/machine-screen.tsx';
import { machineText } from '../../../features/queue/machine/machine.text.ts';
import { useText } from '../../../lib/i18n.ts';
import { Guarded } from '../guarded.tsx';
import { BranchHead, useChosenBranch } from './branch-head.tsx';

/** `/queue-machine?branch=<id>&day=2026-11-20` */
export function MachineRoute() {
  return (
    <Guarded permission="queue.configure">
      <MachinePage />
    </Guarded>
  );
}

function MachinePage() {
  const t = useText(machineText);
  const go = useNavigate();
  const chosen = useChosenBranch('/queue-machine');
  const { day } = useSearch({ strict: false }) as { readonly day?: unknown };
  if (chosen.id === null) return chosen.missing;
  return (
    <MachineScreen
      key={chosen.id}
      branchId={chosen.id}
      date={typeof day === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : null}
      onDate={(next) =>
        void go({ to: '/queue-machine', search: { branch: chosen.id, day: next } as never, replace: true })
      }
      head={(extra) => <BranchHead title={t('title')} hint={t('hint')} chosen={chosen} extra={extra} />}
    />
  );
}
