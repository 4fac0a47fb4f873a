import { feedbackEndpoints, type CustomerCare } from '@huiting/contracts/feedback';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useCommand } from '../../../lib/command.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { TextAreaField } from '../../../ui/field.tsx';
import { Icon } from '../../../ui/icons/icon.tsx';
import { useToast } from '../../../ui/toast.tsx';
import styles from './care-card.module.css';
import { ratingKey, useRatingByLink } from './rating.queries.ts';
import { ratingText } from './rating.text.ts';

/** What became of the customer's bad rating; once there is a remedy, their word on it is asked. */
export function CareCard({ token }: { readonly token: string }) {
  const t = useText(ratingText);
  const query = useRatingByLink(token);
  const care = query.data?.care;
  if (!care) return null;
  return (
    <section className={styles.card} aria-label={t('careTitle')}>
      <h2>{t('careTitle')}</h2>
      {care.state === 'confirming' ? <Asked token={token} care={care} /> : <Standing care={care} />}
    </section>
  );
}

const words = {
  handling: 'careHandling',
  reopened: 'careReopened',
  confirmed: 'careConfirmed',
  unconfirmed: 'careUnconfirmed',
} as const;

function Standing({ care }: { readonly care: CustomerCare }) {
  const t = useText(ratingText);
  if (care.state === 'confirming') return null;
  const done = care.state === 'confirmed' || care.state === 'unconfirmed';
  return (
    <p className={styles.standing} role="status">
      <Icon name={done ? 'checkSolid' : 'clock'} />
      {t(words[care.state])}
    </p>
  );
}

function Asked({ token, care }: { readonly token: string; readonly care: CustomerCare }) {
  const t = useText(ratingText);
  const format = useFormat();
  const toast = useToast();
  const queries = useQueryClient();
  const command = useCommand(() => toast({ words: t('careUnsent'), kind: 'danger' }));
  const [disputes, setDisputes] = useState(false);
  const [said, setSaid] = useState('');
  const busy = command.busy !== null;

  async function answer(accepted: boolean) {
    const input = { token, accepted, words: accepted ? null : said.trim() || null };
    await command.run(feedbackEndpoints.answerRemedy, input, {
      onProblem: ({ code }) => {
        const moved = code === 'feedback.case_wrong_state' || code === 'feedback.case_not_found';
        if (moved) toast({ words: t('careMoved') });
        return moved;
      },
    });
    await queries.invalidateQueries({ queryKey: ratingKey(token) });
  }
  return (
    <>
      <p>{t('careAsk')}</p>
      <blockquote className={styles.remedy}>{care.remedy}</blockquote>
      {care.dueAt !== null && (
        <p className={styles.until}>
          {t('careUntil', { time: `${format.day(care.dueAt)} ${format.clock(care.dueAt)}` })}
        </p>
      )}
      {disputes ? (
        <div className={styles.form}>
          <TextAreaField
            label={t('careWords')}
            rows={3}
            maxLength={200}
            value={said}
            onChange={(event) => setSaid(event.target.value)}
          />
          <Button kind="primary" size="action" block busy={busy} onClick={() => void answer(false)}>
            {t('careSend')}
          </Button>
          <Button kind="quiet" block disabled={busy} onClick={() => setDisputes(false)}>
            {t('careBack')}
          </Button>
        </div>
      ) : (
        <div className={styles.acts}>
          <Button size="action" block disabled={busy} onClick={() => setDisputes(true)}>
            {t('careNo')}
          </Button>
          <Button kind="primary" size="action" block busy={busy} onClick={() => void answer(true)}>
            {t('careYes')}
          </Button>
        </div>
      )}
    </>
  );
}
