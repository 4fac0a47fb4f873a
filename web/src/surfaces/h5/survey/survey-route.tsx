import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { SurveyPage } from './survey-page.tsx';

/** `/h5/s/<survey>?t=<ticket>`: back leads to the ticket it was opened from. */
export function SurveyRoute() {
  const { token } = useParams({ strict: false }) as { readonly token: string };
  const search = useSearch({ strict: false }) as Readonly<Record<string, unknown>>;
  const go = useNavigate();
  const ticket = typeof search['t'] === 'string' ? search['t'] : null;
  return (
    <SurveyPage
      key={token}
      token={token}
      ticket={ticket}
      onBack={ticket === null ? null : () => void go({ to: `/t/${ticket}` })}
    />
  );
}
