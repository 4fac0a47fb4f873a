import { feedbackEndpoints } from '@huiting/contracts/feedback';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../../lib/api.ts';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { surveyText } from './survey.text.ts';
import styles from './survey.module.css';

interface SurveyInviteProps {
  /** Of the ticket's page. */
  readonly token: string;
  readonly onOpen: (survey: string) => void;
}

/** After the service: the survey this visitor may answer, if there is one. It asks quietly: nothing while it loads or fails. */
export function SurveyInvite({ token, onOpen }: SurveyInviteProps) {
  const t = useText(surveyText);
  const named = useNamed();
  const query = useQuery({
    queryKey: ['feedback', 'surveyOfTicket', token],
    queryFn: ({ signal }) => call(feedbackEndpoints.surveyOfTicket, { token }, { signal }),
  });
  const survey = query.data?.survey;
  if (!survey) return null;
  return (
    <section className={`${styles.card} ${styles.invite}`} aria-label={t('invite')}>
      <h2>{t('invite')}</h2>
      <p>{named(survey.title)}</p>
      <Button icon="chat" onClick={() => onOpen(survey.token)}>
        {t('start')}
      </Button>
    </section>
  );
}
