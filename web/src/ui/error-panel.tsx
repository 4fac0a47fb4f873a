import { useState } from 'react';
import { useFormat } from '../lib/format-context.tsx';
import { useText } from '../lib/i18n.ts';
import { ApiProblem } from '../lib/problem.ts';
import { useWallNow } from '../lib/ticker.ts';
import { Button } from './button.tsx';
import styles from './error-panel.module.css';
import { Icon } from './icons/icon.tsx';
import { problemWords } from './problem-words.ts';
import { uiText } from './ui.text.ts';

interface ErrorPanelProps {
  readonly error: unknown;
  /** What failed, in words: "队列没有加载出来". */
  readonly title?: string;
  /** Wall instant of the failure. */
  readonly since?: number;
  readonly onRetry?: () => void;
  readonly page?: boolean;
}

/** What failed, since when, retry, and the trace id to copy. */
export function ErrorPanel({ error, title, since, onRetry, page = false }: ErrorPanelProps) {
  const t = useText(uiText);
  const format = useFormat();
  const now = useWallNow(30_000);
  const [copied, setCopied] = useState(false);
  const traceId = error instanceof ApiProblem ? error.traceId : null;

  async function copy(id: string) {
    await navigator.clipboard.writeText(id);
    setCopied(true);
  }

  return (
    <div className={page ? styles.page : styles.panel} role="alert">
      <span className={styles.mark}>
        <Icon name="warnSolid" size={page ? 32 : 22} />
      </span>
      <div className={styles.words}>
        <strong>{title ?? t(page ? 'pageFailed' : 'somethingFailed')}</strong>
        <span>
          {problemWords(error, t)}
          {since !== undefined && (
            <>
              {' · '}
              {t('failedSince', { time: format.ago(since, now) })}
            </>
          )}
        </span>
        {traceId && (
          <button type="button" className={styles.trace} onClick={() => void copy(traceId)}>
            <Icon name={copied ? 'check' : 'copy'} />
            <span>{copied ? t('copied') : t('trace', { id: traceId.slice(0, 13) })}</span>
          </button>
        )}
      </div>
      {onRetry && (
        <Button icon="refresh" onClick={onRetry}>
          {t('retry')}
        </Button>
      )}
    </div>
  );
}
