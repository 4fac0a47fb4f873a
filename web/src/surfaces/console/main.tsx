import { mountSurface } from '../mount-surface.tsx';
import { ConsoleApp } from './app.tsx';

mountSurface({ surface: 'console', density: 'console', app: <ConsoleApp /> });
