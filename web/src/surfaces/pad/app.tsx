import { RouterProvider } from '@tanstack/react-router';
import { useState } from 'react';
import { BranchGate } from '../../features/hall/index.ts';
import { createPeripheralSimulator, PeripheralsProvider } from '../../lib/peripherals/index.ts';
import { useMe, useSession } from '../../lib/session.tsx';
import { Watermark } from '../../ui/watermark.tsx';
import { ReaderSimulator } from '../reader-simulator.tsx';
import { SignedIn } from '../signed-in.tsx';
import { OfflineScreen } from './offline/offline-screen.tsx';
import { padRouter } from './pad-router.tsx';

/** A reader clipped to the PAD, in the demo. */
const simulator = createPeripheralSimulator({ fitted: ['idReader', 'cardReader', 'scanner'] });

export function PadApp() {
  const session = useSession();
  // held until there is an answer: each round of asking begins without an error
  const [away, setAway] = useState(false);
  const unanswered =
    session.data === undefined && (away || session.error !== null || session.failureCount > 0);
  if (unanswered !== away) setAway(unanswered);
  if (unanswered) return <OfflineScreen onRetry={() => void session.refetch()} />;
  return (
    <SignedIn surface="pad">
      {() => (
        <BranchGate>
          <PadRooms />
        </BranchGate>
      )}
    </SignedIn>
  );
}

function PadRooms() {
  const { demo, name, staff } = useMe();
  const rooms = (
    <>
      <RouterProvider router={padRouter} />
      <Watermark who={`${name} ${staff?.number ?? ''}`.trim()} />
    </>
  );
  if (!demo) return rooms;
  return (
    <PeripheralsProvider peripherals={simulator}>
      {rooms}
      <ReaderSimulator simulator={simulator} edge="top" />
    </PeripheralsProvider>
  );
}
