import { mountSurface } from '../mount-surface.tsx';
import { PadApp } from './app.tsx';
import { registerServiceWorker } from './service-worker.ts';

registerServiceWorker();
mountSurface({ surface: 'pad', density: 'pad', app: <PadApp /> });
