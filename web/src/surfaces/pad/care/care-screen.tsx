import {
  relationshipEndpoints,
  type PlanState,
  type Relationship,
} from '@huiting/contracts/customer/relationships';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import {
  CareFile,
  careListQuery,
  careText,
  HandoverLines,
  HandoverSheet,
  handoversQuery,
  LastContact,
  PlanTag,
} from '../../../features/customer/care/index.ts';
import { customerText, isVip } from '../../../features/customer/index.ts';
import { useBranch } from '../../../features/hall/index.ts';
import { useText } from '../../../lib/i18n.ts';
import { useMay } from '../../../lib/may.ts';
import { useMe } from '../../../lib/session.tsx';
import { Avatar } from '../../../ui/brand.tsx';
import { Button } from '../../../ui/button.tsx';
import { EmptyState, FilterEmpty } from '../../../ui/empty-state.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import { Sheet } from '../../../ui/sheet.tsx';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { usePadSheets } from '../pad-sheets.tsx';
import room from '../room-page.module.css';
import styles from './care-screen.module.css';

type Due = PlanState | 'all';

/** A relationship manager's own customers: who is overdue, who is due today; what was said, and who takes over. */
export default function CareScreen() {
  const t = useText(careText);
  const branch = useBranch();
  const me = useMe();
  const { blocked } = usePadSheets();
  const mayHandOver = useMay(relationshipEndpoints.askHandover) && me.staff !== null;
  const [due, setDue] = useState<Due>('all');
  const [openId, setOpenId] = useState<string | null>(null);
  const [chosen, setChosen] = useState<readonly string[] | null>(null);
  const [handingOver, setHandingOver] = useState(false);
  // Whoever oversees the branch works from the console; here it is one's own customers.
  const own = me.staff ? { owner: me.staff.id } : {};
  const query = useInfiniteQuery(careListQuery(branch.id, due === 'all' ? own : { ...own, due }));
  const handovers = useQuery(handoversQuery(branch.id));
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  const counts = query.data?.pages[0]?.counts;
  const words = (state: Due, count: number | undefined) =>
    count === undefined ? t(`due.${state}`) : `${t(`due.${state}`)} ${count}`;
  const toggle = (id: string) =>
    setChosen((now) =>
      now === null ? now : now.includes(id) ? now.filter((one) => one !== id) : [...now, id],
    );
  return (
    <>
      <main className={room.page} tabIndex={0}>
        <div className={room.bar}>
          <h2>{t('title')}</h2>
          <Segmented<Due>
            label={t('filter')}
            value={due}
            onChange={setDue}
            options={[
              { value: 'all', label: words('all', counts?.all) },
              { value: 'overdue', label: words('overdue', counts?.overdue) },
              { value: 'today', label: words('today', counts?.today) },
              { value: 'none', label: words('none', counts?.none) },
            ]}
          />
          {mayHandOver && (
            <span className={room.end}>
              {chosen !== null && (
                <Button
                  kind="primary"
                  icon="swap"
                  disabled={chosen.length === 0 || blocked !== null}
                  title={blocked ?? undefined}
                  onClick={() => setHandingOver(true)}
                >
                  {t('handoverMany', { count: chosen.length })}
                </Button>
              )}
              <Button onClick={() => setChosen(chosen === null ? [] : null)}>
                {t(chosen === null ? 'choose' : 'chooseDone')}
              </Button>
            </span>
          )}
        </div>
        {query.isPending && <ListSkeleton rows={6} height={68} />}
        {query.error && !query.data && (
          <ErrorPanel error={query.error} title={t('failed')} onRetry={() => void query.refetch()} />
        )}
        {query.data && counts?.all === 0 && <EmptyState icon="heart" words={t('none')} />}
        {query.data && rows.length === 0 && counts !== undefined && counts.all > 0 && (
          <FilterEmpty onClear={() => setDue('all')} />
        )}
        {rows.length > 0 && (
          <ul className={styles.rows}>
            {rows.map((one) => (
              <CareRow
                key={one.customer.id}
                relationship={one}
                chosen={chosen?.includes(one.customer.id) ?? null}
                onToggle={() => toggle(one.customer.id)}
                onOpen={() => setOpenId(one.customer.id)}
              />
            ))}
          </ul>
        )}
        {query.hasNextPage && (
          <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('more')}
          </Button>
        )}
        {handovers.data && handovers.data.handovers.length > 0 && (
          <Panel title={t('handovers')} count={handovers.data.handovers.length}>
            <HandoverLines handovers={handovers.data.handovers} />
          </Panel>
        )}
      </main>
      {openId && (
        <Sheet open side="side" width={560} title={t('file')} onClose={() => setOpenId(null)}>
          <CareFile key={openId} branchId={branch.id} customerId={openId} blocked={blocked} />
        </Sheet>
      )}
      {handingOver && chosen && me.staff && (
        <HandoverSheet
          branchId={branch.id}
          fromStaffId={me.staff.id}
          customerIds={chosen}
          onDone={() => {
            setHandingOver(false);
            setChosen(null);
          }}
          onClose={() => setHandingOver(false)}
        />
      )}
    </>
  );
}

interface CareRowProps {
  readonly relationship: Relationship;
  /** Null = nobody is being chosen. */
  readonly chosen: boolean | null;
  readonly onToggle: () => void;
  readonly onOpen: () => void;
}

function CareRow({ relationship, chosen, onToggle, onOpen }: CareRowProps) {
  const t = useText(careText);
  const c = useText(customerText);
  const { customer, handingOver } = relationship;
  const isLeaving = handingOver && chosen !== null;
  return (
    <li>
      <button
        type="button"
        className={styles.row}
        aria-pressed={chosen ?? undefined}
        disabled={isLeaving}
        onClick={chosen === null ? onOpen : onToggle}
      >
        <Avatar name={customer.maskedName} size={44} />
        <span className={styles.who}>
          <strong>
            {customer.maskedName}
            {isVip(customer.tier) && <Tag kind="vip">{c(`tier.${customer.tier}`)}</Tag>}
            {customer.elder && <Tag kind="elder">{c('elder')}</Tag>}
            {handingOver && <Tag kind="warn">{t('handingOver')}</Tag>}
          </strong>
          <span>
            <LastContact relationship={relationship} />
          </span>
        </span>
        <PlanTag relationship={relationship} />
      </button>
    </li>
  );
}
