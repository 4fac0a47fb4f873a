import { appointmentEndpoints } from '@huiting/contracts/appointment';
import { RulesScreen } from '../../features/appointment/rules/rules-screen.tsx';
import { rulesText } from '../../features/appointment/rules/rules.text.ts';
import { useText } from '../../lib/i18n.ts';
import { useMay } from '../../lib/may.ts';
import { Guarded } from './guarded.tsx';
import { BranchHead, useChosenBranch } from './queue/branch-head.tsx';

/** `/booking-rules?branch=<id>` */
export function BookingRulesRoute() {
  return (
    <Guarded permission="appointment.configure">
      <BookingRulesPage />
    </Guarded>
  );
}

function BookingRulesPage() {
  const t = useText(rulesText);
  const chosen = useChosenBranch('/booking-rules');
  const mayEdit = useMay(appointmentEndpoints.saveRules);
  if (chosen.id === null) return chosen.missing;
  return (
    <RulesScreen
      key={chosen.id}
      branchId={chosen.id}
      mayEdit={mayEdit}
      head={(hint) => <BranchHead title={t('title')} hint={hint} chosen={chosen} />}
    />
  );
}
