import { sessionEndpoints } from '@huiting/contracts/access/session';
import { queueEndpoints } from '@huiting/contracts/queue';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { TerminalTrouble } from '../../features/queue/display/terminal-trouble.tsx';
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
  const board = useQuery({
    queryKey: ['queue', 'display', terminal.branch.id],
    queryFn: ({ signal }) => call(queueEndpoints.getDisplay, { branchId: terminal.branch.id }, { signal }),
  });

  const choice = useMutation({
    mutationFn: (windowId: string) =>
      call(sessionEndpoints.takeDemoTerminal, {
        branchId: terminal.branch.id,
        kind: terminal.kind,
        windowId,
      }),
    onSuccess: () => location.replace(location.pathname),
  });

  const error = choice.error ?? board.error;
  if (error)
    return (
      <TerminalTrouble
        error={error}
        since={choice.error ? choice.submittedAt : board.errorUpdatedAt}
        onRetry={() => (choice.error ? choice.reset() : void board.refetch())}
      />
    );
  return (
    <div className={styles.pick}>
      <h1>{t('pickWindow')}</h1>
      <p>{terminal.branch.name}</p>
      <ul>
        {board.data?.windows.map((window) => (
          <li key={window.id}>
            <button type="button" onClick={() => choice.mutate(window.id)}>
              <b className="num">{window.label}</b>
              {window.staffName && <span>{window.staffName}</span>}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
