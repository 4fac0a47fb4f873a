import {
  useId,
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
} from 'react';
import styles from './field.module.css';
import { Icon, type IconName } from './icons/icon.tsx';

interface FieldFrameProps {
  readonly label: string;
  readonly hint?: ReactNode;
  /** What is wrong and what to do. */
  readonly error?: string | null;
}

/** A labelled native input: small, touchable, no antd. */
export function TextField({
  label,
  hint,
  error,
  icon,
  end,
  ...input
}: FieldFrameProps &
  Omit<InputHTMLAttributes<HTMLInputElement>, 'className'> & {
    readonly icon?: IconName;
    readonly end?: ReactNode;
  }) {
  const id = useId();
  return (
    <div className={styles.field} data-error={error ? true : undefined}>
      <label htmlFor={id}>{label}</label>
      <div className={styles.box}>
        {icon && <Icon name={icon} size="1.2em" />}
        <input {...input} id={id} aria-invalid={error ? true : undefined} aria-describedby={`${id}-note`} />
        {end}
      </div>
      <FieldNote id={`${id}-note`} hint={hint} error={error ?? null} />
    </div>
  );
}

export function TextAreaField({
  label,
  hint,
  error,
  ...input
}: FieldFrameProps & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'className'>) {
  const id = useId();
  return (
    <div className={styles.field} data-error={error ? true : undefined}>
      <label htmlFor={id}>{label}</label>
      <div className={styles.box} data-area>
        <textarea rows={3} {...input} id={id} aria-describedby={`${id}-note`} />
      </div>
      <FieldNote id={`${id}-note`} hint={hint} error={error ?? null} />
    </div>
  );
}

export function SelectField({
  label,
  hint,
  error,
  children,
  ...select
}: FieldFrameProps & Omit<SelectHTMLAttributes<HTMLSelectElement>, 'className'>) {
  const id = useId();
  return (
    <div className={styles.field} data-error={error ? true : undefined}>
      <label htmlFor={id}>{label}</label>
      <div className={styles.box}>
        <select {...select} id={id} aria-describedby={`${id}-note`}>
          {children}
        </select>
        <Icon name="chevronDown" />
      </div>
      <FieldNote id={`${id}-note`} hint={hint} error={error ?? null} />
    </div>
  );
}

function FieldNote({
  id,
  hint,
  error,
}: {
  readonly id: string;
  readonly hint: ReactNode;
  readonly error: string | null;
}) {
  if (!error && !hint) return null;
  return (
    <span id={id} className={styles.note} role={error ? 'alert' : undefined}>
      {error && <Icon name="exclaimSolid" />}
      {error ?? hint}
    </span>
  );
}

interface ChoiceChipsProps<V extends string> {
  readonly label: string;
  readonly options: readonly { readonly value: V; readonly label: string }[];
  readonly chosen: readonly V[];
  readonly onChange: (chosen: readonly V[]) => void;
  /** Only one at a time. */
  readonly single?: boolean;
}
/** Reasons to tick by touch. */
export function ChoiceChips<V extends string>({
  label,
  options,
  chosen,
  onChange,
  single = false,
}: ChoiceChipsProps<V>) {
  return (
    <div className={styles.chips} role="group" aria-label={label}>
      {options.map(({ value, label: words }) => {
        const on = chosen.includes(value);
        const next = on ? chosen.filter((one) => one !== value) : single ? [value] : [...chosen, value];
        return (
          <button
            key={value}
            type="button"
            className={styles.chip}
            aria-pressed={on}
            onClick={() => onChange(next)}
          >
            {on && <Icon name="check" />}
            {words}
          </button>
        );
      })}
    </div>
  );
}
