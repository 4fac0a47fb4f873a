import { mountSurface } from '../mount-surface.tsx';
import { H5App } from './app.tsx';

mountSurface({ surface: 'h5', density: 'h5', app: <H5App /> });
