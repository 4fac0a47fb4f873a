import { useEffect, useState } from 'react';
import { setLocale, type Locale } from '../../../lib/i18n.ts';

const turnMs = 12_000;

/** The screen's words turn between the hall's languages; while a call is spoken they stay as they are. */
export function useShownLanguages(shown: readonly Locale[], speaking: boolean): void {
  const [turn, setTurn] = useState(0);
  const key = shown.join(' ');
  useEffect(() => {
    if (shown.length < 2 || speaking) return;
    const timer = setInterval(() => setTurn((now) => now + 1), turnMs);
    return () => clearInterval(timer);
  }, [shown.length, speaking]);
  useEffect(() => {
    const languages = key.split(' ') as Locale[];
    void setLocale(languages[turn % languages.length] ?? 'zh-CN', { remember: false });
  }, [key, turn]);
}
