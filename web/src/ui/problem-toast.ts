import { useCallback } from 'react';
import { useText } from '../lib/i18n.ts';
import { problemWords } from './problem-words.ts';
import { useToast } from './toast.tsx';
import { uiText } from './ui.text.ts';

/** Tells what went wrong with an act. */
export function useProblemToast(): (error: unknown) => void {
  const show = useToast();
  const t = useText(uiText);
  return useCallback((error) => show({ words: problemWords(error, t), kind: 'danger' }), [show, t]);
}
