import { HandoverItem, handoverItems, staffEndpoints, type Rotation } from '@huiting/contracts/staff';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useFormat } from '../../../lib/format-context.tsx';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { useMe } from '../../../lib/session.tsx';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { ChoiceChips, TextField } from '../../../ui/field.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { postsText } from '../staff.posts.text.ts';
import { myHandoversQuery } from '../staff.queries.ts';
import { useStaffCommand } from './change-act.ts';
import styles from './staff.module.css';

/** Handovers in which I give or take a post; used by console and PAD, so without antd. */
export function Handovers() {
  const t = useText(postsText);
  const query = useQuery(myHandoversQuery);
  if (query.error && !query.data)
    return <ErrorPanel error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <ListSkeleton rows={3} height={80} />;
  if (query.data.rotations.length === 0) return <EmptyState icon="swap" words={t('noHandovers')} />;
  return (
    <div className={styles.parts}>
      {query.data.rotations.map((rotation) => (
        <Handover key={rotation.id} rotation={rotation} />
      ))}
    </div>
  );
}

function Handover({ rotation }: { readonly rotation: Rotation }) {
  const t = useText(postsText);
  const named = useNamed();
  const format = useFormat();
  const toast = useToast();
  const me = useMe();
  const { run, busy } = useStaffCommand();
  const [items, setItems] = useState<readonly HandoverItem[]>([]);
  const [note, setNote] = useState('');
  const mine = rotation.staffId === me.staff?.id ? rotation.outgoing : rotation.incoming;
  const isOpen = rotation.state === 'approved' && mine === null;
  async function sign() {
    const answer = await run(staffEndpoints.signHandover, {
      rotationId: rotation.id,
      keptAt: rotation.keptAt,
      items: [...items],
      note,
    });
    if (answer !== null) toast({ words: t('signed') });
  }
  const signature = (label: string, one: Rotation['outgoing']) => (
    <li>
      <strong>{label}</strong>
      <Tag kind={one === null ? 'warn' : 'ok'}>
        {one === null ? t('notSigned') : t('signedAt', { time: format.stamp(one.at) })}
      </Tag>
      <span>{one?.note}</span>
    </li>
  );
  return (
    <Panel
      title={`${named(rotation.postName)} · ${rotation.orgUnitName}`}
      hint={t(rotation.staffId === me.staff?.id ? 'asOutgoing' : 'asIncoming')}
      extra={
        <Tag kind={rotation.state === 'done' ? 'ok' : rotation.overdue ? 'danger' : 'info'}>
          {rotation.overdue && rotation.state === 'approved' ? t('overdue') : t(`rotation.${rotation.state}`)}
        </Tag>
      }
    >
      <div className={styles.form}>
        <p className="num">
          {t('plannedOn')} {rotation.plannedOn}
        </p>
        <ul className={styles.rows}>
          {signature(`${t('outgoing')} ${rotation.staffName}`, rotation.outgoing)}
          {signature(`${t('incoming')} ${rotation.successorName}`, rotation.incoming)}
        </ul>
        {isOpen && (
          <>
            <ChoiceChips<HandoverItem>
              label={t('handoversTitle')}
              options={HandoverItem.options.map((value) => ({ value, label: named(handoverItems[value]) }))}
              chosen={items}
              onChange={setItems}
            />
            <TextField
              label={t('note')}
              maxLength={200}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
            <div>
              <Button
                kind="primary"
                disabled={items.length < HandoverItem.options.length}
                busy={busy !== null}
                onClick={() => void sign()}
              >
                {t('sign')}
              </Button>
            </div>
          </>
        )}
      </div>
    </Panel>
  );
}
