import { AlertState, Severity } from '@huiting/contracts/workflow';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Guarded } from '../guarded.tsx';
import { AlertsPage } from './alerts-page.tsx';
import type { AlertSearch } from './alerts.queries.ts';

function readSearch(search: Record<string, unknown>): AlertSearch {
  const state = ([...AlertState.options, 'all'] as const).find((one) => one === search['state']);
  const severity = Severity.options.find((one) => one === search['severity']);
  const branch = search['branch'];
  return {
    ...(state ? { state } : {}),
    ...(severity ? { severity } : {}),
    ...(typeof branch === 'string' && branch ? { branch } : {}),
  };
}

export function AlertsRoute() {
  const search = readSearch(useSearch({ strict: false }) as Record<string, unknown>);
  const go = useNavigate();
  return (
    <Guarded permission="alert.view">
      <AlertsPage
        search={search}
        onSearch={(next) => void go({ to: '/alerts', search: next, replace: true })}
        onHall={(branchId) => void go({ to: `/halls/${branchId}` })}
      />
    </Guarded>
  );
}
