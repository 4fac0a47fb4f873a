import { useNavigate, useRouterState } from '@tanstack/react-router';
import { useSavedViews } from '../../../lib/list-settings.ts';
import { SavedViews } from '../../../ui/antd/saved-views.tsx';
import { filtersOf } from './list-views.domain.ts';

/** The person's saved views of the list that is shown: what its address says of filters and sort. */
export function ListViews() {
  const { pathname, search } = useRouterState({ select: (state) => state.location });
  const go = useNavigate();
  const list = pathname.split('/').find((part) => part !== '') ?? 'home';
  const saved = useSavedViews(list);
  return (
    <SavedViews
      {...saved}
      search={filtersOf(list, search as Record<string, unknown>)}
      onApply={(filters) => void go({ to: `/${list}`, search: filters as never })}
    />
  );
}
