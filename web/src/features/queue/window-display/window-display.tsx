import type { DisplayBoard, DisplayWindow } from '@huiting/contracts/queue';
import { useEffect, useState } from 'react';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { useConnection } from '../../../lib/live.ts';
import { Avatar } from '../../../ui/brand.tsx';
import { SimulatedBadge } from '../../../ui/clock-face.tsx';
import { Icon } from '../../../ui/icons/icon.tsx';
import { Bone, Skeleton } from '../../../ui/skeleton.tsx';
import { Stage } from '../../../ui/stage.tsx';
import { useDisplayBoard } from '../display/display.live.ts';
import { TerminalTrouble } from '../display/terminal-trouble.tsx';
import { isNumbered } from '../display/display.label.domain.ts';
import styles from './window-display.module.css';
import { windowText } from './window-display.text.ts';

interface WindowDisplayProps {
  readonly branchId: string;
  readonly windowId: string;
  readonly onRevoked: () => void;
}

/** From this shape on the screen is a long bar above the window, else an ordinary monitor. */
const barShape = 2.2;

/** The screen over one window: its number, what it does, who is called, who serves. */
export function WindowDisplay({ branchId, windowId, onRevoked }: WindowDisplayProps) {
  const board = useDisplayBoard(branchId, { onRevoked });
  const bar = useBarShape();
  const window = board.data?.windows.find((one) => one.id === windowId);
  return (
    <Stage width={1280} height={bar ? 400 : 720}>
      {board.data ? (
        <div className={styles.screen} data-shape={bar ? 'bar' : 'monitor'}>
          {window ? <AtWindow board={board.data} window={window} /> : <Missing />}
        </div>
      ) : board.error ? (
        <TerminalTrouble
          error={board.error}
          since={board.errorUpdatedAt}
          onRetry={() => void board.refetch()}
        />
      ) : (
        <div className={styles.loading}>
          <Skeleton>
            <Bone height={bar ? 352 : 672} radius={24} />
          </Skeleton>
        </div>
      )}
    </Stage>
  );
}

function AtWindow({ board, window }: { readonly board: DisplayBoard; readonly window: DisplayWindow }) {
  const named = useNamed();
  const t = useText(windowText);
  const offline = useConnection().state === 'offline';
  const services = board.services
    .filter((service) => window.serviceTypeIds.includes(service.id))
    .toSorted((a, b) => a.sort - b.sort);
  const numbered = isNumbered(window.label);
  return (
    <>
      <section className={styles.label} data-room={numbered ? undefined : true}>
        <strong className={numbered ? 'num' : undefined}>{window.label}</strong>
        {numbered && <span>{t('window')}</span>}
      </section>
      <section className={styles.middle} data-state={window.ticketState ?? window.state}>
        <p className={styles.services}>
          {services
            .slice(0, 4)
            .map((service) => named(service.name))
            .join(' · ')}
        </p>
        <Now window={window} />
        {offline && (
          <p className={styles.offline} role="status">
            <Icon name="unlink" /> {t('offline')}
          </p>
        )}
      </section>
      {window.staffName !== null && (
        <section className={styles.staff}>
          <Avatar name={window.staffName} size={132} />
          <strong>{window.staffName}</strong>
          {window.staffNumber && <span>{t('staffNumber', { number: window.staffNumber })}</span>}
        </section>
      )}
      <span className={styles.clock}>
        <SimulatedBadge />
      </span>
    </>
  );
}

function Now({ window }: { readonly window: DisplayWindow }) {
  const t = useText(windowText);
  if (window.ticketNumber !== null && window.ticketState !== null) {
    return (
      <div
        key={`${window.ticketId}-${window.ticketState}`}
        className={styles.ticket}
        data-called={window.ticketState === 'called' || undefined}
        aria-live="assertive"
      >
        <strong className="ticket-number">{window.ticketNumber}</strong>
        <span>
          {window.ticketState === 'called' && <Icon name="megaphoneSolid" />}
          {t(window.ticketState)}
        </span>
      </div>
    );
  }
  if (window.state === 'open') return <Words title={t('freeTitle')} hint={t('free')} />;
  if (window.state === 'closed') return <Words title={t('closed')} hint={t('closedHint')} closed />;
  const reason = window.pauseReason === null || window.pauseReason === 'other' ? null : t(window.pauseReason);
  return (
    <Words
      title={t('paused')}
      hint={reason === null ? t('pausedHint') : `${reason} · ${t('pausedHint')}`}
      closed
    />
  );
}

function Words({
  title,
  hint,
  closed = false,
}: {
  readonly title: string;
  readonly hint: string;
  readonly closed?: boolean;
}) {
  return (
    <div className={styles.words} data-closed={closed || undefined}>
      <strong>
        {closed && <Icon name="pauseSolid" />}
        {title}
      </strong>
      <span>{hint}</span>
    </div>
  );
}

function Missing() {
  const t = useText(windowText);
  return (
    <section className={styles.middle} data-state="closed">
      <Words title={t('missing')} hint={t('missingHint')} closed />
    </section>
  );
}

function useBarShape(): boolean {
  const read = () => window.innerWidth / window.innerHeight >= barShape;
  const [bar, setBar] = useState(read);
  useEffect(() => {
    const resize = () => setBar(read());
    window.addEventListener('resize', resize);
    return () => window.removeEventListener('resize', resize);
  }, []);
  return bar;
}
