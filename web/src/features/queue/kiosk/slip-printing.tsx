import { useCallback, useEffect, useState } from 'react';
import { usePeripherals, usePeripheralState, type Slip } from '../../../lib/peripherals/index.ts';

export type Printing = 'printing' | 'printed' | 'failed' | 'noPrinter';

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
