/** `locked`: the browser wants a touch first; `failed`: the clips cannot be loaded, the words are shown only. */
export type PlayerState = 'loading' | 'locked' | 'ready' | 'failed';

/** Where a clip lies in the sprite, and when it begins after the start; seconds. */
export interface PlacedClip {
  readonly at: number;
  readonly start: number;
  readonly seconds: number;
}

export interface SpritePlayer {
  state(): PlayerState;
  subscribe(changed: () => void): () => void;
  /** Must be called from a touch or key press, unless the browser allows sound by a start flag. */
  unlock(): Promise<void>;
  /** Plays at once; what still sounds is cut. */
  play(clips: readonly PlacedClip[]): void;
  /** 0…1 */
  setVolume(volume: number): void;
  close(): void;
}

const leadSeconds = 0.05;
const retryMs = 15_000;

/** Chains clips of one decoded sprite on the audio clock, so that the words neither gap nor drift. */
export function createSpritePlayer(spriteUrl: string, volume: number): SpritePlayer {
  const audio = new AudioContext({ latencyHint: 'playback' });
  const output = audio.createGain();
  output.gain.value = volume;
  output.connect(audio.destination);
  const listeners = new Set<() => void>();
  let sprite: AudioBuffer | null = null;
  let failed = false;
  let closed = false;
  let retry: ReturnType<typeof setTimeout> | null = null;
  let sounding: AudioBufferSourceNode[] = [];

  const tell = () => listeners.forEach((listener) => listener());
  audio.addEventListener('statechange', tell);

  async function load(): Promise<void> {
    try {
      const response = await fetch(spriteUrl);
      if (!response.ok) throw new Error(`clips: ${response.status}`);
      sprite = await audio.decodeAudioData(await response.arrayBuffer());
      failed = false;
    } catch {
      // the clips are asked for again; until then the screen has to do
      failed = true;
      if (!closed) retry = setTimeout(() => void load(), retryMs);
    }
    tell();
  }
  void load();
  // a browser started with --autoplay-policy=no-user-gesture-required needs no touch
  void audio.resume().catch(() => {});

  return {
    state: () =>
      failed ? 'failed' : sprite === null ? 'loading' : audio.state === 'running' ? 'ready' : 'locked',
    subscribe(changed) {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    async unlock() {
      await audio.resume();
      tell();
    },
    play(clips) {
      if (sprite === null || audio.state !== 'running') return;
      for (const source of sounding) source.stop();
      const begin = audio.currentTime + leadSeconds;
      sounding = clips.map(({ at, start, seconds }) => {
        const source = audio.createBufferSource();
        source.buffer = sprite;
        source.connect(output);
        source.start(begin + at, start, seconds);
        return source;
      });
    },
    setVolume(next) {
      output.gain.value = next;
    },
    close() {
      closed = true;
      if (retry !== null) clearTimeout(retry);
      void audio.close();
    },
  };
}
