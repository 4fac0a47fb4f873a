import { SecurityScreen } from '../../features/access/screens/security-screen.tsx';
import { Guarded } from './guarded.tsx';
import { useAddress } from './shell/address.ts';

export function SecurityRoute() {
  return (
    <Guarded permission="access.watch">
      <SecurityScreen address={useAddress('/security')} />
    </Guarded>
  );
}
