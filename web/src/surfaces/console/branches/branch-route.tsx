import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { BranchDrawer } from './branch-drawer.tsx';
import { readBranchSearch } from './branches.search.ts';

/** The drawer at its own address, beside the list: `/branches/:id?tab=calendar`. */
export function BranchRoute() {
  return <BranchBeside page="/branches" />;
}

/** The same beside the map. */
export function MapBranchRoute() {
  return <BranchBeside page="/branch-map" />;
}

function BranchBeside({ page }: { readonly page: string }) {
  const { branchId = '' } = useParams({ strict: false }) as { readonly branchId?: string };
  const search = readBranchSearch(useSearch({ strict: false }) as Record<string, unknown>);
  const go = useNavigate();
  const { tab = 'now', ...list } = search;
  return (
    <BranchDrawer
      key={branchId}
      branchId={branchId}
      tab={tab}
      onTab={(next) =>
        void go({
          to: `${page}/${branchId}`,
          search: readBranchSearch({ ...search, tab: next }) as never,
          replace: true,
        })
      }
      onClose={() => void go({ to: page, search: list as never })}
      {...(page === '/branches' ? { onMap: () => void go({ to: `/branch-map/${branchId}` }) } : {})}
      onHall={() => void go({ to: `/halls/${branchId}` })}
      onPlan={() => void go({ to: `/floor-plans/${branchId}` })}
      onApproval={(approval) =>
        void go({
          to: '/inbox',
          search: { tab: 'mine', at: approval.branchId, approval: approval.id } as never,
        })
      }
    />
  );
}
