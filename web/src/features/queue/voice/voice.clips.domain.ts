import sprite from './calls.json';

/** Names of the recorded clips; `tools/voice/phrases.ts` says what each speaks. */
export type ClipName = keyof typeof sprite.clips;

/** Where a clip lies in the sprite, in seconds. */
export interface ClipPlace {
  readonly start: number;
  readonly seconds: number;
}

const places = new Map(
  Object.entries(sprite.clips).map(([name, [start = 0, seconds = 0]]) => [name, { start, seconds }]),
);

export function clipNamed(name: string): ClipName | null {
  return places.has(name) ? (name as ClipName) : null;
}

export function clipPlace(name: ClipName): ClipPlace {
  return places.get(name)!;
}
