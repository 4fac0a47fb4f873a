import { systemEvents } from '@huiting/contracts/system';
import type { OutboxEvent } from '../../platform/events/outbox.ts';
import type { Log } from '../../platform/log.ts';

/** Every process reads the parameters again when one was set anywhere. */
export function followParameters(refresh: () => Promise<void>, log: Log): (event: OutboxEvent) => void {
  return (event) => {
    if (event.type !== systemEvents.parameterChanged.type) return;
    refresh().catch((error: Error) => log.warn({ err: error.message }, 'parameters not read again'));
  };
}
