import type { Endpoint } from '@huiting/contracts/core/endpoint';
import { useMe } from './session.tsx';

/** Whether this person may call an endpoint, as its contract says; a control without the right is absent. The server decides again. */
export function useMay(endpoint: Pick<Endpoint, 'access'>): boolean {
  const { permissions } = useMe();
  return endpoint.access.kind !== 'permission' || permissions.includes(endpoint.access.permission);
}
