import { useEffect, useLayoutEffect, type ReactNode } from 'react';
import { useLocale } from '../lib/i18n.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { restoreModes } from './modes.ts';
import { ToastProvider } from './toast.tsx';
import type { DensityName } from './tokens.ts';
import 'virtual:tokens.css';
import './fonts.css';
import './base.css';

interface SurfaceRootProps {
  /** Sizes of type and targets; the lobby changes it with the kind of terminal. */
  readonly density: DensityName;
  readonly scheme?: 'light' | 'dark';
  readonly children: ReactNode;
}

restoreModes();

/** Outermost element of every surface: tokens, fonts, language of the page, toasts, last error boundary. No antd inside. */
export function SurfaceRoot({ density, scheme = 'light', children }: SurfaceRootProps) {
  const locale = useLocale();
  useLayoutEffect(() => {
    document.documentElement.dataset['density'] = density;
    document.documentElement.dataset['scheme'] = scheme;
  }, [density, scheme]);
  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);
  return (
    <ErrorBoundary page>
      <ToastProvider>{children}</ToastProvider>
    </ErrorBoundary>
  );
}
