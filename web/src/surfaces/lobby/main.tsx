import { mountSurface } from '../mount-surface.tsx';
import { LobbyApp } from './app.tsx';
import './lobby.css';
import { placeAt } from './terminal-kinds.ts';

// the start page speaks as a kiosk until it is decided what this screen becomes; each terminal is a page load of its own
const place = placeAt(location.pathname);
mountSurface({
  surface: place?.kind ?? 'kiosk',
  density: place?.density ?? 'pad',
  app: <LobbyApp place={place} />,
});
