import type { IdentifierKind } from '@huiting/contracts/customer';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useText } from '../../../lib/i18n.ts';
import { usePeripheralState, useReading } from '../../../lib/peripherals/index.ts';
import { Button } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/field.tsx';
import { Icon } from '../../../ui/icons/icon.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import { customerText } from '../customer.text.ts';
import styles from './identifier-form.module.css';

export interface IdentifierInput {
  readonly kind: IdentifierKind;
  readonly value: string;
}
const kinds = ['idNumber', 'phone', 'card'] as const;
/** Only what is plainly mistyped is stopped here; the server decides. */
const shapes: Record<IdentifierKind, RegExp> = {
  idNumber: /^\d{17}[\dX]$/,
  phone: /^1\d{10}$/,
  card: /^\d{12,19}$/,
};

interface IdentifierFormProps {
  readonly busy: boolean;
  readonly onIdentifier: (identifier: IdentifierInput) => void;
  /** Told by the server: not found, malformed. */
  readonly problem?: string | null;
  readonly submit?: string;
  readonly children?: ReactNode;
}

/** Document or card on the reader, or a number typed. */
export function IdentifierForm({
  busy,
  onIdentifier,
  problem = null,
  submit,
  children,
}: IdentifierFormProps) {
  const t = useText(customerText);
  const [kind, setKind] = useState<IdentifierKind>('idNumber');
  const [value, setValue] = useState('');
  const [bad, setBad] = useState(false);
  const idReader = usePeripheralState('idReader');
  const cardReader = usePeripheralState('cardReader');
  const readers = idReader === 'ready' || cardReader === 'ready';
  useReading('idReader', ({ identifier }) => onIdentifier(identifier));
  useReading('cardReader', ({ identifier }) => onIdentifier(identifier));

  function send(event: FormEvent) {
    event.preventDefault();
    const clean = value.replace(/\s/g, '').toUpperCase();
    if (shapes[kind].test(clean)) onIdentifier({ kind, value: clean });
    else setBad(true);
  }
  return (
    <form className={styles.form} onSubmit={send} noValidate>
      {readers && (
        <p className={styles.readers}>
          <Icon name="idCard" size="1.4em" />
          {t('readNow')}
        </p>
      )}
      <Segmented<IdentifierKind>
        label={t('number')}
        value={kind}
        onChange={(next) => {
          setKind(next);
          setBad(false);
        }}
        options={kinds.map((one) => ({ value: one, label: t(`kind.${one}`) }))}
      />
      <TextField
        label={t(`kind.${kind}`)}
        value={value}
        inputMode={kind === 'idNumber' ? 'text' : 'numeric'}
        autoComplete="off"
        data-autofocus
        maxLength={26}
        onChange={(event) => {
          setValue(event.target.value);
          setBad(false);
        }}
        error={bad ? t('badNumber') : problem}
      />
      {children}
      <Button type="submit" kind="tint" busy={busy} disabled={value.trim() === ''} icon="search">
        {submit ?? t('search')}
      </Button>
    </form>
  );
}
