import { useText } from '../lib/i18n.ts';
import { Icon } from './icons/icon.tsx';
import styles from './keypad.module.css';
import { uiText } from './ui.text.ts';

interface KeypadProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly maxLength: number;
  /** A key at the lower left: X of an ID number, a letter of a booking code. */
  readonly extraKey?: string;
  readonly label: string;
}

/** On-screen number pad of the kiosk; real keys work too where there are some. */
export function Keypad({ value, onChange, maxLength, extraKey, label }: KeypadProps) {
  const t = useText(uiText);
  const press = (key: string) => {
    if (value.length < maxLength) onChange(value + key);
  };
  return (
    <div className={styles.pad} role="group" aria-label={label}>
      {['1', '2', '3', '4', '5', '6', '7', '8', '9'].map((digit) => (
        <button key={digit} type="button" className="num" onClick={() => press(digit)}>
          {digit}
        </button>
      ))}
      {extraKey ? (
        <button type="button" className="num" onClick={() => press(extraKey)}>
          {extraKey}
        </button>
      ) : (
        <button type="button" data-quiet onClick={() => onChange('')}>
          {t('clear')}
        </button>
      )}
      <button type="button" className="num" onClick={() => press('0')}>
        0
      </button>
      <button type="button" data-quiet aria-label={t('back')} onClick={() => onChange(value.slice(0, -1))}>
        <Icon name="backspace" size="1.3em" />
      </button>
    </div>
  );
}
