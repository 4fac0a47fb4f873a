import type { Locale } from './i18n.ts';

/** Between Chinese and digits in prose; tables use none. */
const thin = '\u2009';
/** What is unknown is never 0. */
const unknown = '—';

/** A value with its unit apart, for large figures: `{ value: '26', unit: '分' }`. */
export interface Parts {
  readonly value: string;
  readonly unit: string;
}

export interface FormatOptions {
  readonly locale: Locale;
  /** IANA zone of the branch whose facts are shown. */
  readonly timeZone: string;
}
export type Format = ReturnType<typeof createFormat>;
type Maybe<T> = T | null | undefined;

const minuteMs = 60_000;
const hourMs = 3_600_000;
const weekdaysZh = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'] as const;

/**
 * Every number and time on a screen is written here (design-system.md, section 6).
 * Durations and instants are in milliseconds.
 */
export function createFormat({ locale, timeZone }: FormatOptions) {
  const zh = locale !== 'en';
  const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
  const oneDigit = new Intl.NumberFormat('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const wallTime = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  const enDay = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'UTC',
    weekday: 'short',
    day: 'numeric',
    month: 'short',
  });

  function pieces(instant: number) {
    const found = Object.fromEntries(wallTime.formatToParts(instant).map((part) => [part.type, part.value]));
    return {
      date: `${found['year']}-${found['month']}-${found['day']}`,
      hour: found['hour'] ?? '00',
      minute: found['minute'] ?? '00',
      second: found['second'] ?? '00',
    };
  }

  const integer = (n: Maybe<number>): string => (isNumber(n) ? grouped.format(Math.round(n)) : unknown);

  /** ≥ 10 000 in tiles: `1.2 万`, `3.4 亿`; put `integer` in the tooltip. */
  function compact(n: Maybe<number>): Parts {
    if (!isNumber(n)) return { value: unknown, unit: '' };
    const size = Math.abs(n);
    const scales = zh
      ? ([
          [1e8, '亿'],
          [1e4, '万'],
        ] as const)
      : ([
          [1e9, 'B'],
          [1e6, 'M'],
          [1e4, 'k'],
        ] as const);
    for (const [scale, unit] of scales) {
      if (size >= scale) return { value: trimZero((n / (unit === 'k' ? 1e3 : scale)).toFixed(1)), unit };
    }
    return { value: integer(n), unit: '' };
  }

  /** `50,000.00 元` from a decimal string; digits are never rounded through a float. */
  function money(decimal: Maybe<string>, options: { readonly unit?: boolean } = {}): string {
    const match = /^(-?)(\d+)(?:\.(\d{1,2}))?\d*$/.exec(decimal ?? '');
    if (!match) return unknown;
    const [, sign = '', whole = '0', fraction = ''] = match;
    const text = `${sign}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${fraction.padEnd(2, '0')}`;
    if (options.unit === false) return text;
    return zh ? `${text}${thin}元` : `CNY ${text}`;
  }

  /** The same from integer fen, given as bigint or digits. */
  function moneyFromFen(fen: Maybe<bigint | string>, options: { readonly unit?: boolean } = {}): string {
    if (fen === null || fen === undefined) return unknown;
    const digits = String(fen);
    if (!/^-?\d+$/.test(digits)) return unknown;
    const negative = digits.startsWith('-');
    const padded = digits.replace('-', '').padStart(3, '0');
    return money(`${negative ? '-' : ''}${padded.slice(0, -2)}.${padded.slice(-2)}`, options);
  }

  /** A ratio (0.984) as `98.4%`. */
  const percent = (ratio: Maybe<number>): string =>
    isNumber(ratio) ? `${oneDigit.format(ratio * 100)}%` : unknown;

  /** Difference of two ratios: `+2.4 个百分点`. */
  function points(difference: Maybe<number>): string {
    if (!isNumber(difference)) return unknown;
    const value = `${signOf(difference)}${oneDigit.format(Math.abs(difference) * 100)}`;
    return zh ? `${value}${thin}个百分点` : `${value} pp`;
  }

  /** An average of ratings: `4.8`. */
  const decimal = (n: Maybe<number>): string => (isNumber(n) ? oneDigit.format(n) : unknown);

  const signed = (n: Maybe<number>): string =>
    isNumber(n) ? `${signOf(n)}${grouped.format(Math.abs(n))}` : unknown;

  /** A wait in whole minutes, for large digits: `{ value: '26', unit: '分' }`. */
  function waitParts(ms: Maybe<number>): Parts {
    if (!isNumber(ms)) return { value: unknown, unit: '' };
    const minutes = Math.floor(Math.max(0, ms) / minuteMs);
    const unit = zh ? '分' : 'min';
    return minutes < 1 ? { value: '<1', unit } : { value: String(minutes), unit };
  }

  /** A wait in prose: `不足 1 分`, `26 分`, `1 小时 05 分`. */
  function wait(ms: Maybe<number>): string {
    if (!isNumber(ms)) return unknown;
    const minutes = Math.floor(Math.max(0, ms) / minuteMs);
    if (minutes < 1) return zh ? `不足${thin}1${thin}分` : 'under 1 min';
    if (minutes < 60) return zh ? `${minutes}${thin}分` : `${minutes} min`;
    return longDuration(minutes);
  }

  function longDuration(minutes: number): string {
    const hours = Math.floor(minutes / 60);
    const rest = String(minutes % 60).padStart(2, '0');
    return zh ? `${hours}${thin}小时${thin}${rest}${thin}分` : `${hours} h ${rest} min`;
  }

  /** An average in minutes with one decimal, for small figures: `{ value: '7.4', unit: '分' }`. */
  function averageParts(ms: Maybe<number>): Parts {
    return isNumber(ms)
      ? { value: oneDigit.format(Math.max(0, ms) / minuteMs), unit: zh ? '分' : 'min' }
      : { value: unknown, unit: '' };
  }

  /** A running timer: `06:14`, over an hour `1 小时 05 分`. */
  function timer(ms: Maybe<number>): string {
    if (!isNumber(ms)) return unknown;
    const seconds = Math.floor(Math.max(0, ms) / 1000);
    if (seconds >= 3600) return longDuration(Math.floor(seconds / 60));
    return `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
  }

  /** `5–9`; one number when both ends are equal. */
  function interval(low: Maybe<number>, high: Maybe<number>): string {
    if (!isNumber(low) || !isNumber(high)) return unknown;
    return low === high ? grouped.format(low) : `${grouped.format(low)}–${grouped.format(high)}`;
  }

  /** Numbers of windows: `[1, 2, 3, 5]` → `1–3、5`. */
  function ranges(numbers: readonly number[]): string {
    const sorted = [...new Set(numbers)].toSorted((a, b) => a - b);
    const runs: { from: number; to: number }[] = [];
    for (const n of sorted) {
      const last = runs.at(-1);
      if (last && last.to === n - 1) last.to = n;
      else runs.push({ from: n, to: n });
    }
    if (runs.length === 0) return unknown;
    return runs.map(({ from, to }) => (from === to ? `${from}` : `${from}–${to}`)).join(zh ? '、' : ', ');
  }

  /** `3 号窗`; a room with a name of its own keeps it: `理财室 1`. */
  function windowName(label: string): string {
    if (!/^\d+$/.test(label.trim())) return label;
    return zh ? `${label}${thin}号窗` : `window ${label}`;
  }

  /** Several at once: `1–3、5 号窗、理财室 1`. */
  function windowNames(labels: readonly string[]): string {
    const numbers = labels.filter((label) => /^\d+$/.test(label.trim())).map(Number);
    const rooms = labels.filter((label) => !/^\d+$/.test(label.trim()));
    const joined =
      numbers.length === 0 ? [] : [zh ? `${ranges(numbers)}${thin}号窗` : `window ${ranges(numbers)}`];
    return [...joined, ...rooms].join(zh ? '、' : ', ');
  }

  /** `10:42` in the branch's zone. */
  function clock(instant: Maybe<number>): string {
    if (!isNumber(instant)) return unknown;
    const { hour, minute } = pieces(instant);
    return `${hour}:${minute}`;
  }
  function clockSeconds(instant: Maybe<number>): string {
    return isNumber(instant) ? `${clock(instant)}:${pieces(instant).second}` : unknown;
  }
  /** `10:45–10:51` */
  function clockRange(from: Maybe<number>, to: Maybe<number>): string {
    if (!isNumber(from) || !isNumber(to)) return unknown;
    return clock(from) === clock(to) ? clock(from) : `${clock(from)}–${clock(to)}`;
  }

  /** The business date of an instant, `2026-11-20`. */
  const businessDate = (instant: number): string => pieces(instant).date;

  /** `11 月 20 日 周五` from an instant or a business date. */
  function day(when: Maybe<number | string>): string {
    const iso = typeof when === 'number' ? businessDate(when) : when;
    const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso ?? '');
    if (!match) return unknown;
    const date = new Date(Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])));
    if (!zh) return enDay.format(date).replace(',', '');
    return `${date.getUTCMonth() + 1}${thin}月${thin}${date.getUTCDate()}${thin}日 ${weekdaysZh[date.getUTCDay()]}`;
  }

  /** For tables: `2026-11-20 10:42`. */
  function stamp(instant: Maybe<number>): string {
    return isNumber(instant) ? `${businessDate(instant)} ${clock(instant)}` : unknown;
  }

  /** Relative only under an hour: `刚刚`, `3 分前`; then the time of day, then the date too. */
  function ago(instant: Maybe<number>, now: number): string {
    if (!isNumber(instant)) return unknown;
    const age = now - instant;
    if (age < minuteMs) return zh ? '刚刚' : 'just now';
    if (age < hourMs) {
      const minutes = Math.floor(age / minuteMs);
      return zh ? `${minutes}${thin}分前` : `${minutes} min ago`;
    }
    return businessDate(instant) === businessDate(now) ? clock(instant) : stamp(instant);
  }

  return {
    locale,
    timeZone,
    integer,
    compact,
    money,
    moneyFromFen,
    percent,
    decimal,
    points,
    signed,
    wait,
    waitParts,
    averageParts,
    timer,
    interval,
    ranges,
    windowName,
    windowNames,
    clock,
    clockSeconds,
    clockRange,
    businessDate,
    day,
    stamp,
    ago,
  };
}

function isNumber(n: Maybe<number>): n is number {
  return typeof n === 'number' && Number.isFinite(n);
}
function signOf(n: number): string {
  return n > 0 ? '+' : n < 0 ? '−' : '';
}
function trimZero(text: string): string {
  return text.endsWith('.0') ? text.slice(0, -2) : text;
}
