import { relationshipEndpoints } from '@huiting/contracts/customer/relationships';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useCommand } from '../../../lib/command.ts';
import { useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { ChoiceChips, SelectField, TextAreaField } from '../../../ui/field.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { Sheet } from '../../../ui/sheet.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { careKeys, managersQuery } from './care.queries.ts';
import { careText } from './care.text.ts';
import { ReceivingBranch } from './receiving-branch.tsx';
import styles from './care.module.css';

type Where = 'within' | 'elsewhere';

interface HandoverSheetProps {
  readonly branchId: string;
  readonly fromStaffId: string;
  /** Null = all of theirs. */
  readonly customerIds: readonly string[] | null;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** To whom, and why; the branch manager decides. */
export function HandoverSheet({ branchId, fromStaffId, customerIds, onDone, onClose }: HandoverSheetProps) {
  const t = useText(careText);
  const show = useToast();
  const queries = useQueryClient();
  const { run, busy } = useCommand(useProblemToast());
  const managers = useQuery(managersQuery(branchId)).data?.managers ?? [];
  const [where, setWhere] = useState<Where>('within');
  const [toBranchId, setToBranchId] = useState<string | null>(null);
  const [to, setTo] = useState('');
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  async function submit() {
    if (to === '' || (where === 'elsewhere' && toBranchId === null) || reason.trim() === '') {
      setMissing(true);
      return;
    }
    const answer = await run(relationshipEndpoints.askHandover, {
      branchId,
      fromStaffId,
      toStaffId: to,
      ...(where === 'elsewhere' && toBranchId !== null ? { toBranchId } : {}),
      customerIds: customerIds === null ? null : [...customerIds],
      reason: reason.trim(),
    });
    if (!answer) return;
    show({ words: t('submitted') });
    await queries.invalidateQueries({ queryKey: careKeys.all(branchId) });
    onDone();
  }
  return (
    <Sheet
      open
      width={520}
      onClose={onClose}
      title={t('handoverTitle')}
      actions={
        <Button kind="primary" size="action" busy={busy !== null} onClick={() => void submit()}>
          {t('submit')}
        </Button>
      }
    >
      <div className={styles.part}>
        <p className={styles.quiet}>{t(where === 'within' ? 'handoverHint' : 'elsewhereHint')}</p>
        <ChoiceChips<Where>
          label={t('where')}
          options={[
            { value: 'within', label: t('within') },
            { value: 'elsewhere', label: t('elsewhere') },
          ]}
          single
          chosen={[where]}
          onChange={([next]) => {
            if (next !== undefined) setWhere(next);
            setTo('');
          }}
        />
        {where === 'elsewhere' && (
          <ReceivingBranch
            branchId={branchId}
            chosen={toBranchId}
            to={to}
            onBranch={(id) => {
              setToBranchId(id);
              setTo('');
            }}
            onTo={setTo}
          />
        )}
        {where === 'within' && (
          <SelectField label={t('to')} value={to} onChange={(event) => setTo(event.target.value)}>
            <option value="">{t('chooseTo')}</option>
            {managers
              .filter(({ staffId }) => staffId !== fromStaffId)
              .map((one) => (
                <option key={one.staffId} value={one.staffId}>
                  {t('overdueOf', { name: one.name, count: one.customers, overdue: one.overdue })}
                </option>
              ))}
          </SelectField>
        )}
        <TextAreaField
          label={t('reason')}
          maxLength={200}
          error={missing ? t('needReason') : null}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
    </Sheet>
  );
}
