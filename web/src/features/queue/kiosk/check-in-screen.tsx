import type { DisplayBoard } from '@huiting/contracts/queue';
import { useEffect } from 'react';
import { useText } from '../../../lib/i18n.ts';
import { usePeripheralState } from '../../../lib/peripherals/index.ts';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icons/icon.tsx';
import styles from './check-in-screen.module.css';
import { kioskText } from './kiosk.text.ts';
import { StepFrame } from './step-frame.tsx';

/** Signs of a booking code: nothing that is mistaken for another (no 0, O, 1, I). */
const signs = [...'23456789ABCDEFGHJKLMNPQRSTUVWXYZ'];
const codeLength = 8;

interface CheckInScreenProps {
  readonly board: DisplayBoard;
  readonly code: string;
  readonly onCode: (code: string) => void;
  readonly onSubmit: () => void;
  readonly onHelp: () => void;
  readonly onHome: () => void;
}

export function CheckInScreen({ board, code, onCode, onSubmit, onHelp, onHome }: CheckInScreenProps) {
  const t = useText(kioskText);
  const hasScanner = usePeripheralState('scanner') === 'ready';
  const full = code.length === codeLength;
  const add = (sign: string) => code.length < codeLength && onCode(code + sign);

  useEffect(() => {
    const type = (event: KeyboardEvent) => {
      const sign = event.key.toUpperCase();
      if (event.key === 'Backspace') onCode(code.slice(0, -1));
      else if (event.key === 'Enter' && full) onSubmit();
      else if (signs.includes(sign) && !full) onCode(code + sign);
    };
    window.addEventListener('keydown', type);
    return () => window.removeEventListener('keydown', type);
  }, [code, full, onCode, onSubmit]);

  return (
    <StepFrame
      board={board}
      title={t('codeTitle')}
      hint={
        <>
          {t('codeHint')}
          {hasScanner && <span className={styles.scan}>{t('codeScan')}</span>}
        </>
      }
      onHelp={onHelp}
      onHome={onHome}
    >
      <ol className={styles.code} aria-label={code}>
        {Array.from({ length: codeLength }, (_, at) => (
          <li key={at} className="num" data-next={at === code.length || undefined}>
            {code[at] ?? ''}
          </li>
        ))}
      </ol>
      <div className={styles.pad} role="group" aria-label={t('codePad')}>
        {signs.map((sign) => (
          <button key={sign} type="button" className="num" disabled={full} onClick={() => add(sign)}>
            {sign}
          </button>
        ))}
        <button
          type="button"
          data-quiet
          aria-label={t('backspace')}
          onClick={() => onCode(code.slice(0, -1))}
        >
          <Icon name="backspace" size="1.2em" />
        </button>
        <button type="button" data-quiet data-wide onClick={() => onCode('')}>
          {t('clear')}
        </button>
      </div>
      <Button kind="primary" size="action" block icon="calendar" disabled={!full} onClick={onSubmit}>
        {t('submit')}
      </Button>
    </StepFrame>
  );
}
