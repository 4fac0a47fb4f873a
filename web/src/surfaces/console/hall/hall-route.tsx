import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Guarded } from '../guarded.tsx';
import { HallPage } from './hall-page.tsx';

export function HallRoute() {
  const { branchId } = useParams({ strict: false }) as { readonly branchId: string };
  const { ticket } = useSearch({ strict: false }) as { readonly ticket?: string };
  const go = useNavigate();
  return (
    <Guarded permission="queue.view">
      <HallPage
        key={branchId}
        branchId={branchId}
        ticketId={ticket ?? null}
        onTicket={(id) =>
          void go({ to: `/halls/${branchId}`, search: id === null ? {} : { ticket: id }, replace: true })
        }
        onBack={() => void go({ to: `/branches/${branchId}` })}
        onAlerts={() => void go({ to: '/alerts', search: { branch: branchId } })}
      />
    </Guarded>
  );
}
