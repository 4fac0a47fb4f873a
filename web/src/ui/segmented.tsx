import type { ReactNode } from 'react';
import { Icon, type IconName } from './icons/icon.tsx';
import styles from './segmented.module.css';

interface Option<V extends string> {
  readonly value: V;
  readonly label: ReactNode;
  readonly icon?: IconName;
  /** A state dot before the words. */
  readonly dot?: 'ok' | 'warn' | 'idle';
  readonly tone?: 'elder';
  readonly disabled?: boolean;
}
interface SegmentedProps<V extends string> {
  readonly options: readonly Option<V>[];
  readonly value: V;
  readonly onChange: (value: V) => void;
  readonly label: string;
  /** `outlined`: white frame with a tinted choice, for kiosks. */
  readonly look?: 'well' | 'outlined';
  readonly disabled?: boolean;
}

/** A switch between few exclusive choices; arrow keys move, as in a radio group. */
export function Segmented<V extends string>({
  options,
  value,
  onChange,
  label,
  look = 'well',
  disabled = false,
}: SegmentedProps<V>) {
  function move(step: number) {
    const open = options.filter((option) => !option.disabled);
    const at = open.findIndex((option) => option.value === value);
    const next = open[(at + step + open.length) % open.length];
    if (next) onChange(next.value);
  }
  return (
    <div
      className={styles.group}
      data-look={look}
      role="radiogroup"
      aria-label={label}
      onKeyDown={(event) => {
        if (event.key === 'ArrowRight' || event.key === 'ArrowDown') move(1);
        else if (event.key === 'ArrowLeft' || event.key === 'ArrowUp') move(-1);
        else return;
        event.preventDefault();
      }}
    >
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          role="radio"
          aria-checked={option.value === value}
          tabIndex={option.value === value ? 0 : -1}
          className={styles.option}
          data-tone={option.tone}
          disabled={disabled || option.disabled}
          onClick={() => onChange(option.value)}
        >
          {option.dot && <span className={styles.dot} data-dot={option.dot} />}
          {option.icon && <Icon name={option.icon} size="1.1em" />}
          {option.label}
        </button>
      ))}
    </div>
  );
}
