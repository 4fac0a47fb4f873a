import { useCallback, useEffect, useState } from 'react';
import { useText } from '../../../lib/i18n.ts';
import { usePeripherals, usePeripheralState, type Slip } from '../../../lib/peripherals/index.ts';
import { Icon } from '../../../ui/icons/icon.tsx';
import { kioskText } from './kiosk.text.ts';
import styles from './slip-printing.module.css';

type Printing = 'printing' | 'printed' | 'failed' | 'noPrinter';

/** Prints the slip once by itself; again when asked. */
export function useSlipPrinting(slip: Slip): {
  readonly printing: Printing;
  readonly printAgain: () => void;
} {
  const peripherals = usePeripherals();
  const fitted = usePeripheralState('printer') !== 'absent';
  const [printing, setPrinting] = useState<Printing>(fitted ? 'printing' : 'noPrinter');
  const [round, setRound] = useState(1);
  const [paper] = useState(slip);
  useEffect(() => {
    if (!fitted) return;
    let over = false;
    setPrinting('printing');
    void peripherals
      .print(paper)
      .then((result) => over || setPrinting(result === 'done' ? 'printed' : 'failed'));
    return () => {
      over = true;
    };
  }, [peripherals, fitted, paper, round]);
  return { printing, printAgain: useCallback(() => setRound((before) => before + 1), []) };
}

const printingWords: Record<Printing, 'printing' | 'printed' | 'printFailed' | 'noPrinter'> = {
  printing: 'printing',
  printed: 'printed',
  failed: 'printFailed',
  noPrinter: 'noPrinter',
};
/** What became of the paper; a ticket without paper is still valid. */
export function PrintingState({ printing }: { readonly printing: Printing }) {
  const t = useText(kioskText);
  return (
    <span className={styles.printing} data-state={printing} role="status">
      {printing === 'failed' && <Icon name="exclaimSolid" />}
      {t(printingWords[printing])}
    </span>
  );
}
