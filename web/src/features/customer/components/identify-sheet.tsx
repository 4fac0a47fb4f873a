import { customerEndpoints, type Arrival } from '@huiting/contracts/customer';
import { useState } from 'react';
import { useCommand } from '../../../lib/command.ts';
import { useText } from '../../../lib/i18n.ts';
import { Avatar } from '../../../ui/brand.tsx';
import { Button } from '../../../ui/button.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { Sheet } from '../../../ui/sheet.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { customerText } from '../customer.text.ts';
import { isVip } from '../customer.tier.domain.ts';
import { IdentifierForm, type IdentifierInput } from './identifier-form.tsx';
import styles from './identify-sheet.module.css';

export interface Recognised {
  readonly customer: Arrival['customer'];
  readonly identifier: IdentifierInput;
}

interface IdentifySheetProps {
  readonly branchId: string;
  readonly onClose: () => void;
  readonly onView: (customerId: string) => void;
  /** What to do with the recognised customer; absent where a ticket cannot be taken. */
  readonly onTake: ((recognised: Recognised) => void) | null;
}

/** Who is this? By document, card or number; then their view or a ticket. */
export function IdentifySheet({ branchId, onClose, onView, onTake }: IdentifySheetProps) {
  const t = useText(customerText);
  const { run, busy } = useCommand(useProblemToast());
  const [problem, setProblem] = useState<string | null>(null);
  const [found, setFound] = useState<Recognised | null>(null);

  async function identify(identifier: IdentifierInput) {
    setProblem(null);
    const answer = await run(
      customerEndpoints.recognise,
      { branchId, identifier },
      {
        onProblem: (refusal) => {
          setProblem(refusal.title);
          return true;
        },
      },
    );
    if (!answer) return;
    if (answer.customer) setFound({ customer: answer.customer, identifier });
    else setProblem(t('unknownCustomer'));
  }
  if (!found) {
    return (
      <Sheet open width={560} onClose={onClose} title={t('identify')}>
        <IdentifierForm
          busy={busy !== null}
          problem={problem}
          onIdentifier={(identifier) => void identify(identifier)}
        />
      </Sheet>
    );
  }
  const { customer } = found;
  return (
    <Sheet
      open
      width={560}
      onClose={onClose}
      title={t('found')}
      actions={
        <>
          {onTake && (
            <Button kind="primary" size="action" icon="ticket" onClick={() => onTake(found)}>
              {t('takeFor')}
            </Button>
          )}
          <Button size="action" icon="user" onClick={() => onView(customer.id)}>
            {t('openView')}
          </Button>
          <Button size="action" kind="quiet" onClick={() => setFound(null)}>
            {t('again')}
          </Button>
        </>
      }
    >
      <div className={styles.found}>
        <Avatar name={customer.maskedName} size={64} />
        <div>
          <h3>
            {customer.maskedName}
            {isVip(customer.tier) && <Tag kind="vip">{t(`tier.${customer.tier}`)}</Tag>}
            {customer.elder && <Tag kind="elder">{t('elder')}</Tag>}
          </h3>
          <p>{customer.ownerName ? t('owner', { name: customer.ownerName }) : t('noOwner')}</p>
        </div>
      </div>
    </Sheet>
  );
}
