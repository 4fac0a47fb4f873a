import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Applications } from '../../../features/organization/applications/applications.tsx';
import { BranchFacts } from '../../../features/organization/components/branch-facts.tsx';
import { CalendarMonth } from '../../../features/organization/components/calendar-month.tsx';
import { WindowTable } from '../../../features/organization/components/window-table.tsx';
import { Contacts } from '../../../features/organization/editing/contacts.tsx';
import { editingText } from '../../../features/organization/editing/editing.text.ts';
import { LayoutSheet } from '../../../features/organization/editing/layout-sheet.tsx';
import { Lifecycle } from '../../../features/organization/editing/lifecycle.tsx';
import { RecordSheet } from '../../../features/organization/editing/record-sheet.tsx';
import { RevisionList } from '../../../features/organization/editing/revision-list.tsx';
import { revisionsQuery } from '../../../features/organization/organization.queries.ts';
import { organizationText } from '../../../features/organization/organization.text.ts';
import { BranchDeviations } from '../../../features/organization/formats/branch-deviations.tsx';
import { branchQuery, usePulse } from '../../../features/hall/index.ts';
import { useBoard } from '../../../features/queue/index.ts';
import { BranchTimeZone } from '../../../lib/format-context.tsx';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { usePermission } from '../../../lib/session.tsx';
import { DetailDrawer } from '../../../ui/antd/detail-drawer.tsx';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { hasCode } from '../../../lib/problem.ts';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import { Count, Tag } from '../../../ui/tag.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { useOverview } from '../shell/overview.tsx';
import styles from './branch-drawer.module.css';
import { BranchNow } from './branch-now.tsx';
import { branchTabs, type BranchTab } from './branches.search.ts';
import { branchesText } from './branches.text.ts';
import { FlowTag } from './flow-tag.tsx';

interface BranchDrawerProps {
  readonly branchId: string;
  readonly tab: BranchTab;
  readonly onTab: (tab: BranchTab) => void;
  readonly onClose: () => void;
  readonly onHall: () => void;
  /** Absent where the map stands beside it already. */
  readonly onMap?: () => void;
  readonly onPlan: () => void;
  readonly onApproval: (approval: { readonly branchId: string; readonly id: string }) => void;
}

/** One branch beside the list: figures of now, master record, stages; windows; calendar; history. */
export function BranchDrawer({
  branchId,
  tab,
  onTab,
  onClose,
  onHall,
  onMap,
  onPlan,
  onApproval,
}: BranchDrawerProps) {
  const t = useText(branchesText);
  const o = useText(organizationText);
  const toast = useToast();
  const { units } = useOverview();
  const pulse = usePulse(branchId, usePermission('hall.view')).data ?? null;
  const query = useQuery(branchQuery(branchId));
  const mayManage = usePermission('organization.manage');
  const mayEdit = usePermission('organization.edit');
  const mayApply = usePermission('organization.apply');
  const maySeePeople = usePermission('staff.view');
  const maySeeHall = usePermission('queue.view');
  const e = useText(editingText);
  const [editing, setEditing] = useState(false);
  const history = useQuery({ ...revisionsQuery(branchId), enabled: maySeePeople });
  const tabs = branchTabs.filter((name) => name !== 'history' || maySeePeople);
  const branch = query.data;
  const parent = units?.find((unit) => branch?.path.startsWith(unit.path) && unit.level === 'regionalBranch');

  async function copyLink() {
    await navigator.clipboard.writeText(window.location.href);
    toast({ words: t('copied') });
  }
  return (
    <DetailDrawer
      open
      onClose={onClose}
      title={
        <>
          {pulse?.name ?? branch?.name ?? ''}
          {pulse && <FlowTag pulse={pulse} />}
          {branch && <Tag kind="plain">{o(`format.${branch.format}`)}</Tag>}
        </>
      }
      subtitle={
        branch && (
          <>
            <span className="num num-medium">{branch.code}</span>
            {parent && ` · ${parent.name}`} · {branch.city}
          </>
        )
      }
      extra={
        window.isSecureContext && (
          <Button kind="quiet" icon="link" aria-label={t('copyLink')} onClick={() => void copyLink()} />
        )
      }
      foot={
        <>
          {onMap && (
            <Button icon="pin" onClick={onMap}>
              {t('onMap')}
            </Button>
          )}
          <span className={styles.between} />
          {maySeeHall && (
            <Button kind="primary" iconEnd="chevronRight" onClick={onHall}>
              {t('openHall')}
            </Button>
          )}
        </>
      }
    >
      {query.error && !branch ? (
        hasCode(query.error, 'organization.branch_not_found', 'platform.forbidden', 'platform.bad_input') ? (
          <EmptyState icon="store" words={t('missing')} />
        ) : (
          <ErrorPanel error={query.error} title={o('branchFailed')} onRetry={() => void query.refetch()} />
        )
      ) : !branch ? (
        <ListSkeleton rows={6} height={60} />
      ) : (
        <BranchTimeZone timeZone={branch.timeZone}>
          <div className={styles.tabs} role="tablist" aria-label={t('tabs')}>
            {tabs.map((name) => (
              <button
                key={name}
                type="button"
                role="tab"
                aria-selected={name === tab}
                className={styles.tab}
                onClick={() => onTab(name)}
              >
                {t(`tab.${name}`)}
                {name === 'history' && history.data && history.data.items.length > 0 && (
                  <Count value={history.data.items.length} />
                )}
              </button>
            ))}
          </div>
          {tab === 'now' && (
            <>
              {pulse && <BranchNow pulse={pulse} mayWatch={maySeeHall} />}
              <div className={styles.titleRow}>
                <h3 className={styles.title}>{o('basics')}</h3>
                {mayEdit && units && (
                  <Button kind="link" icon="edit" onClick={() => setEditing(true)}>
                    {e('editRecord')}
                  </Button>
                )}
              </div>
              <BranchFacts branch={branch} />
              {maySeePeople && <Contacts branch={branch} mayEdit={mayEdit} />}
              {maySeePeople && <Lifecycle branch={branch} mayManage={mayManage} />}
              {mayApply && <Applications branch={branch} onApproval={onApproval} />}
              {editing && units && (
                <RecordSheet
                  branch={branch}
                  units={units}
                  mayMove={mayManage}
                  onClose={() => setEditing(false)}
                />
              )}
            </>
          )}
          {tab === 'windows' && (
            <>
              <Windows branchId={branchId} branch={branch} mayWatch={maySeeHall} mayEdit={mayEdit} />
              {mayEdit && (
                <div className={styles.below}>
                  <Button icon="edit" onClick={onPlan}>
                    {e('editPlan')}
                  </Button>
                </div>
              )}
              {maySeePeople && <BranchDeviations branch={branch} />}
            </>
          )}
          {tab === 'calendar' && <CalendarMonth key={branchId} branch={branch} mayEdit={mayEdit} />}
          {tab === 'history' && maySeePeople && <RevisionList branchId={branchId} />}
        </BranchTimeZone>
      )}
    </DetailDrawer>
  );
}

interface WindowsProps {
  readonly branchId: string;
  readonly branch: Parameters<typeof WindowTable>[0]['branch'];
  readonly mayWatch: boolean;
  readonly mayEdit: boolean;
}
function Windows({ mayWatch, ...props }: WindowsProps) {
  return mayWatch ? (
    <NamedWindows {...props} />
  ) : (
    <WindowTable branch={props.branch} serviceName={(code) => code} />
  );
}
/** What a window may take is chosen among the services of the branch, so that editing needs to see them. */
function NamedWindows({ branchId, branch, mayEdit }: Omit<WindowsProps, 'mayWatch'>) {
  const e = useText(editingText);
  const named = useNamed();
  const [editing, setEditing] = useState(false);
  const board = useBoard(branchId).data;
  const services = board?.services.map(({ code, name }) => ({ code, name: named(name) })) ?? [];
  const nameOf = (code: string) => services.find((one) => one.code === code)?.name ?? code;
  return (
    <>
      {mayEdit && board && (
        <div className={styles.titleRow}>
          <span className={styles.title} />
          <Button kind="link" icon="edit" onClick={() => setEditing(true)}>
            {e('editLayout')}
          </Button>
        </div>
      )}
      <WindowTable branch={branch} serviceName={nameOf} />
      {editing && <LayoutSheet branch={branch} services={services} onClose={() => setEditing(false)} />}
    </>
  );
}
