import i18next from 'i18next';
import { useSyncExternalStore } from 'react';
import { initReactI18next, useTranslation } from 'react-i18next';

export const locales = ['zh-CN', 'en'] as const;
export type Locale = (typeof locales)[number];

type Words = Readonly<Record<string, string>>;
/** English may add `key_one` for a singular; i18next picks it when `count` is 1. */
type Singular<Z extends Words> = { readonly [K in keyof Z & string as `${K}_one`]?: string };

/** Copy of one feature in both languages. A key missing in English does not compile. */
export interface Text<Z extends Words = Words> {
  readonly name: string;
  readonly 'zh-CN': Z;
  readonly en: { readonly [K in keyof Z]: string } & Singular<Z>;
}

/** Values put into `{{name}}` of a sentence. */
export type TextValues = Readonly<Record<string, string | number>>;
export type Translate<Z extends Words> = (key: keyof Z & string, values?: TextValues) => string;

const storageKey = 'huiting.locale';

// One i18next per page: react-i18next needs the instance before the first render.
void i18next.use(initReactI18next).init({
  lng: readLocale(),
  fallbackLng: 'zh-CN',
  ns: [],
  resources: {},
  interpolation: { escapeValue: false },
  react: { useSuspense: false },
  keySeparator: false,
  nsSeparator: false,
  initAsync: false,
});

function readLocale(): Locale {
  return globalThis.localStorage?.getItem(storageKey) === 'en' ? 'en' : 'zh-CN';
}

/** Declares the copy of a feature (`<feature>.text.ts`). `name` must be unique. */
export function defineText<const Z extends Words>(
  name: string,
  copy: { readonly 'zh-CN': Z; readonly en: { readonly [K in keyof Z]: string } & Singular<Z> },
): Text<Z> {
  for (const locale of locales) i18next.addResourceBundle(locale, name, copy[locale]);
  return { name, ...copy };
}

/** `const t = useText(queueText)`, then `t('callNext')` or `t('ahead', { count: 3 })`. */
export function useText<Z extends Words>(text: Text<Z>): Translate<Z> {
  const { t } = useTranslation(text.name);
  return t as unknown as Translate<Z>;
}

/** For places outside React (document titles, toasts of a mutation). */
export function translate<Z extends Words>(
  text: Text<Z>,
  key: keyof Z & string,
  values?: TextValues,
): string {
  return (i18next.t as unknown as (key: string, values: object) => string)(key, { ...values, ns: text.name });
}

export function currentLocale(): Locale {
  return i18next.language === 'en' ? 'en' : 'zh-CN';
}

/** Switches at once; `remember: false` for shared terminals, which go back to Chinese for the next customer. */
export async function setLocale(
  locale: Locale,
  options: { readonly remember?: boolean } = {},
): Promise<void> {
  if (options.remember ?? true) globalThis.localStorage?.setItem(storageKey, locale);
  await i18next.changeLanguage(locale);
  if (typeof document !== 'undefined') document.documentElement.lang = locale;
}

function subscribe(changed: () => void): () => void {
  i18next.on('languageChanged', changed);
  return () => i18next.off('languageChanged', changed);
}

export function useLocale(): Locale {
  return useSyncExternalStore(subscribe, currentLocale);
}

/** Picks the language of a bilingual name from the server (`{ zh, en }`). */
export function useNamed(): (named: { readonly zh: string; readonly en: string }) => string {
  const locale = useLocale();
  return (named) => (locale === 'en' ? named.en || named.zh : named.zh);
}
