import { useEffect } from 'react';
import { useText } from '../../../lib/i18n.ts';
import { hasCode } from '../../../lib/problem.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import { Steps } from '../../../ui/steps.tsx';
import { useFormat } from '../../../lib/format-context.tsx';
import { forgetLink, keepLink } from '../frame/kept-links.ts';
import { PhoneNote } from '../frame/phone-note.tsx';
import { PhonePage } from '../frame/phone-page.tsx';
import { h5Text } from '../h5.text.ts';
import { CareCard } from '../rating/care-card.tsx';
import { RatingCard } from '../rating/rating-card.tsx';
import { SurveyInvite } from '../survey/survey-invite.tsx';
import { AbsentCard } from './absent-card.tsx';
import { AheadChips } from './ahead-chips.tsx';
import { BranchCard } from './branch-card.tsx';
import { ElsewhereCard } from './elsewhere-card.tsx';
import { CalledBanner } from './called-banner.tsx';
import { stepsOf } from './progress-steps.ts';
import { useProgress, useTakeProgress } from './progress.live.ts';
import { TicketActs } from './ticket-acts.tsx';
import { TicketHero } from './ticket-hero.tsx';
import styles from './ticket-page.module.css';
import { ticketText } from './ticket.text.ts';

interface TicketPageProps {
  readonly token: string;
  readonly onHome: () => void;
  readonly onSurvey: (survey: string) => void;
}

/** The holder's page of a ticket, from the number taken to the rating. */
export function TicketPage({ token, onHome, onSurvey }: TicketPageProps) {
  const t = useText(ticketText);
  const h = useText(h5Text);
  const format = useFormat();
  const query = useProgress(token);
  const takeProgress = useTakeProgress(token);
  const progress = query.data;

  useEffect(() => {
    if (!progress) return;
    const path = `/h5/t/${token}`;
    const over = progress.state === 'cancelled' || progress.state === 'abandoned';
    if (over) forgetLink(path);
    else keepLink({ kind: 'ticket', path, label: progress.ticketNumber, start: null });
  }, [token, progress]);

  if (!progress) {
    if (hasCode(query.error, 'queue.link_invalid', 'platform.bad_input')) {
      return (
        <PhonePage title={t('title')} onBack={onHome}>
          <PhoneNote
            icon="unlink"
            title={h('linkInvalid')}
            action={
              <Button kind="primary" onClick={onHome}>
                {h('toHome')}
              </Button>
            }
          >
            <p>{h('linkInvalidTicket')}</p>
          </PhoneNote>
        </PhonePage>
      );
    }
    return (
      <PhonePage title={t('title')} onBack={onHome} hero={<div className={styles.heroWaits} />}>
        {query.error ? (
          <ErrorPanel
            error={query.error}
            title={t('failed')}
            since={query.errorUpdatedAt}
            onRetry={() => void query.refetch()}
          />
        ) : (
          <ListSkeleton rows={2} height={150} />
        )}
      </PhonePage>
    );
  }

  const { state } = progress;
  const onTheWay = state !== 'cancelled' && state !== 'abandoned';
  return (
    <PhonePage
      title={t('title')}
      onBack={onHome}
      hero={<TicketHero progress={progress} />}
      foot={
        state === 'serving' || state === 'completed' ? undefined : (
          <TicketActs token={token} progress={progress} onProgress={takeProgress} onHome={onHome} />
        )
      }
    >
      {onTheWay && (
        <section className={styles.card}>
          <Steps look="column" label={t('steps')} steps={stepsOf(progress, t, format)} />
          {(state === 'waiting' || state === 'absent') && <AheadChips progress={progress} />}
        </section>
      )}
      {state === 'absent' && <AbsentCard token={token} progress={progress} />}
      {state === 'completed' && progress.ratingOpen && <RatingCard token={token} />}
      {state === 'completed' && <CareCard token={token} />}
      {state === 'completed' && <SurveyInvite token={token} onOpen={onSurvey} />}
      <BranchCard progress={progress} />
      {state === 'waiting' && <ElsewhereCard branchId={progress.branchId} />}
      {state === 'completed' && (
        <Button kind="quiet" icon="calendar" onClick={onHome}>
          {t('bookAgain')}
        </Button>
      )}
      <CalledBanner progress={progress} />
    </PhonePage>
  );
}
