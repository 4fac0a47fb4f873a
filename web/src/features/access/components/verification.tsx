import { accessEndpoints } from '@huiting/contracts/access';
import type { AuditVerification } from '@huiting/contracts/access/audit';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCommand } from '../../../lib/command.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { Icon } from '../../../ui/icons/icon.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { verificationKey, verificationQuery } from '../access.queries.ts';
import { accessText } from '../access.text.ts';
import styles from './verification.module.css';

/** A walk over every chain: started here, done by the server, followed while it lasts. */
export function useVerification() {
  const queries = useQueryClient();
  const { run, busy } = useCommand(useProblemToast());
  const found = useQuery(verificationQuery).data?.verification ?? null;
  const start = async () => {
    const answer = await run(accessEndpoints.startVerification, {});
    if (answer) queries.setQueryData(verificationKey, answer);
  };
  return { busy: busy !== null || found?.state === 'running', found, start: () => void start() };
}

const problemKeys: Readonly<Record<string, 'problem.altered' | 'problem.before' | 'problem.after'>> = {
  altered: 'problem.altered',
  'missing before this row': 'problem.before',
  'missing after this row': 'problem.after',
};

interface VerificationPanelProps {
  readonly found: AuditVerification | null;
}

/** How far the walk has come; then what it found: every altered entry by name, and the tail that is not sealed yet. */
export function VerificationPanel({ found }: VerificationPanelProps) {
  const t = useText(accessText);
  const format = useFormat();
  if (!found) return null;
  const { state, altered, entries, entriesDone, chains, chainsDone, unsealed, endedAt, startedByName } =
    found;
  if (state !== 'done')
    return (
      <section className={styles.panel} data-whole={state === 'running' || undefined} role="status">
        <header>
          <Icon name={state === 'running' ? 'shield' : 'warnSolid'} size="1.4em" />
          <strong>
            {state === 'running'
              ? t('audit.progress', {
                  done: format.integer(entriesDone),
                  all: format.integer(entries),
                  chains: format.integer(chainsDone),
                })
              : t('audit.broken')}
          </strong>
          <span>{t('audit.startedBy', { name: startedByName })}</span>
        </header>
        {state === 'running' && (
          <progress
            className={styles.progress}
            value={entriesDone}
            max={Math.max(1, entries)}
            aria-label={t('audit.verifying')}
          />
        )}
      </section>
    );
  const whole = altered.length === 0;
  return (
    <section className={styles.panel} data-whole={whole || undefined} role="status">
      <header>
        <Icon name={whole ? 'checkSolid' : 'warnSolid'} size="1.4em" />
        <strong>
          {whole
            ? t('audit.whole', { entries: format.integer(entriesDone), chains: format.integer(chains) })
            : t('audit.altered', { count: altered.length })}
        </strong>
        <span>
          {t('audit.startedBy', { name: startedByName })}
          {endedAt !== null && ` · ${t('audit.verifiedAt', { time: format.stamp(endedAt) })}`}
        </span>
      </header>
      {unsealed > 0 && <p>{t('audit.tail', { count: unsealed })}</p>}
      {!whole && (
        <table>
          <thead>
            <tr>
              <th>{t('audit.chain')}</th>
              <th>{t('audit.sequence')}</th>
              <th>{t('audit.problem')}</th>
            </tr>
          </thead>
          <tbody>
            {altered.map((row) => (
              <tr key={`${row.chain} ${row.sequence} ${row.problem}`}>
                <td>{row.chain}</td>
                <td className="num">{row.sequence}</td>
                <td>{t(problemKeys[row.problem] ?? 'problem.altered')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
