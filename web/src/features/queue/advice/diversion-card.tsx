import { queueEndpoints, type DiversionAdvice } from '@huiting/contracts/queue';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../../lib/api.ts';
import { useCommand } from '../../../lib/command.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icons/icon.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { expectedDigits, expectedWords } from '../display/display.expected.domain.ts';
import styles from './diversion-card.module.css';
import { adviceText } from './advice.text.ts';

const adviceQuery = (branchId: string, ticketId: string) =>
  queryOptions({
    queryKey: ['queue', 'advice', branchId, ticketId] as const,
    queryFn: ({ signal }) => call(queueEndpoints.getAdvice, { branchId, ticketId }, { signal }),
    // Waits move; whoever stands before the screen for long sees it.
    refetchInterval: 15_000,
  });

interface DiversionCardProps {
  readonly branchId: string;
  readonly ticketId: string;
}

/** Another way for this business, compared with waiting here; the number is kept. Absent when here is best, or nothing is known. */
export function DiversionCard({ branchId, ticketId }: DiversionCardProps) {
  const t = useText(adviceText);
  const named = useNamed();
  const queries = useQueryClient();
  const query = useQuery(adviceQuery(branchId, ticketId));
  const command = useCommand(useProblemToast());
  const advice = query.data?.advice ?? null;
  if (advice === null) return null;
  const place = t(`place.${advice.place}`);
  async function go() {
    const answer = await command.run(queueEndpoints.acceptAdvice, { branchId, ticketId });
    if (answer) queries.setQueryData(adviceQuery(branchId, ticketId).queryKey, answer);
  }
  return (
    <section className={styles.card} data-diversion aria-live="polite">
      <h3>
        <Icon name="boltSolid" /> {t('title', { place })} · {waitWords(advice, t)}
      </h3>
      <p>
        {named(advice.advice)} · {t('kept', { minutes: advice.minutes })}
      </p>
      <div className={styles.ways}>
        <div data-best>
          <span>{place}</span>
          <p>
            <b className="num">{advice.waitMinutes}</b> {t('minutesThere')}
          </p>
        </div>
        <div>
          <span>{t('windows')}</span>
          <Here advice={advice} />
          <small>{t('ahead', { count: advice.ahead })}</small>
        </div>
      </div>
      {advice.acceptedAt === null ? (
        <Button
          kind="primary"
          size="action"
          icon="arrowRight"
          block
          busy={command.busy !== null}
          onClick={() => void go()}
        >
          {t('go', { place })}
        </Button>
      ) : (
        <p className={styles.gone} role="status">
          <Icon name="checkSolid" /> {t(`gone.${advice.place}`)}
        </p>
      )}
    </section>
  );
}

function waitWords(
  advice: DiversionAdvice,
  t: ReturnType<typeof useText<(typeof adviceText)['zh-CN']>>,
): string {
  return advice.waitMinutes === 0 ? t('noWait') : t('wait', { minutes: advice.waitMinutes });
}

function Here({ advice }: { readonly advice: DiversionAdvice }) {
  const t = useText(adviceText);
  const format = useFormat();
  const words = expectedWords(advice.expected);
  if (words.kind === 'noWindow') return <p>{t('noWindow')}</p>;
  if (words.kind === 'now') return <p>{t('noWait')}</p>;
  return (
    <p>
      <b className="num">{expectedDigits(words, format)}</b> {t('minutes')}
    </p>
  );
}
