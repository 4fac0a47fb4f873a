import type { Board } from '@huiting/contracts/queue';
import { useEffect, useState } from 'react';
import { queueText, serviceOf, type Desk } from '../../features/queue/index.ts';
import { useFormat } from '../../lib/format-context.tsx';
import { useNamed, useText } from '../../lib/i18n.ts';
import { useElapsed } from '../../lib/ticker.ts';
import { Button } from '../../ui/button.tsx';
import { DeskPrimary } from './desk-action-bar.tsx';
import styles from './desk-strip.module.css';
import { tellerText } from './teller.text.ts';
import type { DeskActs } from './use-desk-acts.ts';

/** Wall time in which the second press of 过号 counts. */
const confirmMs = 4000;

interface DeskStripProps {
  readonly board: Board;
  readonly desk: Desk;
  readonly deskActs: DeskActs;
  readonly onBack: () => void;
}

/** 460 × 140 on top of the core banking screen: number, time, the one button, recall and skip. */
export function DeskStrip({ board, desk, deskActs, onBack }: DeskStripProps) {
  const t = useText(tellerText);
  const q = useText(queueText);
  const named = useNamed();
  const format = useFormat();
  const { current, window } = desk;
  const elapsed = useElapsed(current?.since ?? window.session?.since ?? null);
  const [asked, setAsked] = useState(false);
  useEffect(() => {
    if (!asked) return;
    const timer = setTimeout(() => setAsked(false), confirmMs);
    return () => clearTimeout(timer);
  }, [asked]);
  const service = current && serviceOf(board, current.serviceTypeId);
  const paused = window.session?.state === 'paused';
  return (
    <div className={styles.strip}>
      <div className={styles.top}>
        <span className={`num ${styles.label}`} data-name={/^\d+$/.test(window.label) ? undefined : true}>
          {window.label}
        </span>
        <span className={`ticket-number ${styles.number}`}>
          {current?.number ?? (paused ? t('paused') : t('nobody'))}
        </span>
        <span className={styles.words}>
          <span className="truncate">
            {current
              ? `${current.customer?.maskedName ?? q('noName')} · ${service ? named(service.name) : ''}`
              : q('waitingCount', { count: desk.queue.length })}
          </span>
          <span className="num num-medium">{current || paused ? format.timer(elapsed) : ''}</span>
        </span>
        <Button
          size="small"
          kind="quiet"
          icon="external"
          aria-label={t('stripBack')}
          title={t('stripBack')}
          onClick={onBack}
        />
      </div>
      <div className={styles.acts}>
        <DeskPrimary desk={desk} deskActs={deskActs} />
        {current?.state === 'called' && (
          <>
            <Button
              size="action"
              icon="refresh"
              aria-label={t('recall')}
              title={t('recall')}
              disabled={!deskActs.may.recall || deskActs.busy !== null}
              onClick={() => void deskActs.acts.recall()}
            />
            <Button
              size="action"
              kind={asked ? 'danger' : 'plain'}
              disabled={!deskActs.may.skip || deskActs.busy !== null}
              onClick={() => {
                if (asked) void deskActs.acts.skip();
                setAsked(!asked);
              }}
            >
              {asked ? t('skipAgain') : t('skip')}
            </Button>
          </>
        )}
      </div>
    </div>
  );
}
