import { privacyEndpoints, type Hold, type RetentionKind } from '@huiting/contracts/privacy';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useCommand } from '../../../lib/command.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { SelectField, TextField } from '../../../ui/field.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { Sheet } from '../../../ui/sheet.tsx';
import { Tag } from '../../../ui/tag.tsx';
import styles from '../privacy.module.css';
import { privacyKeys } from '../privacy.queries.ts';
import { privacyText } from '../privacy.text.ts';

interface HoldsPanelProps {
  readonly holds: readonly Hold[];
  readonly kinds: readonly RetentionKind[];
}

/** What must not be destroyed, whatever its rule says. */
export function HoldsPanel({ holds, kinds }: HoldsPanelProps) {
  const t = useText(privacyText);
  const named = useNamed();
  const format = useFormat();
  const [acting, setActing] = useState<'place' | Hold | null>(null);
  const inForce = holds.filter(({ liftedAt }) => liftedAt === null);
  const nameOf = (kind: string | null): string => {
    const found = kinds.find((one) => one.kind === kind);
    return found === undefined ? t('everything') : named(found.name);
  };
  return (
    <section className={styles.section}>
      <header>
        <h2>{t('holds')}</h2>
        <Button onClick={() => setActing('place')}>{t('placeHold')}</Button>
      </header>
      {inForce.length === 0 && <p className={styles.quiet}>{t('holdsNone')}</p>}
      <ul className={styles.lines}>
        {inForce.map((hold) => (
          <li key={hold.id}>
            <Tag kind="warn">{nameOf(hold.kind)}</Tag>
            <span>{hold.reason}</span>
            <span className={styles.quiet}>
              {t('by', { name: hold.placedBy, when: format.stamp(hold.placedAt) })}
            </span>
            <Button kind="link" onClick={() => setActing(hold)}>
              {t('lift')}
            </Button>
          </li>
        ))}
      </ul>
      {acting !== null && (
        <HoldSheet
          hold={acting === 'place' ? null : acting}
          kinds={kinds}
          nameOf={nameOf}
          onClose={() => setActing(null)}
        />
      )}
    </section>
  );
}

function HoldSheet({
  hold,
  kinds,
  nameOf,
  onClose,
}: {
  readonly hold: Hold | null;
  readonly kinds: readonly RetentionKind[];
  readonly nameOf: (kind: string | null) => string;
  readonly onClose: () => void;
}) {
  const t = useText(privacyText);
  const queries = useQueryClient();
  const { run, busy } = useCommand(useProblemToast());
  const [kind, setKind] = useState('');
  const [reason, setReason] = useState('');
  async function save() {
    const answer =
      hold === null
        ? await run(privacyEndpoints.placeHold, { kind: kind === '' ? null : kind, reason })
        : await run(privacyEndpoints.liftHold, { holdId: hold.id, reason });
    if (!answer) return;
    void queries.invalidateQueries({ queryKey: privacyKeys.retention });
    onClose();
  }
  return (
    <Sheet
      open
      onClose={onClose}
      title={hold === null ? t('placeHold') : `${t('lift')} · ${nameOf(hold.kind)}`}
      actions={
        <>
          <Button
            kind="primary"
            busy={busy !== null}
            disabled={reason.trim() === ''}
            onClick={() => void save()}
          >
            {t('save')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <div className={styles.stack}>
        {hold === null && (
          <SelectField label={t('holdKind')} value={kind} onChange={(event) => setKind(event.target.value)}>
            <option value="">{t('everything')}</option>
            {kinds.map((one) => (
              <option key={one.kind} value={one.kind}>
                {nameOf(one.kind)}
              </option>
            ))}
          </SelectField>
        )}
        <TextField
          label={hold === null ? t('holdReason') : t('liftReason')}
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
    </Sheet>
  );
}
