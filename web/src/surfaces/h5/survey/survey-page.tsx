import { feedbackEndpoints, type OpenSurvey } from '@huiting/contracts/feedback';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../lib/api.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { hasCode } from '../../../lib/problem.ts';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import { PhoneNote } from '../frame/phone-note.tsx';
import { PhonePage } from '../frame/phone-page.tsx';
import { respondent } from './respondent.ts';
import { SurveyForm } from './survey-form.tsx';
import { surveyText } from './survey.text.ts';

interface SurveyPageProps {
  readonly token: string;
  /** The ticket it was opened from. */
  readonly ticket: string | null;
  readonly onBack: (() => void) | null;
}

/** EV-05: a survey on the phone, from a QR code or the page of a ticket. */
export function SurveyPage({ token, ticket, onBack }: SurveyPageProps) {
  const t = useText(surveyText);
  const named = useNamed();
  const [sent, setSent] = useState(false);
  const query = useQuery({
    queryKey: ['feedback', 'survey', token, ticket],
    queryFn: ({ signal }) =>
      call(
        feedbackEndpoints.openSurvey,
        { token, respondent: respondent(), ...(ticket === null ? {} : { ticket }) },
        { signal },
      ),
    // Not under the customer's thumbs while they answer.
    refetchOnWindowFocus: false,
  });
  const survey = query.data;
  const back = onBack === null ? {} : { onBack };
  if (!survey) {
    const unknown = hasCode(query.error, 'feedback.survey_not_found', 'platform.bad_input');
    return (
      <PhonePage title={t('title')} {...back}>
        {unknown ? (
          <PhoneNote icon="unlink" title={t('missingPage')}>
            <p>{t('missingHint')}</p>
          </PhoneNote>
        ) : query.error ? (
          <ErrorPanel error={query.error} title={t('failed')} onRetry={() => void query.refetch()} />
        ) : (
          <ListSkeleton rows={3} height={150} />
        )}
      </PhonePage>
    );
  }
  return (
    <PhonePage title={named(survey.title)} {...back}>
      {sent ? (
        <PhoneNote icon="check" tone="ok" title={t('thanks')}>
          <p>{t('thanksHint')}</p>
        </PhoneNote>
      ) : survey.state === 'open' ? (
        <SurveyForm
          key={survey.version}
          token={token}
          ticket={ticket}
          survey={survey}
          onSent={() => setSent(true)}
          onMoved={() => void query.refetch()}
        />
      ) : (
        <NotOpen survey={survey} />
      )}
    </PhonePage>
  );
}

function NotOpen({ survey }: { readonly survey: OpenSurvey }) {
  const t = useText(surveyText);
  const format = useFormat();
  const { state } = survey;
  if (state === 'open') return null;
  return (
    <PhoneNote icon={state === 'answered' ? 'check' : 'clock'} title={t(state)}>
      <p>{t(`${state}Hint`, { day: format.day(survey.validFrom) })}</p>
    </PhoneNote>
  );
}
