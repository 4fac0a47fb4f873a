import type { IdentifierKind } from '@huiting/contracts/customer';
import { useState, useSyncExternalStore } from 'react';
import { useText } from '../lib/i18n.ts';
import type { PeripheralKind, PeripheralSimulator } from '../lib/peripherals/index.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { Segmented } from '../ui/segmented.tsx';
import styles from './reader-simulator.module.css';
import { readerSimulatorText } from './reader-simulator.text.ts';

type Thing = Exclude<IdentifierKind, 'phone'> | 'code';
const machineOf = { idNumber: 'idReader', card: 'cardReader', code: 'scanner' } as const satisfies Record<
  Thing,
  PeripheralKind
>;
const wordsOf = { idNumber: 'idNumber', card: 'cardNumber', code: 'code' } as const satisfies Record<
  Thing,
  string
>;

interface ReaderSimulatorProps {
  readonly simulator: PeripheralSimulator;
  /** Where nothing of the surface lies under the tab. */
  readonly edge?: 'bottom' | 'top';
}

/** Demo only: plays the customer who puts a document or a card on the reader, or shows a code. Folded into the corner until asked for. */
export function ReaderSimulator({ simulator, edge = 'bottom' }: ReaderSimulatorProps) {
  const t = useText(readerSimulatorText);
  const [open, setOpen] = useState(false);
  const [kind, setKind] = useState<Thing>('idNumber');
  const [value, setValue] = useState('');
  const [told, setTold] = useState<'read' | 'unheard' | null>(null);
  const state = useSyncExternalStore(simulator.subscribe, () => simulator.state(machineOf[kind]));

  function read() {
    if (kind === 'code') {
      setTold(simulator.read({ kind: 'scanner', text: value.trim() }) ? 'read' : 'unheard');
      return;
    }
    const number = value.replace(/\s/g, '').toUpperCase();
    const heard =
      kind === 'idNumber'
        ? simulator.read({ kind: 'idReader', identifier: { kind: 'idNumber', value: number }, name: null })
        : simulator.read({ kind: 'cardReader', identifier: { kind: 'card', value: number } });
    setTold(heard ? 'read' : 'unheard');
  }
  return (
    <aside className={styles.corner} data-open={open || undefined} data-edge={edge} aria-label={t('title')}>
      {open && (
        <div className={styles.panel}>
          <p className={styles.hint}>{t('hint')}</p>
          <Segmented<Thing>
            label={t('title')}
            value={kind}
            onChange={(next) => {
              setKind(next);
              setTold(null);
            }}
            options={[
              { value: 'idNumber', label: t('idCard'), icon: 'idCard' },
              { value: 'card', label: t('bankCard'), icon: 'card' },
              ...(simulator.state('scanner') === 'absent'
                ? []
                : [{ value: 'code' as const, label: t('qr'), icon: 'qr' as const }]),
            ]}
          />
          <TextField
            label={t(wordsOf[kind])}
            value={value}
            onChange={(event) => {
              setValue(event.target.value);
              setTold(null);
            }}
            hint={told === 'read' ? t('wasRead') : told === 'unheard' ? t('unheard') : undefined}
          />
          <div className={styles.acts}>
            <Button kind="tint" disabled={value.trim().length < 4 || state !== 'ready'} onClick={read}>
              {t('insert')}
            </Button>
            <Button
              onClick={() => simulator.setState(machineOf[kind], state === 'ready' ? 'fault' : 'ready')}
            >
              {state === 'ready' ? t('breakIt') : t('repairIt')}
            </Button>
          </div>
        </div>
      )}
      <button type="button" className={styles.tab} aria-expanded={open} onClick={() => setOpen(!open)}>
        {t('title')}
      </button>
    </aside>
  );
}
