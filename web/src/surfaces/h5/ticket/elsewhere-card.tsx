import { lazy, Suspense, useState } from 'react';
import { useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import styles from './ticket-page.module.css';
import { ticketText } from './ticket.text.ts';

/** Fetched when somebody wants to know. */
const ElsewhereList = lazy(() =>
  import('../../../features/queue/elsewhere/elsewhere-list.tsx').then(({ ElsewhereList: list }) => ({
    default: list,
  })),
);

/** For who waits: another channel, or a branch with a shorter line. */
export function ElsewhereCard({ branchId }: { readonly branchId: string }) {
  const t = useText(ticketText);
  const [open, setOpen] = useState(false);
  if (!open)
    return (
      <Button kind="quiet" icon="pin" onClick={() => setOpen(true)}>
        {t('elsewhere')}
      </Button>
    );
  return (
    <section className={styles.card}>
      <Suspense fallback={null}>
        <ElsewhereList branchId={branchId} />
      </Suspense>
    </section>
  );
}
