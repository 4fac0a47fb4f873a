import { BranchGate } from '../../features/hall/index.ts';
import { createPeripheralSimulator, PeripheralsProvider } from '../../lib/peripherals/index.ts';
import { useMe } from '../../lib/session.tsx';
import { Watermark } from '../../ui/watermark.tsx';
import { ReaderSimulator } from '../reader-simulator.tsx';
import { SignedIn } from '../signed-in.tsx';
import { TellerScreen } from './teller-screen.tsx';

/** Drivers of real readers take this place; without one nothing is fitted. */
const simulator = createPeripheralSimulator({ fitted: ['cardReader', 'idReader'] });

export function TellerApp() {
  return (
    <SignedIn surface="teller">
      {() => (
        <BranchGate>
          <TellerDesk />
        </BranchGate>
      )}
    </SignedIn>
  );
}

function TellerDesk() {
  const { demo, name, staff } = useMe();
  const desk = (
    <>
      <TellerScreen />
      <Watermark who={`${name} ${staff?.number ?? ''}`.trim()} />
    </>
  );
  if (!demo) return desk;
  return (
    <PeripheralsProvider peripherals={simulator}>
      {desk}
      <ReaderSimulator simulator={simulator} edge="top" />
    </PeripheralsProvider>
  );
}
