import { RotationState, TenureState, type Rotation, type Tenure } from '@huiting/contracts/staff';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useFormat } from '../../../lib/format-context.tsx';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { oneOf, type ListAddress } from '../../../lib/list-address.ts';
import { usePermission } from '../../../lib/session.tsx';
import { ChoiceFilter } from '../../../ui/antd/choice-filter.tsx';
import { ListPage } from '../../../ui/antd/list-page.tsx';
import { QueryTable } from '../../../ui/antd/query-table.tsx';
import { Button } from '../../../ui/button.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import { Tag, type TagKind } from '../../../ui/tag.tsx';
import { type Unit } from '../components/change-person.tsx';
import styles from '../components/staff.module.css';
import { postsText } from '../staff.posts.text.ts';
import { rotationsQuery, tenuresQuery } from '../staff.queries.ts';
import { staffText } from '../staff.text.ts';
import { PlanRotation } from '../components/plan-rotation.tsx';

const tenureKinds: Readonly<Record<TenureState, TagKind>> = {
  over: 'danger',
  near: 'warn',
  unknown: 'idle',
  within: 'ok',
};
const rotationKinds: Readonly<Record<Rotation['state'], TagKind>> = {
  pending: 'info',
  approved: 'info',
  done: 'ok',
  rejected: 'danger',
  returned: 'warn',
  withdrawn: 'idle',
  lapsed: 'danger',
};
const tabs = ['tenures', 'rotations'] as const;
type RotationTab = (typeof tabs)[number];

interface RotationScreenProps {
  /** `tab`, `state` of the tenure or of the rotation, `q`. */
  readonly address: ListAddress;
  readonly units: readonly Unit[];
  readonly onPerson: (staffId: string) => void;
  readonly onApproval: (approval: { readonly branchId: string; readonly id: string }) => void;
}

/** OS-06: who holds key posts how long, and what is planned about it. */
export function RotationScreen({ address, units, onPerson, onApproval }: RotationScreenProps) {
  const tab = oneOf(tabs, address.words['tab']) ?? 'tenures';
  const t = useText(postsText);
  return (
    <ListPage title={t('rotationTitle')} hint={t('rotationHint')}>
      <div>
        <Segmented<RotationTab>
          label={t('rotationTitle')}
          value={tab}
          onChange={(next) => address.change({ tab: next, state: null, q: null })}
          options={tabs.map((value) => ({ value, label: t(`tab.${value}`) }))}
        />
      </div>
      {tab === 'tenures' ? (
        <Tenures address={address} units={units} onPerson={onPerson} />
      ) : (
        <Rotations address={address} onPerson={onPerson} onApproval={onApproval} />
      )}
    </ListPage>
  );
}

function Tenures({
  address: { words, change },
  units,
  onPerson,
}: Pick<RotationScreenProps, 'address' | 'units' | 'onPerson'>) {
  const state = oneOf(TenureState.options, words['state']);
  const t = useText(postsText);
  const named = useNamed();
  const mayApply = usePermission('staff.apply');
  const query = useQuery(tenuresQuery(state));
  const [planning, setPlanning] = useState<Tenure | null>(null);
  return (
    <>
      <QueryTable<Tenure>
        list="tenures"
        onOpen={(one) => onPerson(one.staffId)}
        find={{
          words: words['q'],
          onWords: (q) => change({ q }),
          of: (one) => [one.staffName, one.number, named(one.postName), one.orgUnitName],
        }}
        rows={query.data?.tenures}
        rowKey={({ holdingId }) => holdingId}
        error={query.error}
        onRetry={() => void query.refetch()}
        refreshing={query.isFetching}
        filtered={state !== undefined}
        onClearFilters={() => change({ state: null, q: null })}
        emptyWords={t('noneKey')}
        scrollX={980}
        filters={
          <ChoiceFilter
            label={t('state')}
            any={t('anyState')}
            value={state}
            options={TenureState.options.map((value) => ({ value, label: t(`tenure.${value}`) }))}
            onChange={(next) => change({ state: next })}
          />
        }
        columns={[
          {
            key: 'person',
            title: t('person'),
            render: (_, one) => (
              <>
                {one.staffName} <span className="num">{one.number}</span>
              </>
            ),
          },
          { key: 'post', title: t('post'), render: (_, one) => named(one.postName) },
          { key: 'unit', title: t('unit'), dataIndex: 'orgUnitName' },
          {
            key: 'since',
            title: t('since'),
            render: (_, one) => <span className="num">{one.since ?? '—'}</span>,
          },
          {
            key: 'limit',
            title: t('limit'),
            render: (_, one) => <span className="num">{one.limitOn ?? '—'}</span>,
          },
          {
            key: 'state',
            title: t('state'),
            render: (_, one) => (
              <span className={styles.tags}>
                <Tag kind={tenureKinds[one.state]}>{t(`tenure.${one.state}`)}</Tag>
                {one.rotationId !== null && <Tag kind="info">{t('planned')}</Tag>}
              </span>
            ),
          },
          {
            key: 'acts',
            title: t('acts'),
            width: 120,
            render: (_, one) =>
              mayApply &&
              one.rotationId === null && (
                <Button
                  size="small"
                  onClick={(event) => {
                    event.stopPropagation();
                    setPlanning(one);
                  }}
                >
                  {t('plan')}
                </Button>
              ),
          },
        ]}
      />
      {planning && <PlanRotation tenure={planning} units={units} onClose={() => setPlanning(null)} />}
    </>
  );
}

function Rotations({
  address: { words, change },
  onPerson,
  onApproval,
}: Pick<RotationScreenProps, 'address' | 'onPerson' | 'onApproval'>) {
  const state = oneOf(RotationState.options, words['state']);
  const t = useText(postsText);
  const s = useText(staffText);
  const named = useNamed();
  const format = useFormat();
  const query = useQuery(rotationsQuery);
  const side = (label: string, signed: Rotation['outgoing']) =>
    `${label} ${signed === null ? t('notSigned') : t('signedAt', { time: format.stamp(signed.at) })}`;
  return (
    <QueryTable<Rotation>
      list="rotations"
      rows={query.data?.items.filter((one) => state === undefined || one.state === state)}
      filtered={state !== undefined}
      onClearFilters={() => change({ state: null, q: null })}
      onOpen={(one) =>
        one.approvalId === null
          ? onPerson(one.staffId)
          : onApproval({ branchId: one.keptAt, id: one.approvalId })
      }
      find={{
        words: words['q'],
        onWords: (q) => change({ q }),
        of: (one) => [one.staffName, one.successorName, named(one.postName), one.orgUnitName],
      }}
      filters={
        <ChoiceFilter
          label={t('state')}
          value={state}
          options={RotationState.options.map((value) => ({ value, label: t(`rotation.${value}`) }))}
          onChange={(next) => change({ state: next })}
        />
      }
      rowKey={({ id }) => id}
      error={query.error}
      onRetry={() => void query.refetch()}
      refreshing={query.isFetching}
      emptyWords={t('none')}
      scrollX={1100}
      columns={[
        {
          key: 'outgoing',
          title: t('outgoing'),
          render: (_, one) => (
            <Button
              kind="link"
              size="small"
              onClick={(event) => {
                event.stopPropagation();
                onPerson(one.staffId);
              }}
            >
              {one.staffName}
            </Button>
          ),
        },
        { key: 'post', title: t('post'), render: (_, one) => `${named(one.postName)} · ${one.orgUnitName}` },
        {
          key: 'destinationPost',
          title: t('destinationPost'),
          render: (_, one) => (one.to === null ? '—' : `${s(`post.${one.to.post}`)} · ${one.to.orgUnitName}`),
        },
        {
          key: 'incoming',
          title: t('incoming'),
          render: (_, one) => (
            <Button
              kind="link"
              size="small"
              onClick={(event) => {
                event.stopPropagation();
                onPerson(one.successorId);
              }}
            >
              {one.successorName}
            </Button>
          ),
        },
        {
          key: 'plannedOn',
          title: t('plannedOn'),
          render: (_, one) => <span className="num">{one.plannedOn}</span>,
        },
        {
          key: 'state',
          title: t('state'),
          render: (_, one) => (
            <Tag kind={one.overdue && one.state === 'approved' ? 'danger' : rotationKinds[one.state]}>
              {one.overdue && one.state === 'approved' ? t('overdue') : t(`rotation.${one.state}`)}
            </Tag>
          ),
        },
        {
          key: 'signatures',
          title: t('signatures'),
          render: (_, one) => (
            <span className={styles.note}>
              {side(t('outgoing'), one.outgoing)} · {side(t('incoming'), one.incoming)}
            </span>
          ),
        },
        {
          key: 'acts',
          title: t('acts'),
          width: 110,
          render: (_, one) =>
            one.approvalId !== null && (
              <Button
                kind="link"
                size="small"
                onClick={() => onApproval({ branchId: one.keptAt, id: one.approvalId! })}
              >
                {t('openApproval')}
              </Button>
            ),
        },
      ]}
    />
  );
}
