import '@fontsource/noto-sans-sc/400.css';
import '@fontsource/noto-sans-sc/500.css';
import '@fontsource/noto-sans-sc/600.css';
import { StrictMode, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { businessClock } from '../../lib/clock.ts';
import { SurfaceRoot } from '../../ui/surface-root.tsx';
import type { DensityName } from '../../ui/tokens.ts';
import { ConsoleView } from './console-view.tsx';
import { EvaluatorView } from './evaluator-view.tsx';
import { H5View } from './h5-view.tsx';
import { KioskView } from './kiosk-view.tsx';
import { PadView } from './pad-view.tsx';
import { PartsView } from './parts-view.tsx';
import { TellerView } from './teller-view.tsx';

// the boards' moment: 2026-11-20 10:42 in Shanghai, standing still
businessClock.set({ mode: 'real', anchorWall: 0, anchorBusiness: Date.UTC(2026, 10, 20, 2, 42), rate: 0 }, 0);

const views: Record<string, readonly [DensityName, ReactNode]> = {
  parts: ['console', <PartsView key="parts" />],
  console: ['console', <ConsoleView key="console" />],
  pad: ['pad', <PadView key="pad" />],
  teller: ['teller', <TellerView key="teller" />],
  kiosk: ['kiosk', <KioskView key="kiosk" />],
  evaluator: ['evaluator', <EvaluatorView key="evaluator" />],
  h5: ['h5', <H5View key="h5" />],
};
const [density, view] = views[new URLSearchParams(location.search).get('view') ?? 'parts'] ?? views['parts']!;
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <SurfaceRoot density={density}>{view}</SurfaceRoot>
  </StrictMode>,
);
