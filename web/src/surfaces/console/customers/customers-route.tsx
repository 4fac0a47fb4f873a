import {
  PlanState,
  relationshipEndpoints,
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
  managersQuery,
  PlanTag,
} from '../../../features/customer/care/index.ts';
import { useText } from '../../../lib/i18n.ts';
import { oneOf } from '../../../lib/list-address.ts';
import { useConnection } from '../../../lib/live.ts';
import { useMay } from '../../../lib/may.ts';
import { useMe } from '../../../lib/session.tsx';
import { ChoiceFilter } from '../../../ui/antd/choice-filter.tsx';
import { DetailDrawer } from '../../../ui/antd/detail-drawer.tsx';
import { ListMore, ListPage } from '../../../ui/antd/list-page.tsx';
import { QueryTable } from '../../../ui/antd/query-table.tsx';
import { Button } from '../../../ui/button.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { Guarded } from '../guarded.tsx';
import { BranchChoice, useChosenBranch } from '../queue/branch-head.tsx';
import { useAddress } from '../shell/address.ts';
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
  const me = useMe();
  const { words, change } = useAddress('/customers');
  const chosen = useChosenBranch('/customers');
  const due = oneOf(PlanState.options, words['due']);
  const owner = words['owner'];
  const openId = words['customer'] ?? null;
  const branchId = chosen.id ?? '';
  const enabled = chosen.id !== null;
  const filter = { ...(due ? { due } : {}), ...(owner ? { owner } : {}) };
  const query = useInfiniteQuery({ ...careListQuery(branchId, filter), enabled });
  const managers = useQuery({ ...managersQuery(branchId), enabled }).data?.managers ?? [];
  const handovers = useQuery({ ...handoversQuery(branchId), enabled }).data?.handovers ?? [];
  const mayHandOver = useMay(relationshipEndpoints.askHandover) && me.staff !== null;
  const offline = useConnection().state === 'offline';
  const [handover, setHandover] = useState<{ from: string; ids: string[] | null } | null>(null);
  if (chosen.id === null) return chosen.missing;
  const rows = query.data?.pages.flatMap((page) => page.items);
  const open = rows?.find(({ customer }) => customer.id === openId);
  return (
    <ListPage
      title={t('consoleTitle')}
      hint={t('consoleHint')}
      action={
        mayHandOver &&
        owner && (
          <Button icon="swap" disabled={offline} onClick={() => setHandover({ from: owner, ids: null })}>
            {t('handoverAll')}
          </Button>
        )
      }
      drawer={
        <DetailDrawer
          open={openId !== null}
          onClose={() => change({ customer: null })}
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
      }
    >
      <QueryTable<Relationship>
        list="customers"
        rows={rows}
        rowKey={({ customer }) => customer.id}
        error={query.error}
        onRetry={() => void query.refetch()}
        refreshing={query.isFetching && !query.isFetchingNextPage}
        filtered={due !== undefined || owner !== undefined}
        onClearFilters={() => change({ due: null, owner: null })}
        emptyWords={t('none')}
        selectedKey={openId}
        onOpen={({ customer }) => change({ customer: customer.id })}
        filters={
          <>
            <BranchChoice chosen={chosen} />
            <ChoiceFilter
              label={t('filter')}
              any={t('due.all')}
              value={due}
              options={PlanState.options.map((value) => ({ value, label: t(`due.${value}`) }))}
              onChange={(value) => change({ due: value })}
            />
            <ChoiceFilter
              label={t('owner')}
              any={t('anyOwner')}
              width={220}
              value={owner}
              options={managers.map((one) => ({
                value: one.staffId,
                label: t('overdueOf', { name: one.name, count: one.customers, overdue: one.overdue }),
              }))}
              onChange={(value) => change({ owner: value })}
            />
          </>
        }
        columns={[
          { key: 'customer', title: t('customer'), render: (_, one) => one.customer.maskedName },
          { key: 'owner', title: t('owner'), dataIndex: 'ownerName' },
          { key: 'next', title: t('next'), render: (_, one) => <PlanTag relationship={one} /> },
          { key: 'last', title: t('last'), render: (_, one) => <LastContact relationship={one} /> },
          {
            key: 'handovers',
            title: t('handovers'),
            render: (_, one) => (one.handingOver ? <Tag kind="warn">{t('handingOver')}</Tag> : '—'),
          },
        ]}
      />
      <ListMore count={rows?.length} query={query} />
      {handovers.length > 0 && (
        <Panel title={t('handovers')} count={handovers.length}>
          <HandoverLines handovers={handovers} />
        </Panel>
      )}

      {handover && (
        <HandoverSheet
          branchId={chosen.id}
          fromStaffId={handover.from}
          customerIds={handover.ids}
          onDone={() => setHandover(null)}
          onClose={() => setHandover(null)}
        />
      )}
    </ListPage>
  );
}
