import { RequestsScreen } from '../../../features/privacy/screens/requests-screen.tsx';
import { RetentionScreen } from '../../../features/privacy/screens/retention-screen.tsx';
import { TextsScreen } from '../../../features/privacy/screens/texts-screen.tsx';
import { Guarded } from '../guarded.tsx';

export function RequestsRoute() {
  return (
    <Guarded permission="privacy.handle">
      <RequestsScreen />
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
