import { accessEndpoints } from '@huiting/contracts/access';
import { queueEndpoints } from '@huiting/contracts/queue';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { TerminalTrouble } from '../../features/queue-display/index.ts';
import { call } from '../../lib/api.ts';
import { useText } from '../../lib/i18n.ts';
import styles from './at-window.module.css';
import { lobbyText } from './lobby.text.ts';
import type { EnrolledTerminal } from './terminal-gate.tsx';
import { choosingWindow } from './terminal-kinds.ts';

interface AtWindowProps {
  readonly terminal: EnrolledTerminal;
  readonly children: (windowId: string) => ReactNode;
}

/** Window displays and evaluators stand at one window; in the demo it is chosen on the screen. */
export function AtWindow({ terminal, children }: AtWindowProps) {
  const t = useText(lobbyText);
  if (
    terminal.demo &&
    (terminal.windowId === null || new URLSearchParams(location.search).has(choosingWindow))
  )
    return <PickWindow terminal={terminal} />;
  if (terminal.windowId !== null) return children(terminal.windowId);
  return <p className={styles.sentence}>{t('noWindowBound')}</p>;
}

function PickWindow({ terminal }: { readonly terminal: EnrolledTerminal }) {
  const t = useText(lobbyText);
  const [failure, setFailure] = useState<{ readonly error: unknown; readonly at: number } | null>(null);
  const board = useQuery({
    queryKey: ['queue', 'display', terminal.branch.id],
    queryFn: ({ signal }) => call(queueEndpoints.getDisplay, { branchId: terminal.branch.id }, { signal }),
  });

  async function choose(windowId: string) {
    try {
      await call(accessEndpoints.takeDemoTerminal, {
        branchId: terminal.branch.id,
        kind: terminal.kind,
        windowId,
      });
      location.replace(location.pathname);
    } catch (error) {
      setFailure({ error, at: Date.now() });
    }
  }

  const error = failure?.error ?? board.error;
  if (error)
    return (
      <TerminalTrouble
        error={error}
        since={failure?.at ?? board.errorUpdatedAt}
        onRetry={() => (failure ? setFailure(null) : void board.refetch())}
      />
    );
  return (
    <div className={styles.pick}>
      <h1>{t('pickWindow')}</h1>
      <p>{terminal.branch.name}</p>
      <ul>
        {board.data?.windows.map((window) => (
          <li key={window.id}>
            <button type="button" onClick={() => void choose(window.id)}>
              <b className="num">{window.label}</b>
              {window.staffName && <span>{window.staffName}</span>}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
