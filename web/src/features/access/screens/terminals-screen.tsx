import { accessEndpoints, type Terminal } from '@huiting/contracts/access';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Checkbox } from 'antd';
import { useState, type ReactNode } from 'react';
import { useCommand } from '../../../lib/command.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import type { ListAddress } from '../../../lib/list-address.ts';
import { useWallNow } from '../../../lib/ticker.ts';
import { ListPage } from '../../../ui/antd/list-page.tsx';
import { QueryTable } from '../../../ui/antd/query-table.tsx';
import { Button } from '../../../ui/button.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { Sheet } from '../../../ui/sheet.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { accessKeys, terminalsQuery } from '../access.queries.ts';
import { accessText } from '../access.text.ts';
import { PadsPanel } from '../components/pads-panel.tsx';
import { RegisterTerminal } from '../components/register-terminal.tsx';

export interface TerminalWindow {
  readonly id: string;
  readonly label: string;
}
interface TerminalsScreenProps {
  /** `q`, and `revoked=yes` to show those too. */
  readonly address: ListAddress;
  readonly branchId: string | null;
  /** Where another branch is chosen. */
  readonly choice: ReactNode;
  readonly windows: readonly TerminalWindow[];
  /** Shown until a branch is chosen. */
  readonly unchosen: ReactNode;
}

/** Terminals of one branch: register with a one-time code, revoke. */
export function TerminalsScreen({ address, branchId, choice, windows, unchosen }: TerminalsScreenProps) {
  const t = useText(accessText);
  const [registering, setRegistering] = useState(false);
  return (
    <ListPage
      title={t('terminal.title')}
      hint={t('terminal.hint')}
      action={
        branchId !== null && (
          <Button kind="primary" icon="plus" onClick={() => setRegistering(true)}>
            {t('terminal.register')}
          </Button>
        )
      }
    >
      {branchId === null ? (
        unchosen
      ) : (
        <>
          <TerminalTable address={address} branchId={branchId} windows={windows} choice={choice} />
          <PadsPanel branchId={branchId} />
        </>
      )}
      {registering && branchId !== null && (
        <RegisterTerminal branchId={branchId} windows={windows} onClose={() => setRegistering(false)} />
      )}
    </ListPage>
  );
}

interface TerminalTableProps {
  readonly address: ListAddress;
  readonly branchId: string;
  readonly windows: readonly TerminalWindow[];
  readonly choice: ReactNode;
}
function TerminalTable({ address: { words, change }, branchId, windows, choice }: TerminalTableProps) {
  const t = useText(accessText);
  const format = useFormat();
  const now = useWallNow(10_000);
  const query = useQuery(terminalsQuery(branchId));
  const withRevoked = words['revoked'] === 'yes';
  const queries = useQueryClient();
  const [revoking, setRevoking] = useState<Terminal | null>(null);
  const rows = query.data?.terminals.filter((terminal) => withRevoked || !terminal.revoked);
  const windowOf = (id: string | null) => windows.find((window) => window.id === id)?.label ?? null;
  return (
    <>
      <QueryTable<Terminal>
        list="terminals"
        find={{
          words: words['q'],
          onWords: (q) => change({ q }),
          of: (terminal) => [terminal.name, t(`kind.${terminal.kind}`), windowOf(terminal.windowId) ?? ''],
        }}
        bulk={{
          nameOf: ({ name }) => name,
          acts: [
            {
              name: t('terminal.revoke'),
              kind: 'danger',
              confirm: t('terminal.revokeHint'),
              fits: ({ revoked }) => !revoked,
              act: ({ id }, { send }) => send(accessEndpoints.revokeTerminal, { branchId, terminalId: id }),
              after: () => queries.invalidateQueries({ queryKey: accessKeys.terminals(branchId) }),
            },
          ],
        }}
        rows={rows}
        rowKey={(terminal) => terminal.id}
        error={query.error}
        onRetry={() => void query.refetch()}
        emptyWords={t('terminal.none')}
        rowState={(terminal) => (terminal.revoked ? 'idle' : undefined)}
        filters={
          <>
            {choice}
            <Checkbox
              checked={withRevoked}
              onChange={(event) => change({ revoked: event.target.checked ? 'yes' : null })}
            >
              {t('terminal.showRevoked')}
            </Checkbox>
          </>
        }
        columns={[
          { key: 'name', title: t('terminal.name'), dataIndex: 'name' },
          {
            key: 'kind',
            title: t('terminal.kindColumn'),
            render: (_, terminal) => t(`kind.${terminal.kind}`),
          },
          {
            key: 'window',
            title: t('terminal.window'),
            render: (_, terminal) => {
              const label = windowOf(terminal.windowId);
              return label === null ? '—' : format.windowName(label);
            },
          },
          {
            key: 'state',
            title: t('terminal.state'),
            render: (_, terminal) =>
              terminal.revoked ? (
                <Tag kind="idle" icon="banSolid">
                  {t('terminal.revoked')}
                </Tag>
              ) : terminal.enrolledAt === null ? (
                <Tag kind="warn">{t('terminal.waiting')}</Tag>
              ) : (
                <Tag kind="ok" bordered>
                  {t('terminal.working')}
                </Tag>
              ),
          },
          {
            key: 'enrolled',
            title: t('terminal.enrolled'),
            render: (_, terminal) => (
              <span className="num num-medium">{format.stamp(terminal.enrolledAt)}</span>
            ),
          },
          {
            key: 'seen',
            title: t('terminal.seen'),
            render: (_, terminal) =>
              terminal.lastSeenAt === null ? t('terminal.never') : format.ago(terminal.lastSeenAt, now),
          },
          {
            key: 'acts',
            title: t('terminal.act'),
            width: 90,
            render: (_, terminal) =>
              !terminal.revoked && (
                <Button size="small" kind="danger" onClick={() => setRevoking(terminal)}>
                  {t('terminal.revoke')}
                </Button>
              ),
          },
        ]}
      />
      {revoking && <RevokeSheet terminal={revoking} onClose={() => setRevoking(null)} />}
    </>
  );
}

function RevokeSheet({ terminal, onClose }: { readonly terminal: Terminal; readonly onClose: () => void }) {
  const t = useText(accessText);
  const toast = useToast();
  const queries = useQueryClient();
  const command = useCommand(useProblemToast());
  async function revoke() {
    const { branchId, id, name } = terminal;
    const answer = await command.run(accessEndpoints.revokeTerminal, { branchId, terminalId: id });
    if (!answer) return;
    await queries.invalidateQueries({ queryKey: accessKeys.terminals(branchId) });
    toast({ words: t('terminal.revokedDone', { name }) });
    onClose();
  }
  return (
    <Sheet
      open
      onClose={onClose}
      title={t('terminal.revokeTitle', { name: terminal.name })}
      actions={
        <>
          <Button kind="danger" busy={command.busy !== null} onClick={() => void revoke()}>
            {t('terminal.revoke')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      {t('terminal.revokeHint')}
    </Sheet>
  );
}
