import type { Permission } from '@huiting/contracts/access';
import { useNavigate } from '@tanstack/react-router';
import { useText } from '../../lib/i18n.ts';
import { usePermission } from '../../lib/session.tsx';
import { Button } from '../../ui/button.tsx';
import { consoleText } from './console.text.ts';

/** From a list to where its register is filled from a file and given out; both take the right to files and the register's own. */
export function RegisterActs({ kind, right }: { readonly kind: string; readonly right: Permission }) {
  const t = useText(consoleText);
  const go = useNavigate();
  const mayRun = usePermission('import.run');
  const mayKeep = usePermission(right);
  if (!mayRun || !mayKeep) return null;
  return (
    <Button icon="inbox" onClick={() => void go({ to: '/imports', search: { kind } })}>
      {t('room.imports')}
    </Button>
  );
}
