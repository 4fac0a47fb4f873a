import { Post, staffEndpoints, TenureState, type Rotation, type Tenure } from '@huiting/contracts/staff';
import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { useFormat } from '../../../lib/format-context.tsx';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { usePermission } from '../../../lib/session.tsx';
import { ListPage } from '../../../ui/antd/list-page.tsx';
import { QueryTable } from '../../../ui/antd/query-table.tsx';
import { Button } from '../../../ui/button.tsx';
import { SelectField } from '../../../ui/field.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import { Sheet } from '../../../ui/sheet.tsx';
import { Tag, type TagKind } from '../../../ui/tag.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { useStaffCommand } from '../components/change-act.ts';
import { UnitSelect, type Unit } from '../components/change-person.tsx';
import { PostVerdict } from '../components/post-verdict.tsx';
import { StaffPicker } from '../components/staff-picker.tsx';
import styles from '../components/staff.module.css';
import { useToday } from '../components/today.ts';
import { postsText } from '../staff.posts.text.ts';
import { rotationsQuery, tenuresQuery } from '../staff.queries.ts';
import { staffText } from '../staff.text.ts';
import { WhenAndWhy } from '../components/when-and-why.tsx';

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
export type RotationTab = (typeof tabs)[number];

interface RotationScreenProps {
  readonly tab: RotationTab;
  readonly state: TenureState | undefined;
  readonly onSearch: (search: { readonly tab?: RotationTab; readonly state?: TenureState }) => void;
  readonly units: readonly Unit[];
  readonly onPerson: (staffId: string) => void;
  readonly onApproval: (approval: { readonly branchId: string; readonly id: string }) => void;
}

/** OS-06: who holds key posts how long, and what is planned about it. */
export function RotationScreen({ tab, state, onSearch, units, onPerson, onApproval }: RotationScreenProps) {
  const t = useText(postsText);
  return (
    <ListPage title={t('rotationTitle')} hint={t('rotationHint')}>
      <Segmented<RotationTab>
        label={t('rotationTitle')}
        value={tab}
        onChange={(next) => onSearch({ tab: next })}
        options={tabs.map((value) => ({ value, label: t(`tab.${value}`) }))}
      />
      {tab === 'tenures' ? (
        <Tenures
          state={state}
          onState={(next) => onSearch(next ? { state: next } : {})}
          units={units}
          onPerson={onPerson}
        />
      ) : (
        <Rotations onPerson={onPerson} onApproval={onApproval} />
      )}
    </ListPage>
  );
}

function Tenures({
  state,
  onState,
  units,
  onPerson,
}: {
  readonly state: TenureState | undefined;
  readonly onState: (state: TenureState | undefined) => void;
  readonly units: readonly Unit[];
  readonly onPerson: (staffId: string) => void;
}) {
  const t = useText(postsText);
  const named = useNamed();
  const mayApply = usePermission('staff.apply');
  const query = useQuery(tenuresQuery(state));
  const [planning, setPlanning] = useState<Tenure | null>(null);
  return (
    <>
      <QueryTable<Tenure>
        rows={query.data?.tenures}
        rowKey={({ holdingId }) => holdingId}
        error={query.error}
        onRetry={() => void query.refetch()}
        refreshing={query.isFetching}
        filtered={state !== undefined}
        onClearFilters={() => onState(undefined)}
        emptyWords={t('noneKey')}
        scrollX={980}
        filters={
          <Select<TenureState | ''>
            value={state ?? ''}
            aria-label={t('state')}
            className={styles.select ?? ''}
            onChange={(next) => onState(next === '' ? undefined : next)}
            options={(['', ...TenureState.options] as const).map((value) => ({
              value,
              label: value === '' ? t('anyState') : t(`tenure.${value}`),
            }))}
          />
        }
        columns={[
          {
            title: t('person'),
            render: (_, one) => (
              <Button kind="link" onClick={() => onPerson(one.staffId)}>
                {one.staffName} {one.number}
              </Button>
            ),
          },
          { title: t('post'), render: (_, one) => named(one.postName) },
          { title: t('unit'), dataIndex: 'orgUnitName' },
          { title: t('since'), render: (_, one) => <span className="num">{one.since ?? '—'}</span> },
          { title: t('limit'), render: (_, one) => <span className="num">{one.limitOn ?? '—'}</span> },
          {
            title: t('state'),
            render: (_, one) => (
              <span className={styles.tags}>
                <Tag kind={tenureKinds[one.state]}>{t(`tenure.${one.state}`)}</Tag>
                {one.rotationId !== null && <Tag kind="info">{t('planned')}</Tag>}
              </span>
            ),
          },
          {
            title: t('acts'),
            width: 120,
            render: (_, one) =>
              mayApply &&
              one.rotationId === null && (
                <Button size="small" onClick={() => setPlanning(one)}>
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

function PlanRotation({
  tenure,
  units,
  onClose,
}: {
  readonly tenure: Tenure;
  readonly units: readonly Unit[];
  readonly onClose: () => void;
}) {
  const t = useText(postsText);
  const s = useText(staffText);
  const named = useNamed();
  const toast = useToast();
  const today = useToday();
  const { run, busy } = useStaffCommand();
  const isMain = tenure.postKind === 'main';
  const [successorId, setSuccessor] = useState<string | null>(null);
  const [post, setPost] = useState<Post>('headOffice');
  const [orgUnitId, setUnit] = useState(tenure.orgUnitId);
  const [plannedOn, setDay] = useState(today);
  const [reason, setReason] = useState('');
  async function submit() {
    const answer = await run(staffEndpoints.planRotation, {
      staffId: tenure.staffId,
      version: tenure.version,
      holdingId: tenure.holdingId,
      successorId: successorId!,
      to: isMain ? { post, orgUnitId } : null,
      plannedOn,
      reason,
    });
    if (answer === null) return;
    toast({ words: t('planSubmitted'), forMs: 5000 });
    onClose();
  }
  return (
    <Sheet
      open
      width={520}
      onClose={onClose}
      title={t('planTitle', { name: tenure.staffName, post: named(tenure.postName) })}
      actions={
        <>
          <Button
            kind="primary"
            disabled={successorId === null || reason.trim() === ''}
            busy={busy !== null}
            onClick={() => void submit()}
          >
            {t('submit')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <div className={styles.form}>
        <StaffPicker
          label={t('successor')}
          value={successorId}
          onChange={setSuccessor}
          except={tenure.staffId}
        />
        {successorId !== null && <PostVerdict staffId={successorId} post={tenure.post} from={plannedOn} />}
        {isMain && (
          <>
            <SelectField
              label={t('destinationPost')}
              value={post}
              onChange={(event) => setPost(event.target.value as Post)}
            >
              {Post.options.map((value) => (
                <option key={value} value={value}>
                  {s(`post.${value}`)}
                </option>
              ))}
            </SelectField>
            <UnitSelect units={units} value={orgUnitId} onChange={setUnit} />
          </>
        )}
        <WhenAndWhy
          day={t('plannedOn')}
          today={today}
          on={plannedOn}
          onDay={setDay}
          reason={reason}
          onReason={setReason}
        />
      </div>
    </Sheet>
  );
}

function Rotations({ onPerson, onApproval }: Pick<RotationScreenProps, 'onPerson' | 'onApproval'>) {
  const t = useText(postsText);
  const s = useText(staffText);
  const named = useNamed();
  const format = useFormat();
  const query = useQuery(rotationsQuery);
  const side = (label: string, signed: Rotation['outgoing']) =>
    `${label} ${signed === null ? t('notSigned') : t('signedAt', { time: format.stamp(signed.at) })}`;
  return (
    <QueryTable<Rotation>
      rows={query.data?.items}
      rowKey={({ id }) => id}
      error={query.error}
      onRetry={() => void query.refetch()}
      refreshing={query.isFetching}
      emptyWords={t('none')}
      scrollX={1100}
      columns={[
        {
          title: t('outgoing'),
          render: (_, one) => (
            <Button kind="link" onClick={() => onPerson(one.staffId)}>
              {one.staffName}
            </Button>
          ),
        },
        { title: t('post'), render: (_, one) => `${named(one.postName)} · ${one.orgUnitName}` },
        {
          title: t('destinationPost'),
          render: (_, one) => (one.to === null ? '—' : `${s(`post.${one.to.post}`)} · ${one.to.orgUnitName}`),
        },
        {
          title: t('incoming'),
          render: (_, one) => (
            <Button kind="link" onClick={() => onPerson(one.successorId)}>
              {one.successorName}
            </Button>
          ),
        },
        { title: t('plannedOn'), render: (_, one) => <span className="num">{one.plannedOn}</span> },
        {
          title: t('state'),
          render: (_, one) => (
            <Tag kind={one.overdue && one.state === 'approved' ? 'danger' : rotationKinds[one.state]}>
              {one.overdue && one.state === 'approved' ? t('overdue') : t(`rotation.${one.state}`)}
            </Tag>
          ),
        },
        {
          title: t('signatures'),
          render: (_, one) => (
            <span className={styles.note}>
              {side(t('outgoing'), one.outgoing)} · {side(t('incoming'), one.incoming)}
            </span>
          ),
        },
        {
          title: t('acts'),
          width: 110,
          render: (_, one) =>
            one.approvalId !== null && (
              <Button kind="link" onClick={() => onApproval({ branchId: one.keptAt, id: one.approvalId! })}>
                {t('openApproval')}
              </Button>
            ),
        },
      ]}
    />
  );
}
