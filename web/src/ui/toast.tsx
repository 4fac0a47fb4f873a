import { createContext, use, useCallback, useRef, useState, type ReactNode } from 'react';
import { useText } from '../lib/i18n.ts';
import { Icon, type IconName } from './icons/icon.tsx';
import styles from './toast.module.css';
import { uiText } from './ui.text.ts';

export interface ToastInput {
  readonly words: string;
  readonly kind?: 'ok' | 'info' | 'warn' | 'danger';
  /** Offered for 5 s after a reversible act. */
  readonly onUndo?: () => void;
  /** Another act the news asks for: fetching the file that is ready. */
  readonly act?: { readonly words: string; readonly onAct: () => void };
  /** Default 3 s, 5 s with undo, 8 s for a fault. */
  readonly forMs?: number;
}
interface Toast extends ToastInput {
  readonly id: number;
}
type ShowToast = (toast: ToastInput) => void;

const ToastContext = createContext<ShowToast>(() => {
  throw new Error('useToast needs SurfaceRoot above it');
});

const icons: Record<NonNullable<ToastInput['kind']>, IconName> = {
  ok: 'checkSolid',
  info: 'infoSolid',
  warn: 'warnSolid',
  danger: 'closeSolid',
};

function lifetime(toast: ToastInput): number {
  if (toast.forMs !== undefined) return toast.forMs;
  if (toast.onUndo) return 5000;
  if (toast.act) return 12_000;
  return toast.kind === 'danger' ? 8000 : 3000;
}

export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const t = useText(uiText);
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const nextId = useRef(1);
  const drop = useCallback((id: number) => setToasts((all) => all.filter((toast) => toast.id !== id)), []);
  const show = useCallback<ShowToast>(
    (toast) => {
      const id = nextId.current++;
      // three at most: the newest fact matters
      setToasts((all) => [...all.slice(-2), { ...toast, id }]);
      setTimeout(() => drop(id), lifetime(toast));
    },
    [drop],
  );
  return (
    <ToastContext value={show}>
      {children}
      <div className={styles.stack} role="status" aria-live="polite">
        {toasts.map((toast) => (
          <div key={toast.id} className={styles.toast} data-kind={toast.kind ?? 'ok'}>
            <Icon name={icons[toast.kind ?? 'ok']} size="1.25em" />
            <span>{toast.words}</span>
            {toast.onUndo && (
              <button
                type="button"
                className={styles.undo}
                onClick={() => {
                  toast.onUndo?.();
                  drop(toast.id);
                }}
              >
                {t('undo')}
              </button>
            )}
            {toast.act && (
              <button
                type="button"
                className={styles.undo}
                onClick={() => {
                  toast.act?.onAct();
                  drop(toast.id);
                }}
              >
                {toast.act.words}
              </button>
            )}
          </div>
        ))}
      </div>
    </ToastContext>
  );
}

/** `toast({ words: '已过号 A023', onUndo })` */
export function useToast(): ShowToast {
  return use(ToastContext);
}
