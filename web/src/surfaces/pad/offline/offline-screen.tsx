import { useEffect, useRef, useState } from 'react';
import { businessClock } from '../../../lib/clock.ts';
import { LaneColumn, lanesOf, WindowGrid } from '../../../features/queue/index.ts';
import { BranchTimeZone, useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Icon } from '../../../ui/icons/icon.tsx';
import { Panel } from '../../../ui/panel.tsx';
import hall from '../hall-screen.module.css';
import { padText } from '../pad.text.ts';
import styles from './offline-screen.module.css';
import { readCopy, wipeCopy, type OfflineCopy } from './offline-store.ts';

const everyMs = 10_000;

/** Shown when the server cannot say who is there: the last masked board, to read only, until the device locks. */
export function OfflineScreen({ onRetry }: { readonly onRetry: () => void }) {
  const t = useText(padText);
  const [copy, setCopy] = useState<OfflineCopy | null | 'reading'>('reading');

  useEffect(() => {
    const read = async () => {
      const found = await readCopy(Date.now()).catch(() => null);
      // a page opened without the server knows no business time but the copy's
      if (found && businessClock.reading().anchorWall === 0) businessClock.set(found.clock, Date.now());
      setCopy(found);
    };
    void read();
    // drops the copy the moment it is twelve hours old
    const timer = setInterval(() => void read(), everyMs);
    return () => clearInterval(timer);
  }, []);

  async function lock() {
    await wipeCopy();
    setCopy(null);
  }
  useIdleLock(copy !== 'reading' && copy !== null ? copy.idleMinutes : null, () => void lock());

  if (copy === 'reading') return null;
  if (copy === null) {
    return (
      <main className={styles.none}>
        <EmptyState
          icon="unlink"
          words={t('offlineNone')}
          action={
            <Button kind="primary" icon="refresh" onClick={onRetry}>
              {t('tryAgain')}
            </Button>
          }
        />
        <p>{t('offlineNoneHint')}</p>
      </main>
    );
  }
  return (
    <BranchTimeZone timeZone={copy.timeZone}>
      <OfflineBoard copy={copy} onRetry={onRetry} onLock={() => void lock()} />
    </BranchTimeZone>
  );
}

interface OfflineBoardProps {
  readonly copy: OfflineCopy;
  readonly onRetry: () => void;
  readonly onLock: () => void;
}
function OfflineBoard({ copy, onRetry, onLock }: OfflineBoardProps) {
  const t = useText(padText);
  const format = useFormat();
  const nothing = () => {};
  return (
    <div className={styles.screen}>
      <header className={styles.banner} role="status">
        <Icon name="unlink" size="1.4em" />
        <span>
          <strong>{copy.branchName}</strong>
          {t('offlineBanner', { time: format.stamp(copy.asOf) })}
        </span>
        <Button icon="refresh" onClick={onRetry}>
          {t('tryAgain')}
        </Button>
        <Button icon="lock" onClick={onLock}>
          {t('lock')}
        </Button>
      </header>
      <main className={`${hall.grid} ${styles.grid}`}>
        <div className={hall.lanes}>
          {lanesOf(copy.board).map((lane) => (
            <LaneColumn key={lane.prefix} board={copy.board} lane={lane} onOpen={nothing} />
          ))}
        </div>
        <div className={hall.side}>
          <Panel title={t('windows')} scroll>
            <WindowGrid board={copy.board} onOpen={nothing} />
          </Panel>
        </div>
      </main>
    </div>
  );
}

/** The same limit as the session's own: a PAD left on a chair shows nothing. */
function useIdleLock(minutes: number | null, lock: () => void): void {
  const latest = useRef(lock);
  useEffect(() => {
    latest.current = lock;
  });
  useEffect(() => {
    if (minutes === null) return;
    let last = Date.now();
    const touched = () => {
      last = Date.now();
    };
    const timer = setInterval(() => {
      if (Date.now() - last >= minutes * 60_000) latest.current();
    }, 5_000);
    window.addEventListener('pointerdown', touched, { passive: true });
    window.addEventListener('keydown', touched);
    return () => {
      clearInterval(timer);
      window.removeEventListener('pointerdown', touched);
      window.removeEventListener('keydown', touched);
    };
  }, [minutes]);
}
