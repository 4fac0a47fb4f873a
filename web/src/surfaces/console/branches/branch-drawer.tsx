import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { BranchFacts } from '../../../features/organization/components/branch-facts.tsx';
import { CalendarMonth } from '../../../features/organization/components/calendar-month.tsx';
import { StageControl } from '../../../features/organization/components/stage-control.tsx';
import { WindowTable } from '../../../features/organization/components/window-table.tsx';
import { organizationText } from '../../../features/organization/organization.text.ts';
import { branchQuery } from '../../../features/hall/index.ts';
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
import { Tag } from '../../../ui/tag.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { useOverview } from '../shell/overview.tsx';
import styles from './branch-drawer.module.css';
import { BranchNow } from './branch-now.tsx';
import { branchesText } from './branches.text.ts';
import { FlowTag } from './flow-tag.tsx';

const tabs = ['now', 'windows', 'calendar'] as const;
type Tab = (typeof tabs)[number];

interface BranchDrawerProps {
  readonly branchId: string;
  readonly onClose: () => void;
  readonly onHall: () => void;
}

/** One branch beside the list: figures of now, master record, windows, calendar, stage. */
export function BranchDrawer({ branchId, onClose, onHall }: BranchDrawerProps) {
  const t = useText(branchesText);
  const o = useText(organizationText);
  const toast = useToast();
  const { pulses, units } = useOverview();
  const pulse = pulses?.data?.branches.find((one) => one.branchId === branchId) ?? null;
  const query = useQuery(branchQuery(branchId));
  const mayManage = usePermission('organization.manage');
  const maySeeHall = usePermission('queue.view');
  const [tab, setTab] = useState<Tab>('now');
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
        maySeeHall && (
          <Button kind="primary" iconEnd="chevronRight" onClick={onHall}>
            {t('openHall')}
          </Button>
        )
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
                onClick={() => setTab(name)}
              >
                {t(`tab.${name}`)}
              </button>
            ))}
          </div>
          {tab === 'now' && (
            <>
              {pulse && <BranchNow pulse={pulse} mayWatch={maySeeHall} />}
              <h3 className={styles.title}>{o('basics')}</h3>
              <BranchFacts branch={branch} />
              <h3 className={styles.title}>{o('stageTitle')}</h3>
              <StageControl branch={branch} mayManage={mayManage} />
            </>
          )}
          {tab === 'windows' && <Windows branchId={branchId} branch={branch} mayWatch={maySeeHall} />}
          {tab === 'calendar' && (
            <CalendarMonth key={branchId} branchId={branchId} today={branch.today.date} />
          )}
        </BranchTimeZone>
      )}
    </DetailDrawer>
  );
}

interface WindowsProps {
  readonly branchId: string;
  readonly branch: Parameters<typeof WindowTable>[0]['branch'];
  readonly mayWatch: boolean;
}
function Windows({ branchId, branch, mayWatch }: WindowsProps) {
  return mayWatch ? (
    <NamedWindows branchId={branchId} branch={branch} />
  ) : (
    <WindowTable branch={branch} serviceName={(code) => code} />
  );
}
function NamedWindows({ branchId, branch }: Omit<WindowsProps, 'mayWatch'>) {
  const named = useNamed();
  const services = useBoard(branchId).data?.services ?? [];
  const nameOf = (code: string) => {
    const service = services.find((one) => one.code === code);
    return service ? named(service.name) : code;
  };
  return <WindowTable branch={branch} serviceName={nameOf} />;
}
