import { useState, type ReactNode } from 'react';
import { useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { useElderMode } from '../../../ui/modes.ts';
import { h5Text } from '../h5.text.ts';

/** In 长者模式 no more than these at a time; the rest is one touch away. */
const atMost = 4;

interface FewChoicesProps<T> {
  readonly choices: readonly T[];
  readonly children: (shown: readonly T[]) => ReactNode;
}

/** A list of choices, all of them or, for who asked for large print, the first few and a way to the others. */
export function FewChoices<T>({ choices, children }: FewChoicesProps<T>) {
  const t = useText(h5Text);
  const [elder] = useElderMode();
  const [all, setAll] = useState(false);
  const few = elder && !all && choices.length > atMost;
  return (
    <>
      {children(few ? choices.slice(0, atMost) : choices)}
      {few && (
        <Button size="action" block onClick={() => setAll(true)}>
          {t('moreChoices', { count: choices.length - atMost })}
        </Button>
      )}
    </>
  );
}
