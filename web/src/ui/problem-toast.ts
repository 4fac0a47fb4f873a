import { useCallback } from 'react';
import { useText } from '../lib/i18n.ts';
import { ApiProblem, NetworkProblem } from '../lib/problem.ts';
import { useToast } from './toast.tsx';
import { uiText } from './ui.text.ts';

/** Tells what went wrong with an act in the person's language; never a raw message. */
export function useProblemToast(): (error: unknown) => void {
  const show = useToast();
  const t = useText(uiText);
  return useCallback(
    (error) => {
      const words =
        error instanceof ApiProblem
          ? error.title
          : t(error instanceof NetworkProblem ? 'networkFailed' : 'unexpected');
      show({ words, kind: 'danger' });
    },
    [show, t],
  );
}
