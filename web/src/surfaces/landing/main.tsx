import { mountSurface } from '../mount-surface.tsx';
import { LandingPage } from './landing-page.tsx';

// nobody signs in here; what it asks is open to everybody
mountSurface({ surface: 'console', density: 'pad', app: <LandingPage /> });
