import { mountSurface } from '../mount-surface.tsx';
import { PadApp } from './app.tsx';
import { awaitInstallOffer } from './install-offer.ts';
import { registerServiceWorker } from './service-worker.ts';

registerServiceWorker();
awaitInstallOffer();
mountSurface({ surface: 'pad', density: 'pad', app: <PadApp /> });
