import { mountSurface } from '../mount-surface.tsx'
import { LobbyApp } from './app.tsx'

mountSurface({ density: 'kiosk', app: <LobbyApp /> })
