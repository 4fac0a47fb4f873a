import { useNavigate } from '@tanstack/react-router';
import { Guarded } from '../guarded.tsx';
import { useAddress } from '../shell/address.ts';
import { AlertsPage } from './alerts-page.tsx';

/** `/alerts?state=&severity=&branch=&q=&alert=<id>` */
export function AlertsRoute() {
  const address = useAddress('/alerts');
  const go = useNavigate();
  return (
    <Guarded permission="alert.view">
      <AlertsPage address={address} onHall={(branchId) => void go({ to: `/halls/${branchId}` })} />
    </Guarded>
  );
}
