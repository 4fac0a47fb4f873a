import { useMemo } from 'react';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { useConnection } from '../../../lib/live.ts';
import { useBusinessNow } from '../../../lib/ticker.ts';
import { Icon } from '../../../ui/icons/icon.tsx';
import { Marquee } from '../../../ui/marquee.tsx';
import { Bone, Skeleton } from '../../../ui/skeleton.tsx';
import { Stage } from '../../../ui/stage.tsx';
import { servicesNow } from '../display/display.expected.domain.ts';
import { useDisplayBoard } from '../display/display.live.ts';
import { TerminalTrouble } from '../display/terminal-trouble.tsx';
import { useCallSound, type CallSound } from '../voice/call-sound.tsx';
import { SpokenCalls } from '../voice/spoken-calls.tsx';
import { BusinessStrip } from './business-strip.tsx';
import { CallStrip } from './call-strip.tsx';
import { CallPanel } from './call-panel.tsx';
import { HallHead } from './hall-head.tsx';
import styles from './hall-display.module.css';
import { hallText } from './hall-display.text.ts';
import { currentCall, lastCalls, missedTickets, nextTickets } from './hall-display.domain.ts';
import { NextList } from './next-list.tsx';
import { RatesCard } from './rates-card.tsx';
import { useShownLanguages } from './shown-languages.tsx';

interface HallDisplayProps {
  readonly branchId: string;
  readonly onRevoked: () => void;
}

/** The calling display of a hall, 1920×1080, scaled to its screen. */
export function HallDisplay({ branchId, onRevoked }: HallDisplayProps) {
  const board = useDisplayBoard(branchId, { onRevoked });
  const sound = useCallSound();
  return (
    <Stage width={1920} height={1080}>
      <SpokenCalls calls={board.data?.voice ?? []} player={sound.player} />
      {board.data ? (
        <Hall board={board.data} sound={sound} />
      ) : board.error ? (
        <TerminalTrouble
          error={board.error}
          since={board.errorUpdatedAt}
          onRetry={() => void board.refetch()}
        />
      ) : (
        <HallSkeleton />
      )}
    </Stage>
  );
}

function Hall({
  board,
  sound,
}: {
  readonly board: NonNullable<ReturnType<typeof useDisplayBoard>['data']>;
  readonly sound: CallSound;
}) {
  const t = useText(hallText);
  const named = useNamed();
  const now = useBusinessNow(500);
  const offline = useConnection().state === 'offline';
  const closed = board.hours === null || now >= board.hours.closesAt;
  const notices = useMemo(
    () => board.notices.filter(({ kind }) => kind === 'notice').map(({ text }) => named(text)),
    [board.notices, named],
  );
  const rates = board.notices.filter(({ kind }) => kind === 'rates');
  const call = currentCall(board, now);
  useShownLanguages(board.display.shown, call?.speaking === true);
  const services = useMemo(
    () => servicesNow(board.services, board.figures.services),
    [board.services, board.figures.services],
  );
  return (
    <div className={styles.hall} data-notices={notices.length > 0 || undefined}>
      <HallHead board={board} sound={sound} />
      <div className={styles.middle}>
        <CallPanel board={board} call={call} idle={offline ? 'offline' : closed ? 'closed' : 'open'} />
        <NextList next={nextTickets(board)} />
      </div>
      <CallStrip last={lastCalls(board, call, now)} missed={missedTickets(board, now)} />
      <div className={styles.business} data-rates={rates.length > 0 || undefined}>
        <BusinessStrip services={services} elsewhere={board.elsewhere} />
        {rates.length > 0 && <RatesCard tables={rates} />}
      </div>
      {notices.length > 0 && (
        <Marquee
          lead={
            <>
              <Icon name="megaphoneSolid" size="1.2em" /> {t('notices')}
            </>
          }
          items={notices}
        />
      )}
    </div>
  );
}

function HallSkeleton() {
  return (
    <div className={styles.loading}>
      <Skeleton>
        <Bone height={60} width={620} />
        <div className={styles.loadingRow}>
          <Bone height={608} radius={24} />
          <Bone height={608} radius={24} />
        </div>
        <Bone height={208} radius={20} />
      </Skeleton>
    </div>
  );
}
