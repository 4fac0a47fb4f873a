import {
  PlanState,
  relationshipEndpoints,
  type Relationship,
} from '@huiting/contracts/customer/relationships';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Select } from 'antd';
import { useState } from 'react';
import {
  CareFile,
  careListQuery,
  careText,
  HandoverLines,
  HandoverSheet,
  handoversQuery,
  LastContact,
  managersQuery,
  PlanTag,
} from '../../../features/customer/care/index.ts';
import { useText } from '../../../lib/i18n.ts';
import { useConnection } from '../../../lib/live.ts';
import { useMay } from '../../../lib/may.ts';
import { useMe } from '../../../lib/session.tsx';
import { DetailDrawer } from '../../../ui/antd/detail-drawer.tsx';
import { ListMore } from '../../../ui/antd/list-page.tsx';
import { QueryTable } from '../../../ui/antd/query-table.tsx';
import { Button } from '../../../ui/button.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { Guarded } from '../guarded.tsx';
import { BranchHead, useChosenBranch } from '../queue/branch-head.tsx';
import styles from './customers.module.css';

/** `/customers?branch=<id>&due=overdue&owner=<staff>&customer=<id>`: filters and the open file are in the address. */
export function CustomersRoute() {
  return (
    <Guarded permission="customer.oversee">
      <Customers />
    </Guarded>
  );
}

function Customers() {
  const t = useText(careText);
  const go = useNavigate();
  const me = useMe();
  const chosen = useChosenBranch('/customers');
  const search = useSearch({ strict: false }) as Record<string, unknown>;
  const word = (name: string) => (typeof search[name] === 'string' ? search[name] : undefined);
  const due = PlanState.options.find((one) => one === word('due'));
  const owner = word('owner');
  const openId = word('customer') ?? null;
  const branchId = chosen.id ?? '';
  const enabled = chosen.id !== null;
  const filter = { ...(due ? { due } : {}), ...(owner ? { owner } : {}) };
  const query = useInfiniteQuery({ ...careListQuery(branchId, filter), enabled });
  const managers = useQuery({ ...managersQuery(branchId), enabled }).data?.managers ?? [];
  const handovers = useQuery({ ...handoversQuery(branchId), enabled }).data?.handovers ?? [];
  const mayHandOver = useMay(relationshipEndpoints.askHandover) && me.staff !== null;
  const offline = useConnection().state === 'offline';
  const [handover, setHandover] = useState<{ from: string; ids: string[] | null } | null>(null);
  const show = (next: {
    due?: string | undefined;
    owner?: string | undefined;
    customer?: string | undefined;
  }) => {
    const all = { branch: word('branch'), due, owner, customer: openId ?? undefined, ...next };
    const set = Object.entries(all).filter(([, value]) => value !== undefined && value !== '');
    void go({ to: '/customers', search: Object.fromEntries(set) as never, replace: true });
  };
  if (chosen.id === null) return chosen.missing;
  const rows = query.data?.pages.flatMap((page) => page.items);
  const open = rows?.find(({ customer }) => customer.id === openId);
  return (
    <div className={styles.row}>
      <div className={styles.page} tabIndex={0}>
        <BranchHead
          title={t('consoleTitle')}
          hint={t('consoleHint')}
          chosen={chosen}
          extra={
            mayHandOver &&
            owner && (
              <Button icon="swap" disabled={offline} onClick={() => setHandover({ from: owner, ids: null })}>
                {t('handoverAll')}
              </Button>
            )
          }
        />
        <QueryTable<Relationship>
          rows={rows}
          rowKey={({ customer }) => customer.id}
          error={query.error}
          onRetry={() => void query.refetch()}
          refreshing={query.isFetching && !query.isFetchingNextPage}
          filtered={due !== undefined || owner !== undefined}
          onClearFilters={() => show({ due: undefined, owner: undefined })}
          emptyWords={t('none')}
          selectedKey={openId}
          onOpen={({ customer }) => show({ customer: customer.id })}
          filters={
            <>
              <Select
                value={due ?? ''}
                aria-label={t('filter')}
                className={styles.select ?? ''}
                onChange={(value) => show({ due: value })}
                options={['', ...PlanState.options].map((value) => ({
                  value,
                  label: t(value === '' ? 'due.all' : `due.${value as PlanState}`),
                }))}
              />
              <Select
                value={owner ?? ''}
                aria-label={t('owner')}
                className={styles.select ?? ''}
                showSearch={{ optionFilterProp: 'label' }}
                onChange={(value) => show({ owner: value })}
                options={[
                  { value: '', label: t('anyOwner') },
                  ...managers.map((one) => ({
                    value: one.staffId,
                    label: t('overdueOf', { name: one.name, count: one.customers, overdue: one.overdue }),
                  })),
                ]}
              />
            </>
          }
          columns={[
            { title: t('customer'), render: (_, one) => one.customer.maskedName },
            { title: t('owner'), dataIndex: 'ownerName' },
            { title: t('next'), render: (_, one) => <PlanTag relationship={one} /> },
            { title: t('last'), render: (_, one) => <LastContact relationship={one} /> },
            {
              title: t('handovers'),
              render: (_, one) => (one.handingOver ? <Tag kind="warn">{t('handingOver')}</Tag> : '—'),
            },
          ]}
        />
        {rows && rows.length > 0 && (
          <ListMore>
            {t('shown', { count: rows.length })}
            {query.hasNextPage ? (
              <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                {t('more')}
              </Button>
            ) : (
              <span>{t('end')}</span>
            )}
          </ListMore>
        )}
        {handovers.length > 0 && (
          <Panel title={t('handovers')} count={handovers.length}>
            <HandoverLines handovers={handovers} />
          </Panel>
        )}
      </div>
      <DetailDrawer
        open={openId !== null}
        onClose={() => show({ customer: undefined })}
        title={t('file')}
        extra={
          mayHandOver &&
          open &&
          !open.handingOver && (
            <Button
              icon="swap"
              disabled={offline}
              onClick={() => setHandover({ from: open.ownerStaffId, ids: [open.customer.id] })}
            >
              {t('handover')}
            </Button>
          )
        }
      >
        {openId !== null && (
          <div className={styles.sheet}>
            <CareFile
              key={openId}
              branchId={chosen.id}
              customerId={openId}
              blocked={offline ? t('offline') : null}
            />
          </div>
        )}
      </DetailDrawer>
      {handover && (
        <HandoverSheet
          branchId={chosen.id}
          fromStaffId={handover.from}
          customerIds={handover.ids}
          onDone={() => setHandover(null)}
          onClose={() => setHandover(null)}
        />
      )}
    </div>
  );
}
