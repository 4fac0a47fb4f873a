import { SecurityScreen } from '../../features/access/screens/security-screen.tsx';
import { Guarded } from './guarded.tsx';

export function SecurityRoute() {
  return (
    <Guarded permission="access.watch">
      <SecurityScreen />
    </Guarded>
  );
}
