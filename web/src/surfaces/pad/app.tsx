import { RouterProvider } from '@tanstack/react-router';
import { BranchGate } from '../../features/hall/index.ts';
import { createPeripheralSimulator, PeripheralsProvider } from '../../lib/peripherals/index.ts';
import { useMe, useSession } from '../../lib/session.tsx';
import { ReaderSimulator } from '../reader-simulator.tsx';
import { SignedIn } from '../signed-in.tsx';
import { OfflineScreen } from './offline/offline-screen.tsx';
import { padRouter } from './pad-router.tsx';

/** A reader clipped to the PAD, in the demo. */
const simulator = createPeripheralSimulator({ fitted: ['idReader', 'cardReader', 'scanner'] });

export function PadApp() {
  const session = useSession();
  // the first round of asking failed: show what may be read while it goes on
  if (session.data === undefined && session.failureCount > 0) return <OfflineScreen />;
  return (
    <SignedIn surface="pad" unreachable={<OfflineScreen />}>
      {() => (
        <BranchGate>
          <PadRooms />
        </BranchGate>
      )}
    </SignedIn>
  );
}

function PadRooms() {
  const { demo } = useMe();
  const rooms = <RouterProvider router={padRouter} />;
  if (!demo) return rooms;
  return (
    <PeripheralsProvider peripherals={simulator}>
      {rooms}
      <ReaderSimulator simulator={simulator} edge="top" />
    </PeripheralsProvider>
  );
}
