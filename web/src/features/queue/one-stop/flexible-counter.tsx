import { type WindowCard } from '@huiting/contracts/queue';
import { oneStopEndpoints } from '@huiting/contracts/queue/one-stop';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useCommand } from '../../../lib/command.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { ChoiceChips, TextAreaField } from '../../../ui/field.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { Sheet } from '../../../ui/sheet.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { useTakeAnswer } from '../queue.live.ts';
import { flexibleQuery } from './one-stop.queries.ts';
import { oneStopText } from './one-stop.text.ts';
import styles from './one-stop.module.css';

interface FlexibleCounterProps {
  readonly branchId: string;
  readonly window: WindowCard;
}
const durations = ['30', '60', '90', '120'] as const;

/** An elastic window, turned for a time into one that takes whatever comes. */
export function FlexibleCounter({ branchId, window }: FlexibleCounterProps) {
  const t = useText(oneStopText);
  const format = useFormat();
  const show = useToast();
  const queries = useQueryClient();
  const take = useTakeAnswer(branchId);
  const { run, busy } = useCommand(useProblemToast());
  const counter = useQuery(flexibleQuery(branchId)).data?.counters.find((one) => one.windowId === window.id);
  const [asking, setAsking] = useState(false);
  const [minutes, setMinutes] = useState<(typeof durations)[number]>('60');
  const [reason, setReason] = useState('');
  const name = format.windowName(window.label);
  const at = { branchId, windowId: window.id };
  const renew = () => queries.invalidateQueries({ queryKey: flexibleQuery(branchId).queryKey });
  async function open() {
    if (reason.trim() === '') return;
    const answer = await run(oneStopEndpoints.openFlexibleCounter, {
      ...at,
      minutes: Number(minutes),
      reason: reason.trim(),
    });
    if (!answer) return;
    take({ window: answer.window });
    setAsking(false);
    show({ words: t('opened', { window: name, time: format.clock(answer.counter.until) }) });
    await renew();
  }
  async function close() {
    const answer = await run(oneStopEndpoints.closeFlexibleCounter, at);
    if (!answer) return;
    take(answer);
    show({ words: t('closed', { window: name }) });
    await renew();
  }
  if (counter)
    return (
      <p className={styles.flexible}>
        {t('until', { time: format.clock(counter.until) })}
        <Button busy={busy !== null} onClick={() => void close()}>
          {t('flexibleClose')}
        </Button>
      </p>
    );
  return (
    <>
      <Button icon="plus" onClick={() => setAsking(true)}>
        {t('flexibleOpen')}
      </Button>
      {asking && (
        <Sheet
          open
          width={520}
          title={t('flexibleTitle', { window: name })}
          onClose={() => setAsking(false)}
          actions={
            <Button
              kind="primary"
              size="action"
              busy={busy !== null}
              disabled={reason.trim() === ''}
              onClick={() => void open()}
            >
              {t('flexibleOpen')}
            </Button>
          }
        >
          <div className={styles.form}>
            <p className={styles.quiet}>{t('flexibleHint')}</p>
            <ChoiceChips
              single
              label={t('for')}
              options={durations.map((value) => ({ value, label: t('minutes', { count: Number(value) }) }))}
              chosen={[minutes]}
              onChange={([chosen]) => chosen && setMinutes(chosen)}
            />
            <TextAreaField
              label={t('why')}
              rows={2}
              maxLength={200}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </div>
        </Sheet>
      )}
    </>
  );
}
