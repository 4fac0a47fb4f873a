import { useState } from 'react';

/** Where the phone is, as the browser tells it. */
export interface Place {
  readonly latitude: number;
  readonly longitude: number;
  readonly accuracyMetres: number;
}
export type PlaceState =
  | { readonly kind: 'unasked' | 'asking' }
  | { readonly kind: 'known'; readonly place: Place }
  /** Not allowed, not offered by the browser, or not found in time: the rule of time is taken. */
  | { readonly kind: 'unknown'; readonly why: 'denied' | 'unavailable' | 'declined' };

const patienceMs = 10_000;

/** Asks the browser once, when the customer wants it to. The position stays in memory of this page. */
export function usePlace() {
  const [state, setState] = useState<PlaceState>({ kind: 'unasked' });
  const unavailable = () => setState({ kind: 'unknown', why: 'unavailable' });
  function ask() {
    if (!('geolocation' in navigator)) return unavailable();
    setState({ kind: 'asking' });
    navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        setState({
          kind: 'known',
          place: {
            latitude: coords.latitude,
            longitude: coords.longitude,
            accuracyMetres: Math.round(coords.accuracy),
          },
        }),
      (error) =>
        error.code === error.PERMISSION_DENIED ? setState({ kind: 'unknown', why: 'denied' }) : unavailable(),
      // Asked again is where they are now: a place remembered would keep refusing whoever has come nearer.
      { enableHighAccuracy: true, timeout: patienceMs, maximumAge: 0 },
    );
  }
  return { state, ask, decline: () => setState({ kind: 'unknown', why: 'declined' }) };
}
