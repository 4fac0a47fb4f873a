import { padEndpoints, type Pad } from '@huiting/contracts/access/pads';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../lib/api.ts';
import { useCommand } from '../../../lib/command.ts';
import { useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { Sheet } from '../../../ui/sheet.tsx';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { padsText } from '../access.pads.text.ts';
import { accessText } from '../access.text.ts';
import { padRoles, type PadRole } from './pad-group-form.tsx';
import { PadSheet } from './pad-sheet.tsx';
import styles from './pads-panel.module.css';

const padsKey = (branchId: string) => ['access', 'pads', branchId] as const;

/** Registered PADs of a branch: whom each is for, who is on it, registering and revoking (SE-07). */
export function PadsPanel({ branchId }: { readonly branchId: string }) {
  const t = useText(padsText);
  const queries = useQueryClient();
  const query = useQuery({
    queryKey: padsKey(branchId),
    queryFn: ({ signal }) => call(padEndpoints.listPads, { branchId }, { signal }),
    // A registration on the device shows by itself.
    refetchInterval: 5_000,
  });
  const [open, setOpen] = useState<{ readonly pad: Pad | null } | null>(null);
  const [revoking, setRevoking] = useState<Pad | null>(null);
  const changed = () => void queries.invalidateQueries({ queryKey: padsKey(branchId) });
  return (
    <Panel
      title={t('title')}
      hint={t('hint')}
      extra={
        <Button size="small" icon="plus" onClick={() => setOpen({ pad: null })}>
          {t('register')}
        </Button>
      }
    >
      {query.error && !query.data ? (
        <ErrorPanel error={query.error} title={t('failed')} onRetry={() => void query.refetch()} />
      ) : !query.data ? (
        <ListSkeleton rows={2} height={44} />
      ) : query.data.pads.length === 0 ? (
        <p>{t('none')}</p>
      ) : (
        <ul>
          {query.data.pads.map((pad) => (
            <PadRow
              key={pad.id}
              pad={pad}
              onChange={() => setOpen({ pad })}
              onRevoke={() => setRevoking(pad)}
            />
          ))}
        </ul>
      )}
      {open && (
        <PadSheet
          branchId={branchId}
          pad={open.pad}
          people={query.data?.people ?? []}
          onChanged={changed}
          onClose={() => setOpen(null)}
        />
      )}
      {revoking && <RevokePad pad={revoking} onChanged={changed} onClose={() => setRevoking(null)} />}
    </Panel>
  );
}

function PadRow({
  pad,
  onChange,
  onRevoke,
}: {
  readonly pad: Pad;
  readonly onChange: () => void;
  readonly onRevoke: () => void;
}) {
  const t = useText(padsText);
  const a = useText(accessText);
  const { roles, ofBranch } = pad.group;
  const known = roles.filter((role): role is PadRole => padRoles.some((one) => one === role));
  const group = [
    known.map((role) => a(`role.${role}`)).join('、'),
    ofBranch ? t('ofBranch') : '',
    pad.userNames.length > 0 ? t('named', { names: pad.userNames.join('、') }) : '',
  ].filter((part) => part !== '');
  const names = pad.signedIn.join('、');
  return (
    <li className={styles.row} data-idle={pad.revoked || undefined}>
      <strong>{pad.name}</strong>
      <span>{group.length === 0 ? t('everybody') : group.join(' · ')}</span>
      <span>
        {pad.revoked ? (
          <Tag kind="idle" icon="banSolid">
            {t('revoked')}
          </Tag>
        ) : pad.enrolledAt === null ? (
          <Tag kind="warn">{t('waiting')}</Tag>
        ) : (
          <Tag kind="ok" bordered>
            {t('working')}
          </Tag>
        )}{' '}
        {pad.enrolledAt !== null && !pad.revoked && (
          <small>{names === '' ? t('nobodyOn') : t('on', { names })}</small>
        )}
      </span>
      <span className={styles.acts}>
        {!pad.revoked && (
          <>
            <Button size="small" onClick={onChange}>
              {t('change')}
            </Button>
            <Button size="small" kind="danger" onClick={onRevoke}>
              {t('revoke')}
            </Button>
          </>
        )}
      </span>
    </li>
  );
}

function RevokePad({
  pad,
  onChanged,
  onClose,
}: {
  readonly pad: Pad;
  readonly onChanged: () => void;
  readonly onClose: () => void;
}) {
  const t = useText(padsText);
  const toast = useToast();
  const { run, busy } = useCommand(useProblemToast());
  async function revoke() {
    const answer = await run(padEndpoints.revokePad, { branchId: pad.branchId, padId: pad.id });
    if (!answer) return;
    toast({ words: t('revokedDone', { name: pad.name }) });
    onChanged();
    onClose();
  }
  return (
    <Sheet
      open
      onClose={onClose}
      title={t('revokeTitle', { name: pad.name })}
      actions={
        <>
          <Button kind="danger" busy={busy !== null} onClick={() => void revoke()}>
            {t('revoke')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      {t('revokeHint')}
    </Sheet>
  );
}
