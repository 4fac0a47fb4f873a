import { useEffect, useRef } from 'react';
import { setLocale, useLocale, type Locale } from './i18n.ts';
import { usePreference } from './preference.ts';
import { whenSessionEnds } from './session.tsx';
import { applyTextSize, readTextSize, useTextSize, type TextSize } from './text-size.ts';

const readLocale = (kept: unknown): Locale | null => (kept === 'zh-CN' || kept === 'en' ? kept : null);
/** Undefined until what is kept is known. */
const readSize = (kept: unknown): TextSize | null => (kept === null ? null : readTextSize(kept));

/** Language and size as somebody keeps them with their login; choosing one shows at once and follows to other machines. */
export function useOwnLooks() {
  const locale = useLocale();
  const size = useTextSize();
  const [, keepLocale] = usePreference('locale', readLocale);
  const [, keepSize] = usePreference('textSize', readSize);
  return {
    locale,
    size,
    chooseLocale: (next: Locale) => {
      void setLocale(next);
      void keepLocale(next);
    },
    chooseSize: (next: TextSize) => {
      applyTextSize(next);
      void keepSize(next);
    },
  };
}

/** Puts on what the person signed in keeps, once it is known; takes it off when they leave. A choice made meanwhile stands. */
export function useKeptLooks(): void {
  const [keptLocale] = usePreference('locale', readLocale);
  const [keptSize] = usePreference('textSize', readSize);
  const worn = useRef({ locale: false, size: false });
  useEffect(() => {
    if (keptLocale === null || worn.current.locale) return;
    worn.current.locale = true;
    void setLocale(keptLocale);
  }, [keptLocale]);
  useEffect(() => {
    if (keptSize === null || worn.current.size) return;
    worn.current.size = true;
    applyTextSize(keptSize);
  }, [keptSize]);
  useEffect(() => whenSessionEnds(() => applyTextSize('medium')), []);
}
