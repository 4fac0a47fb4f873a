import { lazy, Suspense, useState } from 'react';
import { CustomerCall } from '../../features/hall/assist/customer-call.tsx';
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
          <CustomerCall branchId={terminal.branch.id} windowId={null} reason="guide" />
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
