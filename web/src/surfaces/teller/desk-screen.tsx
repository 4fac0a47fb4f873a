import type { Board } from '@huiting/contracts/queue';
import { useMemo } from 'react';
import { createPortal } from 'react-dom';
import { useBranch } from '../../features/hall/index.ts';
import type { Desk } from '../../features/queue/index.ts';
import { useFormat } from '../../lib/format-context.tsx';
import { useText } from '../../lib/i18n.ts';
import { useReading } from '../../lib/peripherals/index.ts';
import { DeskActionBar } from './desk-action-bar.tsx';
import { DeskDialogs } from './desk-dialogs.tsx';
import { DeskHead } from './desk-head.tsx';
import { DeskQueue } from './desk-queue.tsx';
import styles from './desk-screen.module.css';
import { DeskStrip } from './desk-strip.tsx';
import { DeskVisit } from './desk-visit.tsx';
import { useStripWindow } from './strip-window.ts';
import { tellerText } from './teller.text.ts';
import { useDeskActs } from './use-desk-acts.ts';
import { useDeskHotkeys } from './use-desk-hotkeys.ts';

/** The window page: who is here, what helps, who comes next, what to press. */
export function DeskScreen({ board, desk }: { readonly board: Board; readonly desk: Desk }) {
  const t = useText(tellerText);
  const branch = useBranch();
  const format = useFormat();
  const deskActs = useDeskActs(branch.id, desk);
  const strip = useStripWindow(t('stripTitle', { window: format.windowName(desk.window.label) }));
  useDeskHotkeys(
    deskActs,
    useMemo(() => [document, ...(strip.strip ? [strip.strip.document] : [])], [strip.strip]),
  );

  const { current } = desk;
  // the identify dialog reads for itself
  const readsHere =
    current !== null && deskActs.dialog === null && (current.state === 'called' || current.customer === null);
  useReading('cardReader', readsHere ? ({ identifier }) => void deskActs.acts.attach(identifier) : null);
  useReading('idReader', readsHere ? ({ identifier }) => void deskActs.acts.attach(identifier) : null);

  return (
    <div className={styles.screen}>
      <DeskHead desk={desk} deskActs={deskActs} strip={strip} />
      <main className={styles.body}>
        <DeskVisit board={board} desk={desk} deskActs={deskActs} />
        <DeskQueue board={board} desk={desk} deskActs={deskActs} />
      </main>
      <DeskActionBar desk={desk} deskActs={deskActs} />
      <DeskDialogs board={board} desk={desk} deskActs={deskActs} />
      {strip.strip &&
        createPortal(
          <DeskStrip board={board} desk={desk} deskActs={deskActs} onBack={strip.close} />,
          strip.strip.document.body,
        )}
    </div>
  );
}
