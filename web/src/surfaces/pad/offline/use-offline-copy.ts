import type { Board } from '@huiting/contracts/queue';
import { useEffect, useRef } from 'react';
import { businessClock } from '../../../lib/clock.ts';
import type { CurrentBranch } from '../../../features/hall/index.ts';
import { useMe, whenSessionEnds } from '../../../lib/session.tsx';
import { saveCopy, wipeCopy, type OfflineCopy } from './offline-store.ts';

/** The board changes many times a minute; one writing every five seconds is enough. */
const everyMs = 5_000;

/** Keeps the latest board readable without a network, and wipes it when the session ends for whatever reason. */
export function useOfflineCopy(branch: CurrentBranch, board: Board | undefined): void {
  const me = useMe();
  const latest = useRef<OfflineCopy | null>(null);
  useEffect(() => {
    if (!board) return;
    latest.current = {
      savedAt: Date.now(),
      asOf: board.figures.at,
      userId: me.id,
      branchName: branch.name,
      timeZone: branch.record?.timeZone ?? 'Asia/Shanghai',
      clock: businessClock.reading(),
      idleMinutes: me.idleLogoutMinutes,
      board,
    };
  }, [board, branch, me]);
  useEffect(() => {
    let written: OfflineCopy | null = null;
    const write = () => {
      const copy = latest.current;
      if (copy === null || copy === written) return;
      written = copy;
      // private windows may refuse storage; the board on the screen lives on
      void saveCopy(copy).catch(() => {});
    };
    const first = setTimeout(write, 1_000);
    const timer = setInterval(write, everyMs);
    const forget = whenSessionEnds(async () => {
      latest.current = null;
      await wipeCopy();
    });
    return () => {
      clearTimeout(first);
      clearInterval(timer);
      forget();
    };
  }, []);
}
