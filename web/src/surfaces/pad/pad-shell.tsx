import { Outlet } from '@tanstack/react-router';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useCases } from '../../features/feedback/index.ts';
import { useBranch } from '../../features/hall/index.ts';
import { useBoard } from '../../features/queue/index.ts';
import { useAlerts, workflowText } from '../../features/workflow/index.ts';
import { useNamed, useText } from '../../lib/i18n.ts';
import { useConnection } from '../../lib/live.ts';
import { useMe, usePermission } from '../../lib/session.tsx';
import { useToast } from '../../ui/toast.tsx';
import { giveSignal } from './alert-signal.ts';
import { useOfflineCopy } from './offline/use-offline-copy.ts';
import { PadHead } from './pad-head.tsx';
import { PadRail } from './pad-rail.tsx';
import styles from './pad-shell.module.css';
import { PadSheetsContext, type PadSheet } from './pad-sheets.tsx';
import { padText } from './pad.text.ts';

/** What lies over the rooms comes after the hall itself; the service worker has it before it is opened. */
const PadSheetLayer = lazy(() =>
  import('./pad-sheet-layer.tsx').then((part) => ({ default: part.PadSheetLayer })),
);

/** Rail, head, room, and what lies over it. Watches what must be heard in every room. */
export function PadShell() {
  const t = useText(padText);
  const w = useText(workflowText);
  const named = useNamed();
  const branch = useBranch();
  const me = useMe();
  const show = useToast();
  const offline = useConnection().state === 'offline';
  const [sheet, setSheet] = useState<PadSheet | null>(null);
  const board = useBoard(branch.id);
  useOfflineCopy(branch, board.data);
  useCases(branch.id, usePermission('feedback.view'));
  useAlerts(branch.id, {
    enabled: usePermission('alert.view'),
    onRaised: (alert) => {
      // What is for one person rings in that person's hand.
      if (alert.staffId !== null && alert.staffId !== me.staff?.id) return;
      giveSignal();
      show({
        words: w('newAlert', { title: named(alert.title) }),
        kind: alert.severity === 'info' ? 'info' : 'warn',
        forMs: 6000,
      });
    },
  });
  const blocked = offline ? t('offline') : null;
  const sheets = useMemo(() => ({ open: setSheet, close: () => setSheet(null), blocked }), [blocked]);
  return (
    <PadSheetsContext value={sheets}>
      <div className={styles.shell}>
        <PadRail />
        <div className={styles.page}>
          <PadHead />
          <Outlet />
        </div>
      </div>
      {sheet && (
        <Suspense fallback={null}>
          <PadSheetLayer sheet={sheet} />
        </Suspense>
      )}
    </PadSheetsContext>
  );
}
