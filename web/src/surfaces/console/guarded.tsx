import type { Permission } from '@huiting/contracts/access';
import { useRouter } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { usePermission } from '../../lib/session.tsx';
import { NoRight } from '../../ui/empty-state.tsx';

/** A direct link without the right says so; the menu does not show the page at all. */
export function Guarded({
  permission,
  children,
}: {
  readonly permission: Permission;
  readonly children: ReactNode;
}) {
  const router = useRouter();
  return usePermission(permission) ? children : <NoRight onBack={() => router.history.back()} />;
}
