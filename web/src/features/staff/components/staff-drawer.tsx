import { useQuery } from '@tanstack/react-query';
import { useText } from '../../../lib/i18n.ts';
import { hasCode } from '../../../lib/problem.ts';
import { DetailDrawer } from '../../../ui/antd/detail-drawer.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { staffRecordQuery } from '../staff.queries.ts';
import { staffText } from '../staff.text.ts';
import type { Unit } from './change-person.tsx';
import { HistoryTab } from './history-tab.tsx';
import { PostsTab } from './posts-tab.tsx';
import { ProfileTab } from './profile-tab.tsx';
import { RecordTab } from './record-tab.tsx';
import styles from './staff.module.css';

export const staffTabs = ['record', 'posts', 'profile', 'history'] as const;
export type StaffTab = (typeof staffTabs)[number];

interface StaffDrawerProps {
  readonly staffId: string;
  readonly tab: StaffTab;
  readonly onTab: (tab: StaffTab) => void;
  readonly units: readonly Unit[];
  readonly onClose: () => void;
  readonly onApproval: (approval: { readonly branchId: string; readonly id: string }) => void;
}

/** One person of the register; the tab is part of the address too. */
export function StaffDrawer({ staffId, tab, onTab, units, onClose, onApproval }: StaffDrawerProps) {
  const t = useText(staffText);
  const query = useQuery(staffRecordQuery(staffId));
  const record = query.data;
  return (
    <DetailDrawer
      open
      width={520}
      onClose={onClose}
      title={
        record ? (
          <>
            {record.name} {record.grade && <Tag kind="info">{record.grade}</Tag>}{' '}
            {record.leftOn && <Tag kind="idle">{t('gone')}</Tag>}
          </>
        ) : (
          t('title')
        )
      }
      subtitle={record && `${record.number} · ${t(`post.${record.post}`)} · ${record.orgUnitName}`}
    >
      {query.error && !record ? (
        hasCode(query.error, 'staff.not_found', 'platform.bad_input', 'platform.forbidden') ? (
          <EmptyState icon="users" words={t('missing')} />
        ) : (
          <ErrorPanel error={query.error} onRetry={() => void query.refetch()} />
        )
      ) : !record ? (
        <ListSkeleton rows={8} height={36} />
      ) : (
        <div className={styles.parts}>
          <Segmented<StaffTab>
            label={t('title')}
            value={tab}
            onChange={onTab}
            options={staffTabs.map((value) => ({ value, label: t(`tab.${value}`) }))}
          />
          {tab === 'record' && <RecordTab record={record} />}
          {tab === 'posts' && <PostsTab record={record} units={units} onApproval={onApproval} />}
          {tab === 'profile' && <ProfileTab staffId={record.id} />}
          {tab === 'history' && <HistoryTab staffId={record.id} />}
        </div>
      )}
    </DetailDrawer>
  );
}
