import { CertificateState, Grade, Post, TenureState } from '@huiting/contracts/staff';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { branchesQuery, orgUnitsQuery } from '../../../features/organization/organization.queries.ts';
import { staffTabs, type StaffTab } from '../../../features/staff/components/staff-drawer.tsx';
import { Handovers } from '../../../features/staff/components/handovers.tsx';
import { GradesScreen } from '../../../features/staff/screens/grades-screen.tsx';
import { LeaveScreen } from '../../../features/staff/screens/leave-screen.tsx';
import { PostsScreen } from '../../../features/staff/screens/posts-screen.tsx';
import { RotationScreen } from '../../../features/staff/screens/rotation-screen.tsx';
import { StaffScreen } from '../../../features/staff/screens/staff-screen.tsx';
import { TeamsScreen } from '../../../features/staff/screens/teams-screen.tsx';
import { postsText } from '../../../features/staff/staff.posts.text.ts';
import type { StaffSearch } from '../../../features/staff/staff.queries.ts';
import { useText } from '../../../lib/i18n.ts';
import { ListPage } from '../../../ui/antd/list-page.tsx';
import { Guarded } from '../guarded.tsx';

/** What the address says, as far as it is a word. */
function useWords(): Readonly<Record<string, string>> {
  const search = useSearch({ strict: false }) as Record<string, unknown>;
  const words = Object.entries(search).map(([name, value]) => [
    name,
    typeof value === 'string' || typeof value === 'number' ? String(value) : '',
  ]);
  return Object.fromEntries(words.filter(([, value]) => value !== '')) as Record<string, string>;
}

const oneOf = <V extends string>(options: readonly V[], word: string | undefined): V | undefined =>
  options.find((one) => one === word);

function useUnits() {
  return useQuery(orgUnitsQuery).data?.units ?? [];
}
function useOpenApproval() {
  const go = useNavigate();
  return ({ branchId, id }: { readonly branchId: string; readonly id: string }) =>
    void go({ to: '/inbox', search: { tab: 'all', at: branchId, approval: id } });
}
function useOpenPerson() {
  const go = useNavigate();
  return (staffId: string) => void go({ to: '/staff', search: { staff: staffId, tab: 'posts' } });
}

export function StaffRoute() {
  const words = useWords();
  const go = useNavigate();
  const branches = useQuery(branchesQuery);
  const units = useUnits();
  const onApproval = useOpenApproval();
  const post = oneOf(Post.options, words['post']);
  const grade = oneOf(Grade.options, words['grade']);
  const certificates = oneOf(CertificateState.options, words['certificates']);
  const search: StaffSearch = {
    ...(words['branch'] ? { branch: words['branch'] } : {}),
    ...(post ? { post } : {}),
    ...(grade ? { grade } : {}),
    ...(certificates ? { certificates } : {}),
    ...(words['left'] === 'yes' ? { left: 'yes' as const } : {}),
    ...(words['q'] ? { q: words['q'] } : {}),
  };
  const openId = words['staff'] ?? null;
  const tab: StaffTab = oneOf(staffTabs, words['tab']) ?? 'record';
  const show = (next: StaffSearch, staff: string | null, at: StaffTab) =>
    void go({ to: '/staff', search: { ...next, ...(staff ? { staff, tab: at } : {}) }, replace: true });
  return (
    <Guarded permission="staff.view">
      <StaffScreen
        search={search}
        onSearch={(next) => show(next, openId, tab)}
        branches={branches.data?.branches ?? []}
        units={units}
        openId={openId}
        tab={tab}
        onOpen={(staffId, at) => show(search, staffId, at ?? tab)}
        onApproval={onApproval}
      />
    </Guarded>
  );
}

export function PostsRoute() {
  const { post } = useWords();
  const go = useNavigate();
  return (
    <Guarded permission="staff.view">
      <PostsScreen
        openCode={post ?? null}
        onOpen={(code) =>
          void go({ to: '/posts', search: code === null ? {} : { post: code }, replace: true })
        }
      />
    </Guarded>
  );
}

export function RotationRoute() {
  const { tab, state } = useWords();
  const go = useNavigate();
  const units = useUnits();
  const onPerson = useOpenPerson();
  const onApproval = useOpenApproval();
  return (
    <Guarded permission="staff.view">
      <RotationScreen
        tab={tab === 'rotations' ? 'rotations' : 'tenures'}
        state={oneOf(TenureState.options, state)}
        onSearch={(next) => void go({ to: '/rotation', search: next, replace: true })}
        units={units}
        onPerson={onPerson}
        onApproval={onApproval}
      />
    </Guarded>
  );
}

export function LeaveRoute() {
  const units = useUnits();
  return (
    <Guarded permission="staff.manage">
      <LeaveScreen units={units} />
    </Guarded>
  );
}

export function TeamsRoute() {
  const { team } = useWords();
  const go = useNavigate();
  const units = useUnits();
  return (
    <Guarded permission="staff.view">
      <TeamsScreen
        openId={team ?? null}
        onOpen={(id) => void go({ to: '/teams', search: id === null ? {} : { team: id }, replace: true })}
        units={units}
      />
    </Guarded>
  );
}

export function GradesRoute() {
  const { appraisal, at } = useWords();
  const go = useNavigate();
  const units = useUnits();
  const onApproval = useOpenApproval();
  return (
    <Guarded permission="staff.edit">
      <GradesScreen
        open={appraisal && at ? { id: appraisal, at } : null}
        onOpen={(one) =>
          void go({
            to: '/grades',
            search: one === null ? {} : { appraisal: one.id, at: one.at },
            replace: true,
          })
        }
        units={units}
        onApproval={onApproval}
      />
    </Guarded>
  );
}

export function HandoversRoute() {
  const t = useText(postsText);
  return (
    <Guarded permission="staff.self">
      <ListPage title={t('handoversTitle')} hint={t('handoversHint')}>
        <Handovers />
      </ListPage>
    </Guarded>
  );
}
