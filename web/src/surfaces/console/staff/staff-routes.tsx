import { CertificateState, Grade, Post } from '@huiting/contracts/staff';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
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
import { oneOf } from '../../../lib/list-address.ts';
import { ListPage } from '../../../ui/antd/list-page.tsx';
import { Guarded } from '../guarded.tsx';
import { RegisterActs } from '../register-acts.tsx';
import { useAddress } from '../shell/address.ts';

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

/** Filters of the register that are put away when another set takes their place. */
const noFilters = { branch: null, post: null, grade: null, certificates: null, left: null, q: null };

export function StaffRoute() {
  const { words, change } = useAddress('/staff');
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
  return (
    <Guarded permission="staff.view">
      <StaffScreen
        search={search}
        onSearch={(next) => change({ ...noFilters, ...next })}
        branches={branches.data?.branches ?? []}
        units={units}
        openId={openId}
        tab={tab}
        onOpen={(staff, at) => change({ staff, tab: staff === null ? null : (at ?? tab) })}
        onApproval={onApproval}
        fileActs={<RegisterActs kind="staff" right="staff.edit" />}
      />
    </Guarded>
  );
}

export function PostsRoute() {
  return (
    <Guarded permission="staff.view">
      <PostsScreen address={useAddress('/posts')} />
    </Guarded>
  );
}

export function RotationRoute() {
  const units = useUnits();
  const onPerson = useOpenPerson();
  const onApproval = useOpenApproval();
  return (
    <Guarded permission="staff.view">
      <RotationScreen
        address={useAddress('/rotation')}
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
      <LeaveScreen address={useAddress('/mandatory-leave')} units={units} />
    </Guarded>
  );
}

export function TeamsRoute() {
  const units = useUnits();
  return (
    <Guarded permission="staff.view">
      <TeamsScreen address={useAddress('/teams')} units={units} />
    </Guarded>
  );
}

export function GradesRoute() {
  const address = useAddress('/grades');
  const { appraisal, at } = address.words;
  const units = useUnits();
  const onApproval = useOpenApproval();
  return (
    <Guarded permission="staff.edit">
      <GradesScreen
        address={address}
        open={appraisal && at ? { id: appraisal, at } : null}
        onOpen={(one) => address.change({ appraisal: one?.id, at: one?.at })}
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
