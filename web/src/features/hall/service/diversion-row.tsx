import { hallEndpoints, type Diversion, type DiversionReason } from '@huiting/contracts/hall';
import { useState } from 'react';
import { useCommand } from '../../../lib/command.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { useMay } from '../../../lib/may.ts';
import { Button } from '../../../ui/button.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { Tag, type TagKind } from '../../../ui/tag.tsx';
import { useTakeService } from './service.live.ts';
import { serviceText } from './service.text.ts';
import styles from './diversion-row.module.css';
import { ReturnSheet } from './diversion-sheet.tsx';

const kinds: Record<Diversion['result'], TagKind> = {
  guided: 'info',
  completed: 'ok',
  returned: 'warn',
  declined: 'plain',
  notMovable: 'plain',
};

interface DiversionRowProps {
  readonly diversion: Diversion;
  readonly blocked: string | null;
}

/** One business moved, or not; while its result is open it is asked for here. */
export function DiversionRow({ diversion, blocked }: DiversionRowProps) {
  const t = useText(serviceText);
  const named = useNamed();
  const format = useFormat();
  const take = useTakeService(diversion.branchId);
  const maySettle = useMay(hallEndpoints.settleDiversion);
  const { run, busy } = useCommand(useProblemToast());
  const [returning, setReturning] = useState(false);
  const { result, channel, reason, serviceName } = diversion;

  async function settle(outcome: 'completed' | 'returned', why: DiversionReason | null) {
    const answer = await run(hallEndpoints.settleDiversion, {
      branchId: diversion.branchId,
      diversionId: diversion.id,
      result: outcome,
      reason: why,
    });
    if (!answer) return;
    setReturning(false);
    take(answer);
  }
  return (
    <div className={styles.row}>
      <span className={styles.words}>
        <span className={styles.line}>
          <strong>{diversion.ticketNumber ?? t('walkIn')}</strong>
          <span className="truncate">
            {[serviceName && named(serviceName), channel && `→ ${t(`channel.${channel}`)}`]
              .filter(Boolean)
              .join(' ')}
          </span>
        </span>
        <small>
          {[format.clock(diversion.at), diversion.staffName ?? t('source'), reason && t(`reason.${reason}`)]
            .filter(Boolean)
            .join(' · ')}
        </small>
      </span>
      {result === 'guided' && maySettle ? (
        <span className={styles.acts}>
          <Button
            size="small"
            kind="tint"
            disabled={blocked !== null}
            busy={busy !== null}
            onClick={() => void settle('completed', null)}
          >
            {t('settleDone')}
          </Button>
          <Button size="small" disabled={blocked !== null} onClick={() => setReturning(true)}>
            {t('settleBack')}
          </Button>
        </span>
      ) : (
        <Tag kind={kinds[result]}>{t(`result.${result}`)}</Tag>
      )}
      {returning && (
        <ReturnSheet
          diversion={diversion}
          busy={busy !== null}
          onSettle={(why) => void settle('returned', why)}
          onClose={() => setReturning(false)}
        />
      )}
    </div>
  );
}
