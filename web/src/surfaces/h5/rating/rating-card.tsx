import { feedbackDefaults, feedbackEndpoints } from '@huiting/contracts/feedback';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useCommand } from '../../../lib/command.ts';
import { useText } from '../../../lib/i18n.ts';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { Face, type FaceLevel } from '../../../ui/faces.tsx';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { PhoneNote } from '../frame/phone-note.tsx';
import styles from './rating-card.module.css';
import { RatingForm, type Rating } from './rating-form.tsx';
import { ratingKey, useRatingByLink } from './rating.queries.ts';
import { ratingText } from './rating.text.ts';

/** The rating of the ticket's last service by its holder: asked, thanked, or too late. */
export function RatingCard({ token }: { readonly token: string }) {
  const t = useText(ratingText);
  const toast = useToast();
  const queries = useQueryClient();
  const query = useRatingByLink(token);
  const command = useCommand(() => toast({ words: t('unsent'), kind: 'danger' }));
  const [tooLate, setTooLate] = useState(false);
  const request = query.data?.request;

  async function send(rating: Rating) {
    const answer = await command.run(
      feedbackEndpoints.rateByLink,
      { token, ...rating, reasons: [...rating.reasons] },
      {
        onProblem: ({ code }) => {
          if (code === 'feedback.already_rated') {
            void query.refetch();
            return true;
          }
          if (code === 'feedback.request_expired' || code === 'feedback.request_not_found') {
            setTooLate(true);
            return true;
          }
          return false;
        },
      },
    );
    if (answer) void queries.invalidateQueries({ queryKey: ratingKey(token) });
  }

  if (tooLate) {
    return (
      <div className={styles.card}>
        <PhoneNote icon="clock" title={t('ended')}>
          <p>{t('endedHint')}</p>
        </PhoneNote>
      </div>
    );
  }
  if (query.error && !query.data)
    return <ErrorPanel error={query.error} title={t('failed')} onRetry={() => void query.refetch()} />;
  if (!query.data) return <ListSkeleton rows={1} height={260} />;
  if (!request) return null;
  if (request.state === 'rated' && request.level !== null) {
    const level = request.level as FaceLevel;
    return (
      <section className={styles.card} role="status">
        <div className={styles.thanks}>
          <Face level={level} size={72} />
          <h2>{t('thanks')}</h2>
          <p>{t('ratedAs', { level: t(`level${level}`) })}</p>
          <p>{t(level <= feedbackDefaults.badLevel ? 'thanksBad' : 'thanksGood')}</p>
        </div>
      </section>
    );
  }
  return (
    <section className={styles.card}>
      <RatingForm request={request} busy={command.busy !== null} onSend={(rating) => void send(rating)} />
    </section>
  );
}
