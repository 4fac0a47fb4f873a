import { Drawer } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import { useText } from '../../lib/i18n.ts';
import { Button } from '../button.tsx';
import { uiText } from '../ui.text.ts';
import { isForPage } from './list-keys.ts';
import styles from './detail-drawer.module.css';

/** From this width on the drawer stands beside the list instead of over it (design-system.md, section 9). */
const dockFrom = 1440;

interface DetailDrawerProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: ReactNode;
  readonly subtitle?: ReactNode;
  /** Right of the title: copy link, open in full. */
  readonly extra?: ReactNode;
  readonly foot?: ReactNode;
  /** Width when docked. */
  readonly width?: number;
  readonly children: ReactNode;
}

/** Whether a drawer stands beside the list. */
export function useWide(): boolean {
  const [wide, setWide] = useState(() => window.innerWidth >= dockFrom);
  useEffect(() => {
    const media = window.matchMedia(`(min-width: ${dockFrom}px)`);
    const change = () => setWide(media.matches);
    media.addEventListener('change', change);
    return () => media.removeEventListener('change', change);
  }, []);
  return wide;
}

/** Details of a row, with an address of its own: docked at ≥ 1440, above the page at 720 wide below. Put it last in a flex row. */
export function DetailDrawer({
  open,
  onClose,
  title,
  subtitle,
  extra,
  foot,
  width = 468,
  children,
}: DetailDrawerProps) {
  const t = useText(uiText);
  const wide = useWide();
  useEffect(() => {
    if (!wide || !open) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && isForPage(event)) onClose();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });
  const head = (
    <header className={styles.head}>
      <div className={styles.words}>
        <h2>{title}</h2>
        {subtitle && <p>{subtitle}</p>}
      </div>
      {extra}
      <Button kind="quiet" icon="close" aria-label={t('close')} onClick={onClose} />
    </header>
  );
  if (wide) {
    if (!open) return null;
    return (
      <aside className={styles.docked} style={{ width }}>
        {head}
        <div className={styles.body}>{children}</div>
        {foot && <footer className={styles.foot}>{foot}</footer>}
      </aside>
    );
  }
  return (
    <Drawer
      open={open}
      onClose={onClose}
      size={720}
      closable={false}
      styles={{ body: { padding: 0 } }}
      footer={foot ? <div className={styles.row}>{foot}</div> : null}
    >
      {head}
      <div className={styles.body}>{children}</div>
    </Drawer>
  );
}
