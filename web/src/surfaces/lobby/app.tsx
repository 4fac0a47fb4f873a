import { lazy, Suspense, type ComponentType } from 'react';
import { TerminalGate, type EnrolledTerminal } from './terminal-gate.tsx';
import type { placeAt } from './terminal-kinds.ts';

// each terminal loads its own part only
const screens: Record<EnrolledTerminal['kind'], ComponentType<{ readonly terminal: EnrolledTerminal }>> = {
  kiosk: lazy(() => import('./kiosk-terminal.tsx')),
  hallDisplay: lazy(() => import('./hall-terminal.tsx')),
  windowDisplay: lazy(() => import('./window-terminal.tsx')),
  evaluator: lazy(() => import('./evaluator-terminal.tsx')),
};
const StartScreen = lazy(() => import('./start/start-screen.tsx'));

export function LobbyApp({ place }: { readonly place: ReturnType<typeof placeAt> }) {
  if (place === null) {
    return (
      <Suspense>
        <StartScreen />
      </Suspense>
    );
  }
  const Screen = screens[place.kind];
  return (
    <TerminalGate kind={place.kind}>
      {(terminal) => (
        <Suspense>
          <Screen terminal={terminal} />
        </Suspense>
      )}
    </TerminalGate>
  );
}
