import type { Surface } from '@huiting/contracts/access';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { keepClockRight } from '../lib/clock-sync.ts';
import { createQueryClient } from '../lib/query.ts';
import { declareSurface } from '../lib/surface.ts';
import { SurfaceRoot } from '../ui/surface-root.tsx';
import type { DensityName } from '../ui/tokens.ts';

interface MountOptions {
  /** The lobby begins as `kiosk` and calls `declareSurface` when the kind of terminal is known. */
  readonly surface: Surface;
  readonly density: DensityName;
  readonly scheme?: 'light' | 'dark';
  readonly app: ReactNode;
}

/** The last line of every surface's `main.tsx`. */
export function mountSurface({ surface, density, scheme = 'light', app }: MountOptions): void {
  declareSurface(surface);
  keepClockRight();
  const element = document.getElementById('root');
  if (!element) throw new Error('the page has no #root');
  createRoot(element).render(
    <StrictMode>
      <QueryClientProvider client={createQueryClient()}>
        <SurfaceRoot density={density} scheme={scheme}>
          {app}
        </SurfaceRoot>
      </QueryClientProvider>
    </StrictMode>,
  );
}
