import { ApiProblem, NetworkProblem } from '../lib/problem.ts';

/** What went wrong, in the person's language; never a raw message. */
export function problemWords(error: unknown, t: (key: 'networkFailed' | 'unexpected') => string): string {
  if (error instanceof ApiProblem) return error.title;
  return t(error instanceof NetworkProblem ? 'networkFailed' : 'unexpected');
}
