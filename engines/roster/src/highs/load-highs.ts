import highsLoader, { type Highs } from 'highs';

/** Its types describe the CommonJS build, where the loader lies one step deeper than in the module that is imported. */
const load = highsLoader as unknown as typeof highsLoader.default;
let loading: Promise<Highs> | null = null;

/** HiGHS in WebAssembly, loaded once per thread, at its first use. Every call of it blocks the thread. */
export function loadHighs(): Promise<Highs> {
  return (loading ??= load());
}
