import { importMostBytes } from '@huiting/contracts/system';
import { useRef, useState } from 'react';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icons/icon.tsx';
import { importText } from '../system.text.ts';
import styles from './drop-file.module.css';

/** Takes one file, dropped or chosen. `share`: how much of it has been sent; null = nothing is on its way. */
export function DropFile({
  share,
  onFile,
}: {
  readonly share: number | null;
  readonly onFile: (file: File) => void;
}) {
  const t = useText(importText);
  const format = useFormat();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  function take(file: File | undefined) {
    if (file === undefined || share !== null) return;
    const problem = file.size > importMostBytes ? t('tooLarge') : file.size === 0 ? t('empty') : null;
    setRefusal(problem);
    if (problem === null) onFile(file);
  }
  return (
    <div
      className={styles.drop}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files[0]);
      }}
    >
      <Icon name="doc" size={28} />
      <div className={styles.words} aria-live="polite">
        {share === null ? (
          <>
            <strong>{refusal ?? t('drop')}</strong>
            <span>{t('dropHint')}</span>
          </>
        ) : (
          <>
            <strong>{t('uploading', { percent: format.percent(share) })}</strong>
            <progress className={styles.bar} value={share} aria-label={t('state.uploading')} />
          </>
        )}
      </div>
      <input
        ref={input}
        className={styles.input}
        type="file"
        aria-label={t('choose')}
        tabIndex={-1}
        accept=".csv,.txt,.xlsx"
        onChange={(event) => {
          take(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
      <Button kind="primary" busy={share !== null} onClick={() => input.current?.click()}>
        {t('choose')}
      </Button>
    </div>
  );
}
