import { mountSurface } from '../mount-surface.tsx';
import { TellerApp } from './app.tsx';

mountSurface({ surface: 'teller', density: 'teller', app: <TellerApp /> });
