import { accessEndpoints } from '@huiting/contracts/access';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useCommand } from '../../../lib/command.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { usePermission } from '../../../lib/session.tsx';
import { Button } from '../../../ui/button.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { Sheet } from '../../../ui/sheet.tsx';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import { Tag, type TagKind } from '../../../ui/tag.tsx';
import { emergencyQuery, securityKeys } from '../access.security.queries.ts';
import { securityText } from '../access.security.text.ts';
import styles from './emergency-panel.module.css';

const kinds: Record<string, TagKind> = {
  none: 'plain',
  sealing: 'warn',
  sealed: 'ok',
  open: 'danger',
  spent: 'warn',
};

/** The account for emergencies: what state it is in, who sealed it, and the half that is mine to seal. */
export function EmergencyPanel() {
  const t = useText(securityText);
  const format = useFormat();
  const queries = useQueryClient();
  const query = useQuery(emergencyQuery);
  const { run, busy } = useCommand(useProblemToast());
  const isFirst = usePermission('access.manage');
  const isSecond = usePermission('access.audit');
  const [asking, setAsking] = useState(false);
  const [half, setHalf] = useState<{ which: 'first' | 'second'; text: string } | null>(null);
  const account = query.data;

  async function seal(which: 'first' | 'second') {
    setAsking(false);
    const answer = await run(
      which === 'first' ? accessEndpoints.beginSealing : accessEndpoints.finishSealing,
      {},
    );
    if (answer === null) return;
    setHalf({ which, text: answer.half });
    queries.setQueryData(securityKeys.emergency, answer.account);
  }

  if (query.error && !account) return <ErrorPanel error={query.error} onRetry={() => void query.refetch()} />;
  if (!account) return <ListSkeleton rows={3} height={36} />;
  const sealers = [account.firstByName, account.secondByName].filter((name) => name !== null);
  const facts = [
    [t('username'), account.username],
    [t('sealedBy'), sealers.length === 0 ? null : sealers.join(' · ')],
    [t('sealedAt'), account.sealedAt === null ? null : format.stamp(account.sealedAt)],
    [t('openedAt'), account.openedAt === null ? null : format.stamp(account.openedAt)],
    [t('openUntil'), account.openUntil === null ? null : format.stamp(account.openUntil)],
  ].filter((fact): fact is [string, string] => fact[1] !== null);
  return (
    <Panel
      title={t('emergency')}
      extra={<Tag kind={kinds[account.state] ?? 'plain'}>{t(`account.${account.state}`)}</Tag>}
    >
      <div className={styles.body}>
        <p>{t('emergencyHint')}</p>
        {facts.length > 0 && (
          <dl className={styles.facts}>
            {facts.map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        )}
        {isFirst && account.state !== 'open' && (
          <Button busy={busy !== null} onClick={() => setAsking(true)}>
            {t('beginSealing')}
          </Button>
        )}
        {isSecond && account.state === 'sealing' && (
          <Button kind="primary" busy={busy !== null} onClick={() => void seal('second')}>
            {t('finishSealing')}
          </Button>
        )}
      </div>
      <Sheet
        open={asking}
        onClose={() => setAsking(false)}
        title={t('beginTitle')}
        actions={
          <>
            <Button kind="primary" onClick={() => void seal('first')}>
              {t('beginSealing')}
            </Button>
            <Button onClick={() => setAsking(false)}>{t('cancel')}</Button>
          </>
        }
      >
        <p>{t('beginWords')}</p>
      </Sheet>
      <Sheet
        open={half !== null}
        onClose={() => setHalf(null)}
        title={t('halfTitle')}
        actions={
          <Button kind="primary" onClick={() => setHalf(null)}>
            {t('halfDone')}
          </Button>
        }
      >
        {half && (
          <div className={styles.half}>
            <span>{t(`half.${half.which}`)}</span>
            <code>{half.text}</code>
            <small>{t('halfHint')}</small>
          </div>
        )}
      </Sheet>
    </Panel>
  );
}
