import type { Surface } from '@huiting/contracts/access';

let declared: Surface | null = null;

/**
 * Said once by `mountSurface`; the lobby says it when the kind of terminal is known (`kiosk`, `hallDisplay`, …).
 * A page that changes its mind must reload, because open subscriptions belong to the surface they began under.
 */
export function declareSurface(name: Surface): void {
  declared = name;
}

/** Sent as `X-Surface`: the server reads the session cookie of that surface, so that eight roles live in one browser. */
export function surfaceId(): Surface {
  if (declared === null) throw new Error('declareSurface has not been called');
  return declared;
}
