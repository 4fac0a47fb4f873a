import { accessEndpoints, type Terminal } from '@huiting/contracts/access';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Checkbox } from 'antd';
import { useState, type ReactNode } from 'react';
import { useCommand } from '../../../lib/command.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
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
import { RegisterTerminal } from '../components/register-terminal.tsx';

export interface TerminalWindow {
  readonly id: string;
  readonly label: string;
}
interface TerminalsScreenProps {
  readonly branchId: string | null;
  /** Where another branch is chosen. */
  readonly choice: ReactNode;
  readonly windows: readonly TerminalWindow[];
  /** Shown until a branch is chosen. */
  readonly unchosen: ReactNode;
}

/** Terminals of one branch: register with a one-time code, revoke. */
export function TerminalsScreen({ branchId, choice, windows, unchosen }: TerminalsScreenProps) {
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
      {branchId === null ? unchosen : <TerminalTable branchId={branchId} windows={windows} choice={choice} />}
      {registering && branchId !== null && (
        <RegisterTerminal branchId={branchId} windows={windows} onClose={() => setRegistering(false)} />
      )}
    </ListPage>
  );
}

interface TerminalTableProps {
  readonly branchId: string;
  readonly windows: readonly TerminalWindow[];
  readonly choice: ReactNode;
}
function TerminalTable({ branchId, windows, choice }: TerminalTableProps) {
  const t = useText(accessText);
  const format = useFormat();
  const now = useWallNow(10_000);
  const query = useQuery(terminalsQuery(branchId));
  const [withRevoked, setWithRevoked] = useState(false);
  const [revoking, setRevoking] = useState<Terminal | null>(null);
  const rows = query.data?.terminals.filter((terminal) => withRevoked || !terminal.revoked);
  const windowOf = (id: string | null) => windows.find((window) => window.id === id)?.label ?? null;
  return (
    <>
      <QueryTable<Terminal>
        rows={rows}
        rowKey={(terminal) => terminal.id}
        error={query.error}
        onRetry={() => void query.refetch()}
        emptyWords={t('terminal.none')}
        rowState={(terminal) => (terminal.revoked ? 'idle' : undefined)}
        filters={
          <>
            {choice}
            <Checkbox checked={withRevoked} onChange={(event) => setWithRevoked(event.target.checked)}>
              {t('terminal.showRevoked')}
            </Checkbox>
          </>
        }
        columns={[
          { title: t('terminal.name'), dataIndex: 'name' },
          { title: t('terminal.kindColumn'), render: (_, terminal) => t(`kind.${terminal.kind}`) },
          {
            title: t('terminal.window'),
            render: (_, terminal) => {
              const label = windowOf(terminal.windowId);
              return label === null ? '—' : format.windowName(label);
            },
          },
          {
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
            title: t('terminal.enrolled'),
            render: (_, terminal) => (
              <span className="num num-medium">{format.stamp(terminal.enrolledAt)}</span>
            ),
          },
          {
            title: t('terminal.seen'),
            render: (_, terminal) =>
              terminal.lastSeenAt === null ? t('terminal.never') : format.ago(terminal.lastSeenAt, now),
          },
          {
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
