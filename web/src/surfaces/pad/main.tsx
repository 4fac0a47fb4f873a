import { mountSurface } from '../mount-surface.tsx'
import { PadApp } from './app.tsx'

mountSurface({ surface: 'pad', density: 'pad', app: <PadApp /> })
