import type { ReactNode } from 'react';
import { Icon, type IconName } from './icons/icon.tsx';
import styles from './tag.module.css';

/** Every state is told by colour and icon; `vip` and `elder` describe people and are never states. */
export type TagKind = 'ok' | 'warn' | 'danger' | 'dangerSolid' | 'info' | 'idle' | 'vip' | 'elder' | 'plain';

const icons: Partial<Record<TagKind, IconName>> = {
  ok: 'checkSolid',
  warn: 'clockSolid',
  danger: 'warnSolid',
  dangerSolid: 'clockSolid',
  info: 'infoSolid',
  idle: 'pauseSolid',
  vip: 'crownSolid',
  elder: 'heartSolid',
};

interface TagProps {
  readonly kind: TagKind;
  /** Replaces the kind's own icon. */
  readonly icon?: IconName;
  /** With a border, for states that stand alone. */
  readonly bordered?: boolean;
  readonly size?: 'small' | 'normal' | 'large';
  readonly children: ReactNode;
}

export function Tag({ kind, icon, bordered = kind === 'warn', size = 'normal', children }: TagProps) {
  const shown = icon ?? icons[kind];
  return (
    <span className={styles.tag} data-kind={kind} data-size={size} data-bordered={bordered || undefined}>
      {shown && <Icon name={shown} size="calc(1.05em * var(--shape))" />}
      <span>{children}</span>
    </span>
  );
}

/** A count in a pill beside a title or on an icon. */
export function Count({
  value,
  kind = 'calm',
}: {
  readonly value: number;
  readonly kind?: 'calm' | 'danger' | 'brand';
}) {
  return (
    <span className={`num ${styles.count}`} data-kind={kind}>
      {value > 99 ? '99+' : value}
    </span>
  );
}
