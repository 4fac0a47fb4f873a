import { keyEndpoints, type Keys } from '@huiting/contracts/platform/keys';
import { useState } from 'react';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { securityText } from '../access.security.text.ts';
import styles from './emergency-panel.module.css';

/** The key customers are found under: which one, and how far a change of it has come. */
export function IndexKey({
  index,
  busy,
  onChange,
}: {
  readonly index: Keys['index'];
  readonly busy: string | null;
  readonly onChange: (givesUp: boolean) => void;
}) {
  const t = useText(securityText);
  const format = useFormat();
  const [isSure, setSure] = useState(false);
  const { run } = index;
  const counts = {
    done: format.integer(run?.done ?? 0),
    all: format.integer(run?.total ?? 0),
    count: format.integer(run?.stranded ?? 0),
  };
  const isOver = run === null || run.state === 'done';
  const button = { disabled: busy !== null, busy: busy === keyEndpoints.reindexValues.id };
  return (
    <>
      <p>{t('indexHint')}</p>
      <dl className={styles.facts}>
        <div>
          <dt>{t('index')}</dt>
          <dd>
            {index.madeAt === null
              ? t('indexOfFile')
              : t('indexVersion', { version: index.version, time: format.stamp(index.madeAt) })}{' '}
            <Tag kind="ok">{t('keysCurrent')}</Tag>
          </dd>
        </div>
      </dl>
      {run?.state === 'running' && (
        <label className={styles.progress}>
          {t('indexProgress', counts)}
          <progress value={run.done} max={Math.max(1, run.total)} />
        </label>
      )}
      {run?.state === 'waiting' && <p role="status">{t('indexWaiting', counts)}</p>}
      {run?.state === 'broken' && <p role="status">{t('indexBroken', counts)}</p>}
      {run?.state === 'done' && (
        <p>{t('indexDone', { ...counts, time: format.stamp(run.endedAt), name: run.startedByName })}</p>
      )}
      <div className={styles.acts}>
        {isOver && (
          <Button
            {...button}
            onBlur={() => setSure(false)}
            onClick={() => {
              if (isSure) onChange(false);
              setSure(!isSure);
            }}
          >
            {t(isSure ? 'indexConfirm' : 'indexRotate')}
          </Button>
        )}
        {(run?.state === 'broken' || run?.state === 'waiting') && (
          <Button {...button} onClick={() => onChange(false)}>
            {t('indexGoOn')}
          </Button>
        )}
        {run?.state === 'waiting' && (
          <Button {...button} onClick={() => onChange(true)}>
            {t('indexGiveUp', counts)}
          </Button>
        )}
      </div>
    </>
  );
}
