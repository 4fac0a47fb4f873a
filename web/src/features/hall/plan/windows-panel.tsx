import type { Board } from '@huiting/contracts/queue';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import { Sheet } from '../../../ui/sheet.tsx';
import { WindowGrid } from '../../queue/index.ts';
import { hallText } from '../hall.text.ts';
import styles from './windows-panel.module.css';

/** Drawn when asked for. */
const HallPlan = lazy(() => import('./hall-plan.tsx').then(({ HallPlan: plan }) => ({ default: plan })));

interface WindowsPanelProps {
  readonly title: string;
  readonly board: Board;
  readonly branchId: string;
  readonly onWindow: (windowId: string) => void;
  readonly extra?: ReactNode;
  readonly scroll?: boolean;
}

/** The windows of the hall in their order, or where they stand. */
export function WindowsPanel({ title, board, branchId, onWindow, extra, scroll = false }: WindowsPanelProps) {
  const t = useText(hallText);
  const [view, setView] = useState<'list' | 'plan'>('list');
  const [large, setLarge] = useState(false);
  return (
    <Panel
      title={title}
      scroll={scroll}
      extra={
        <>
          <Segmented
            label={t('windowsView')}
            value={view}
            onChange={setView}
            options={[
              { value: 'list', label: t('asList') },
              { value: 'plan', label: t('asPlan') },
            ]}
          />
          {extra}
        </>
      }
    >
      {view === 'list' ? (
        <WindowGrid board={board} onOpen={(window) => onWindow(window.id)} />
      ) : (
        <Suspense fallback={null}>
          <HallPlan board={board} branchId={branchId} onWindow={onWindow} />
          <div className={styles.larger}>
            <Button kind="link" icon="scan" onClick={() => setLarge(true)}>
              {t('planLarger')}
            </Button>
          </div>
        </Suspense>
      )}
      {large && (
        <Sheet open width={1120} title={title} onClose={() => setLarge(false)}>
          <Suspense fallback={null}>
            <HallPlan
              board={board}
              branchId={branchId}
              onWindow={(id) => {
                setLarge(false);
                onWindow(id);
              }}
            />
          </Suspense>
        </Sheet>
      )}
    </Panel>
  );
}
