import { createContext, use, useMemo, type ReactNode } from 'react';
import { createFormat, type Format } from './format.ts';
import { useLocale } from './i18n.ts';

/** The demo's and most banks' zone; a branch elsewhere wraps its screens in `BranchTimeZone`. */
const defaultTimeZone = 'Asia/Shanghai';
const TimeZoneContext = createContext(defaultTimeZone);

/** Everything inside shows times in the zone of this branch. */
export function BranchTimeZone({
  timeZone,
  children,
}: {
  readonly timeZone: string;
  readonly children: ReactNode;
}) {
  return <TimeZoneContext value={timeZone}>{children}</TimeZoneContext>;
}

/** `const format = useFormat()` then `format.wait(ms)`: language of the page, zone of the branch. */
export function useFormat(): Format {
  const timeZone = use(TimeZoneContext);
  const locale = useLocale();
  return useMemo(() => createFormat({ locale, timeZone }), [locale, timeZone]);
}
