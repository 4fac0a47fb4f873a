import { useQuery } from '@tanstack/react-query';
import { useCases, useRatings } from '../../features/feedback/index.ts';
import { useBranch } from '../../features/hall/index.ts';
import { myDayQuery, queueText, type Desk } from '../../features/queue/index.ts';
import { useFormat } from '../../lib/format-context.tsx';
import { useText } from '../../lib/i18n.ts';
import { useConnection } from '../../lib/live.ts';
import { useMe, usePermission } from '../../lib/session.tsx';
import { Button } from '../../ui/button.tsx';
import { ClockFace } from '../../ui/clock-face.tsx';
import { ConnectionPill } from '../../ui/connection-pill.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { DeskHandovers } from './desk-handovers.tsx';
import styles from './desk-head.module.css';
import type { useStripWindow } from './strip-window.ts';
import { tellerText } from './teller.text.ts';
import type { DeskActs } from './use-desk-acts.ts';

interface DeskHeadProps {
  readonly desk: Desk;
  readonly deskActs: DeskActs;
  readonly strip: ReturnType<typeof useStripWindow>;
}

/** Which window, in which state, today's figures of this person, connection, time. */
export function DeskHead({ desk, deskActs, strip }: DeskHeadProps) {
  const t = useText(tellerText);
  const q = useText(queueText);
  const me = useMe();
  const branch = useBranch();
  const format = useFormat();
  const connection = useConnection();
  const { window } = desk;
  const paused = window.session?.state === 'paused';

  function change(next: 'working' | 'paused' | 'off') {
    if (next === 'working') void deskActs.acts.resume();
    else deskActs.setDialog({ kind: next === 'paused' ? 'pause' : 'leave' });
  }
  return (
    <header className={styles.head}>
      <span className={`num ${styles.label}`} data-name={/^\d+$/.test(window.label) ? undefined : true}>
        {window.label}
      </span>
      <div className={styles.words}>
        <h1>
          {format.windowName(window.label)} · {q(`kind.${window.kind}`)}
        </h1>
        <p>
          {branch.name} · {me.name} <span className="num num-medium">{me.staff?.number}</span>
        </p>
      </div>
      <Segmented<'working' | 'paused' | 'off'>
        label={t('switch')}
        value={paused ? 'paused' : 'working'}
        onChange={change}
        disabled={deskActs.busy !== null || deskActs.offline}
        options={[
          { value: 'working', label: t('working'), dot: paused ? 'idle' : 'ok' },
          { value: 'paused', label: t('paused'), disabled: desk.current !== null },
          { value: 'off', label: t('offWindow'), disabled: desk.current !== null },
        ]}
      />
      <div className={styles.end}>
        {connection.state !== 'connected' && <ConnectionPill {...connection} />}
        <Figures branchId={branch.id} staffId={me.staff?.id ?? ''} ticketId={window.ticketId} />
        <DeskHandovers />
        <ClockFace size={34} />
        {strip.supported && (
          <Button
            kind="quiet"
            icon="external"
            aria-label={t('stripOpen')}
            title={t('stripOpen')}
            onClick={() => (strip.strip ? strip.close() : void strip.open())}
          />
        )}
        <Button
          kind="quiet"
          icon="gear"
          aria-label={t('settings')}
          title={t('settings')}
          onClick={() => deskActs.setDialog({ kind: 'settings' })}
        />
      </div>
    </header>
  );
}

function Figures({
  branchId,
  staffId,
  ticketId,
}: {
  readonly branchId: string;
  readonly staffId: string;
  /** The window's ticket: when it changes, the figures have too. */
  readonly ticketId: string | null;
}) {
  const t = useText(tellerText);
  const format = useFormat();
  const mayRatings = usePermission('feedback.view');
  const mine = useQuery(myDayQuery(branchId, ticketId)).data;
  useCases(branchId, mayRatings);
  const ratings = useRatings(branchId, staffId, mayRatings).data;
  const average = format.averageParts(
    mine?.averageServiceSeconds == null ? null : mine.averageServiceSeconds * 1000,
  );
  return (
    <dl className={styles.figures}>
      {mine && (
        <>
          <div>
            <dt>{t('doneToday')}</dt>
            <dd>
              <b className="num">{format.integer(mine.served)}</b> {t('deals')}
            </dd>
          </div>
          <div>
            <dt>{t('averageService')}</dt>
            <dd>
              <b className="num">{average.value}</b> {average.unit}
            </dd>
          </div>
        </>
      )}
      {ratings && (
        <div>
          <dt>{t('goodRate')}</dt>
          <dd>
            <b className="num">{format.percent(ratings.rated > 0 ? ratings.good / ratings.rated : null)}</b>
          </dd>
        </div>
      )}
    </dl>
  );
}
