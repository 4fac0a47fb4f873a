import type { CallOf, Endpoint, OutputOf } from '@huiting/contracts/core/endpoint';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { call, newIdempotencyKey, type Call } from './api.ts';
import { ApiProblem } from './problem.ts';

/**
 * Keys of acts whose outcome is not known. Pressing the same button again repeats the same act under the same key,
 * so that an answer lost on the way never becomes a second call or a second ticket.
 */
export function createIntentions(newKey: () => string) {
  const unknown = new Map<string, string>();
  const nameOf = (endpoint: Endpoint, input: unknown) => `${endpoint.id}\n${JSON.stringify(input)}`;
  return {
    async run<E extends Endpoint>(doCall: Call, endpoint: E, input: CallOf<E>): Promise<OutputOf<E>> {
      const name = nameOf(endpoint, input);
      const idempotencyKey = unknown.get(name) ?? newKey();
      unknown.set(name, idempotencyKey);
      try {
        const output = await doCall(endpoint, input, { idempotencyKey });
        unknown.delete(name);
        return output;
      } catch (error) {
        // refused = nothing was done: the next press is a new act; 5xx and silence leave the outcome open
        if (error instanceof ApiProblem && error.status < 500) unknown.delete(name);
        throw error;
      }
    },
  };
}

export interface Command {
  /** The endpoint on its way, null when idle. */
  readonly busy: string | null;
  /** Gives the answer, or null when refused, unreachable, or another act is still on its way. */
  readonly run: <E extends Endpoint>(
    endpoint: E,
    input: CallOf<E>,
    options?: CommandOptions,
  ) => Promise<OutputOf<E> | null>;
}
interface CommandOptions {
  /** Takes the refusal before `tell`: true when it has been told in place. */
  readonly onProblem?: (problem: ApiProblem) => boolean;
}

/** Commands of one screen, one at a time: while one is on its way a second press is ignored. `tell` shows what went wrong. */
export function useCommand(tell: (error: unknown) => void): Command {
  const [intentions] = useState(() => createIntentions(newIdempotencyKey));
  const inFlight = useRef(false);
  const latestTell = useRef(tell);
  useEffect(() => {
    latestTell.current = tell;
  });
  const [busy, setBusy] = useState<string | null>(null);
  const run = useCallback<Command['run']>(
    async (endpoint, input, options) => {
      if (inFlight.current) return null;
      inFlight.current = true;
      setBusy(endpoint.id);
      try {
        return await intentions.run(call, endpoint, input);
      } catch (error) {
        if (!(error instanceof ApiProblem && options?.onProblem?.(error))) latestTell.current(error);
        return null;
      } finally {
        inFlight.current = false;
        setBusy(null);
      }
    },
    [intentions],
  );
  return useMemo(() => ({ busy, run }), [busy, run]);
}
