import type { Progress } from '@huiting/contracts/queue';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icons/icon.tsx';
import { useToast } from '../../../ui/toast.tsx';
import styles from './branch-card.module.css';
import { ticketText } from './ticket.text.ts';

/** Where it is, until when, at which windows. */
export function BranchCard({ progress }: { readonly progress: Progress }) {
  const t = useText(ticketText);
  const format = useFormat();
  const toast = useToast();
  async function copy() {
    await navigator.clipboard.writeText(progress.address);
    toast({ words: t('copied') });
  }
  return (
    <section className={styles.card}>
      <div className={styles.row}>
        <Icon name="pin" size="1.25em" />
        <span className={styles.words}>
          <strong>{progress.branchName}</strong>
          <small>{progress.address}</small>
        </span>
        {window.isSecureContext && (
          <Button
            kind="quiet"
            size="small"
            icon="copy"
            aria-label={t('copyAddress')}
            onClick={() => void copy()}
          />
        )}
      </div>
      <div className={styles.row}>
        <Icon name="clock" size="1.25em" />
        <span className={styles.words}>
          {progress.closesAt === null ? '—' : t('closesAt', { time: format.clock(progress.closesAt) })}
        </span>
      </div>
      {progress.windowLabels.length > 0 && (
        <div className={styles.row}>
          <Icon name="store" size="1.25em" />
          <span className={styles.words}>
            {t('windowsOpen', { windows: format.windowNames(progress.windowLabels) })}
          </span>
        </div>
      )}
    </section>
  );
}
