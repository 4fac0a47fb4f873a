import { startLivingBank } from './living/living-bank.ts';
import type { LivingBank } from './living/living-bank.ts';
import type { Presence } from './living/people.ts';

/** The simulator as a process of its own, started by the demo server, which tells it everything over IPC. */
type Told =
  | {
      readonly kind: 'orders';
      readonly url: string;
      readonly username: string;
      readonly password: string;
      readonly seed: number;
      readonly startDate: string;
    }
  | { readonly kind: 'presence'; readonly present: readonly Presence[] };

let bank: LivingBank | null = null;
let present: readonly Presence[] = [];
const toldOf = new Map<string, number>();

process.on('message', (told: Told) => {
  if (told.kind === 'presence') {
    present = told.present;
    bank?.tellPresence(present);
    return;
  }
  startLivingBank({ ...told, onFault })
    .then((started) => {
      bank = started;
      bank.tellPresence(present);
      process.send?.({ kind: 'ready' });
    })
    .catch((error: unknown) => {
      onFault(error);
      process.exit(1);
    });
});

/** Each fault once a minute: a server that is away is one fact, not a thousand. */
function onFault(error: unknown): void {
  const words = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const last = toldOf.get(words) ?? 0;
  if (Date.now() - last < 60_000) return;
  toldOf.set(words, Date.now());
  process.stderr.write(`${words}\n`);
}

const end = (): void => {
  bank?.stop();
  process.exit(0);
};
process.on('SIGTERM', end);
process.on('SIGINT', () => undefined);
// Without its server it has nothing to live in.
process.on('disconnect', end);
process.on('unhandledRejection', onFault);
