import { RequestsScreen } from '../../../features/privacy/screens/requests-screen.tsx';
import { RetentionScreen } from '../../../features/privacy/screens/retention-screen.tsx';
import { TextsScreen } from '../../../features/privacy/screens/texts-screen.tsx';
import { Guarded } from '../guarded.tsx';
import { useAddress } from '../shell/address.ts';

export function RequestsRoute() {
  return (
    <Guarded permission="privacy.handle">
      <RequestsScreen address={useAddress('/data-requests')} />
    </Guarded>
  );
}

export function RetentionRoute() {
  return (
    <Guarded permission="privacy.manage">
      <RetentionScreen />
    </Guarded>
  );
}

export function ConsentTextsRoute() {
  return (
    <Guarded permission="privacy.manage">
      <TextsScreen />
    </Guarded>
  );
}
