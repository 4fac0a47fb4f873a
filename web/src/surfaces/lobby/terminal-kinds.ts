import type { TerminalKind } from '@huiting/contracts/access';
import type { IconName } from '../../ui/icons/icon.tsx';
import type { DensityName } from '../../ui/tokens.ts';

interface TerminalPlace {
  readonly kind: TerminalKind;
  readonly path: string;
  readonly density: DensityName;
  /** Stands at one window. */
  readonly atWindow: boolean;
}

export const terminalPlaces: readonly TerminalPlace[] = [
  { kind: 'kiosk', path: '/lobby/kiosk', density: 'kiosk', atWindow: false },
  { kind: 'hallDisplay', path: '/lobby/display', density: 'display', atWindow: false },
  { kind: 'windowDisplay', path: '/lobby/window', density: 'display', atWindow: true },
  { kind: 'evaluator', path: '/lobby/evaluator', density: 'evaluator', atWindow: true },
];

/** In the address of a demo terminal that has yet to say at which window it stands. */
export const choosingWindow = 'choose';

/** Which terminal this address is; null for the start page. */
export function placeAt(pathname: string): TerminalPlace | null {
  return terminalPlaces.find(({ path }) => pathname === path || pathname.startsWith(`${path}/`)) ?? null;
}

export function placeOf(kind: TerminalKind): TerminalPlace {
  return terminalPlaces.find((place) => place.kind === kind)!;
}

export const kindIcons: Record<TerminalKind, IconName> = {
  kiosk: 'ticket',
  hallDisplay: 'monitor',
  windowDisplay: 'volume',
  evaluator: 'faceSmile',
};
