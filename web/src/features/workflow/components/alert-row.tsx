import { workflowEndpoints, type Alert } from '@huiting/contracts/workflow';
import { useState } from 'react';
import { useCommand } from '../../../lib/command.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { useMay } from '../../../lib/may.ts';
import { useMe } from '../../../lib/session.tsx';
import { useElapsed } from '../../../lib/ticker.ts';
import { Button } from '../../../ui/button.tsx';
import { ChoiceChips, TextAreaField } from '../../../ui/field.tsx';
import type { IconName } from '../../../ui/icons/icon.tsx';
import { NoticeRow } from '../../../ui/notice-row.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { Sheet } from '../../../ui/sheet.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { useTakeAlert } from '../workflow.live.ts';
import { workflowText } from '../workflow.text.ts';
import styles from './alert-row.module.css';

const icons: Record<Alert['severity'], IconName> = {
  urgent: 'alarmSolid',
  warning: 'warnSolid',
  info: 'bellSolid',
};
const tones = { urgent: 'danger', warning: 'warn', info: 'info' } as const satisfies Record<
  Alert['severity'],
  string
>;
const resolutions = ['received', 'guided', 'opened', 'explained', 'noted'] as const;
type ResolutionKey = (typeof resolutions)[number];

interface AlertRowProps {
  readonly alert: Alert;
  readonly blocked: string | null;
  /** One tap to what it is about; null when there is nothing to open. */
  readonly onOpen: (() => void) | null;
  /** With state, person and times, for the list of all alerts. */
  readonly full?: boolean;
}

/** An alert to take and to finish where it stands. */
export function AlertRow({ alert, blocked, onOpen, full = false }: AlertRowProps) {
  const t = useText(workflowText);
  const named = useNamed();
  const format = useFormat();
  const me = useMe();
  const show = useToast();
  const take = useTakeAlert(alert.branchId);
  const elapsed = useElapsed(alert.raisedAt);
  const mayHandle = useMay(workflowEndpoints.claimAlert);
  const { run, busy } = useCommand(useProblemToast());
  const [resolving, setResolving] = useState(false);
  const mine = alert.claimedBy !== null && alert.claimedBy.staffId === me.staff?.id;
  const on = { branchId: alert.branchId, alertId: alert.id };

  async function claim() {
    const answer = await run(workflowEndpoints.claimAlert, on);
    if (!answer) return;
    take(answer);
    show({ words: t('claimed') });
  }
  async function resolve(resolution: string) {
    const answer = await run(workflowEndpoints.resolveAlert, { ...on, resolution });
    if (!answer) return;
    setResolving(false);
    take(answer);
    show({ words: t('resolved', { title: named(alert.title) }) });
  }
  const done = alert.state === 'resolved';
  return (
    <>
      <NoticeRow
        tone={done ? 'done' : tones[alert.severity]}
        icon={done ? 'checkSolid' : icons[alert.severity]}
        title={named(alert.title)}
        body={named(alert.body)}
        timer={done ? null : format.timer(elapsed)}
        onOpen={onOpen}
        meta={
          full ? (
            <>
              <Tag kind={done ? 'ok' : alert.state === 'claimed' ? 'info' : 'warn'}>
                {t(`state.${alert.state}`)}
              </Tag>
              {alert.escalated && <Tag kind="danger">{t('escalated')}</Tag>}
              <span>{t('raisedAt', { time: format.clock(alert.raisedAt) })}</span>
              {alert.repeats > 1 && <span>{t('repeats', { count: alert.repeats })}</span>}
              {alert.claimedBy && !done && <span>{t('claimedBy', { name: alert.claimedBy.name })}</span>}
              {!done && alert.escalatesAt !== null && !alert.escalated && (
                <span>{t('escalatesAt', { time: format.clock(alert.escalatesAt) })}</span>
              )}
              {done && <span>{t('resolvedAt', { time: format.clock(alert.resolvedAt) })}</span>}
              {done && alert.resolution && <span>{alert.resolution}</span>}
            </>
          ) : null
        }
        side={
          mayHandle &&
          !done && (
            <>
              {alert.state === 'open' && (
                <Button
                  size="small"
                  disabled={blocked !== null}
                  title={blocked ?? undefined}
                  busy={busy !== null}
                  onClick={() => void claim()}
                >
                  {t('claim')}
                </Button>
              )}
              {alert.state === 'claimed' &&
                (mine ? (
                  <Button
                    size="small"
                    kind="tint"
                    disabled={blocked !== null}
                    onClick={() => setResolving(true)}
                  >
                    {t('resolve')}
                  </Button>
                ) : (
                  !full && (
                    <span className={styles.other}>
                      {t('claimedBy', { name: alert.claimedBy?.name ?? '' })}
                    </span>
                  )
                ))}
            </>
          )
        }
      />
      {resolving && (
        <ResolveSheet
          title={named(alert.title)}
          busy={busy !== null}
          onResolve={(resolution) => void resolve(resolution)}
          onClose={() => setResolving(false)}
        />
      )}
    </>
  );
}

interface ResolveSheetProps {
  readonly title: string;
  readonly busy: boolean;
  readonly onResolve: (resolution: string) => void;
  readonly onClose: () => void;
}
export function ResolveSheet({ title, busy, onResolve, onClose }: ResolveSheetProps) {
  const t = useText(workflowText);
  const [chosen, setChosen] = useState<readonly ResolutionKey[]>([]);
  const [words, setWords] = useState('');
  const [missing, setMissing] = useState(false);
  const resolution = [...chosen.map((key) => t(`resolution.${key}`)), words.trim()]
    .filter(Boolean)
    .join('；');
  return (
    <Sheet
      open
      onClose={onClose}
      title={title}
      actions={
        <Button
          kind="primary"
          busy={busy}
          onClick={() => (resolution ? onResolve(resolution.slice(0, 300)) : setMissing(true))}
        >
          {t('resolve')}
        </Button>
      }
    >
      <div className={styles.form}>
        <ChoiceChips
          label={t('resolution')}
          options={resolutions.map((key) => ({ value: key, label: t(`resolution.${key}`) }))}
          chosen={chosen}
          onChange={(next) => {
            setChosen(next);
            setMissing(false);
          }}
        />
        <TextAreaField
          label={t('resolution')}
          error={missing ? t('needResolution') : null}
          maxLength={200}
          value={words}
          onChange={(event) => {
            setWords(event.target.value);
            setMissing(false);
          }}
        />
      </div>
    </Sheet>
  );
}
