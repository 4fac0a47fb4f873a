import { mountSurface } from '../mount-surface.tsx'
import { LobbyApp } from './app.tsx'

mountSurface({ surface: 'kiosk', density: 'kiosk', app: <LobbyApp /> })
