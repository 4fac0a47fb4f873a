import { useEffect, useRef } from 'react';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { ApiProblem, hasCode } from '../../../lib/problem.ts';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icons/icon.tsx';
import styles from './terminal-trouble.module.css';
import { troubleText } from './display.trouble.text.ts';

interface TerminalTroubleProps {
  readonly error: unknown;
  /** Wall instant of the failure. */
  readonly since: number;
  readonly onRetry: () => void;
}

const retryMs = 5_000;

/** A terminal without its board: nobody stands there to press retry, so it keeps trying by itself. */
export function TerminalTrouble({ error, since, onRetry }: TerminalTroubleProps) {
  const t = useText(troubleText);
  const format = useFormat();
  const retry = useRef(onRetry);
  useEffect(() => {
    retry.current = onRetry;
  });
  useEffect(() => {
    const timer = setInterval(() => retry.current(), retryMs);
    return () => clearInterval(timer);
  }, []);
  const forbidden = hasCode(error, 'platform.forbidden');
  const traceId = error instanceof ApiProblem ? error.traceId : '';
  return (
    <div className={styles.trouble} role="alert">
      <Icon name={forbidden ? 'lockSolid' : 'unlink'} size="3em" />
      <strong>{t(forbidden ? 'forbidden' : 'title')}</strong>
      <p>{t(forbidden ? 'forbiddenHint' : 'hint')}</p>
      <Button icon="refresh" onClick={onRetry}>
        {t('retry')}
      </Button>
      <small>
        {t('since', { time: format.clock(since) })}
        {traceId && ` · ${t('trace', { id: traceId.slice(0, 13) })}`}
      </small>
    </div>
  );
}
