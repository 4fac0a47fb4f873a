interface Place {
  readonly latitude: number;
  readonly longitude: number;
}

/** Mean radius of the earth, metres (IUGG). */
const earthMetres = 6_371_009;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Along the great circle, metres: the haversine formula (R. W. Sinnott, Sky & Telescope 68, 1984). Roads are longer. */
export function straightMetres(a: Place, b: Place): number {
  const [y1, y2] = [radians(a.latitude), radians(b.latitude)];
  const half = (angle: number) => Math.sin(angle / 2) ** 2;
  const h = half(y2 - y1) + Math.cos(y1) * Math.cos(y2) * half(radians(b.longitude - a.longitude));
  return Math.round(2 * earthMetres * Math.asin(Math.min(1, Math.sqrt(h))));
}

/** Nobody entered where it is: 0° N 0° E lies in the sea. */
export const isPlaced = ({ latitude, longitude }: Place): boolean => latitude !== 0 || longitude !== 0;
