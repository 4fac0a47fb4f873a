import { lazy, Suspense, useState } from 'react';
import { KioskCall } from '../../features/hall/assist/kiosk-call.tsx';
import { Kiosk } from '../../features/queue/kiosk/kiosk.tsx';
import { createPeripheralSimulator, PeripheralsProvider } from '../../lib/peripherals/index.ts';
import { KioskSimulator } from './kiosk-simulator.tsx';
import { pagePrinter } from './page-printer.ts';
import type { EnrolledTerminal } from './terminal-gate.tsx';

/** Seen by who asks for help. */
const ElsewhereList = lazy(() =>
  import('../../features/queue/elsewhere/elsewhere-list.tsx').then(({ ElsewhereList: list }) => ({
    default: list,
  })),
);

export default function KioskTerminal({ terminal }: { readonly terminal: EnrolledTerminal }) {
  const kiosk = (
    <Kiosk
      branchId={terminal.branch.id}
      onRevoked={terminal.recheck}
      help={
        <>
          <KioskCall branchId={terminal.branch.id} />
          <Suspense fallback={null}>
            <ElsewhereList branchId={terminal.branch.id} />
          </Suspense>
        </>
      }
    />
  );
  return terminal.demo ? (
    <WithSimulator>{kiosk}</WithSimulator>
  ) : (
    <PeripheralsProvider peripherals={pagePrinter}>{kiosk}</PeripheralsProvider>
  );
}

function WithSimulator({ children }: { readonly children: React.ReactNode }) {
  const [simulator] = useState(() =>
    createPeripheralSimulator({ fitted: ['idReader', 'cardReader', 'scanner', 'printer'] }),
  );
  return (
    <PeripheralsProvider peripherals={simulator}>
      {children}
      <KioskSimulator simulator={simulator} />
    </PeripheralsProvider>
  );
}
