import type { ButtonHTMLAttributes, ReactNode } from 'react';
import styles from './button.module.css';
import { Icon, type IconName } from './icons/icon.tsx';
import { KeyCap } from './key-cap.tsx';

interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className'> {
  /** One primary per screen; `tint` for a soft main act; `link` inside text; `elder` for the way into 长者模式; `danger` for what cannot be undone. */
  readonly kind?: 'primary' | 'plain' | 'tint' | 'ok' | 'danger' | 'elder' | 'quiet' | 'link';
  /** `action` is the height of the bottom action bar. */
  readonly size?: 'small' | 'normal' | 'action';
  readonly icon?: IconName;
  readonly iconEnd?: IconName;
  /** Key cap shown after the words; the screen binds the key. */
  readonly keyCap?: string;
  /** The command is on its way: keeps the width, refuses a second press. */
  readonly busy?: boolean;
  readonly block?: boolean;
  readonly children?: ReactNode;
}

export function Button({
  kind = 'plain',
  size = 'normal',
  icon,
  iconEnd,
  keyCap,
  busy = false,
  block = false,
  disabled,
  children,
  type = 'button',
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={styles.button}
      data-kind={kind}
      data-size={size}
      data-block={block || undefined}
      data-busy={busy || undefined}
      data-icon-only={children === undefined || undefined}
      aria-busy={busy || undefined}
      disabled={disabled || busy}
    >
      {icon && <Icon name={icon} size="1.15em" />}
      {children !== undefined && <span className={styles.words}>{children}</span>}
      {iconEnd && <Icon name={iconEnd} size="1.1em" />}
      {keyCap && <KeyCap onBrand={kind === 'primary'}>{keyCap}</KeyCap>}
      {busy && <span className={styles.busyBar} />}
    </button>
  );
}
