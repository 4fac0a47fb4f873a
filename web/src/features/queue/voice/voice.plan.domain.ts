import type { VoiceCall, VoiceLanguage } from '@huiting/contracts/queue';
import { clipNamed, type ClipName } from './voice.clips.domain.ts';

export type SpokenCall = Pick<VoiceCall, 'ticketNumber' | 'windowLabel' | 'windowNumber' | 'vip'>;

/** Names of a language's clips begin with this. */
const marks = { mandarin: 'zh', cantonese: 'yue', english: 'en' } as const;
type Mark = (typeof marks)[VoiceLanguage];
type Chinese = Exclude<Mark, 'en'>;

/** Rooms that are called by their name instead of a window number. */
const places = [
  [/^贵宾窗口?/, 'vipWindow'],
  [/^(贵宾|VIP)/i, 'vipRoom'],
  [/^(理财|财富)/, 'wealthRoom'],
  [/^对公/, 'corporateWindow'],
  [/^(快速|快办)/, 'expressWindow'],
] as const;

/**
 * The clips of one call, in order: `请 A 零 二 七 号到 三 号窗口办理业务`.
 * Ticket numbers are read sign by sign, however long; window numbers as numbers up to 99.
 */
export function planCall(call: SpokenCall, language: VoiceLanguage): readonly ClipName[] {
  return language === 'english' ? englishPlan(call) : chinesePlan(call, marks[language]);
}

/** Mandarin and Cantonese build the sentence alike. */
function chinesePlan(call: SpokenCall, mark: Chinese): ClipName[] {
  const opening: ClipName[] = call.vip ? [`${mark}.please`, `${mark}.vipCustomer`] : [`${mark}.please`];
  const to: ClipName[] = [...opening, ...signs(mark, call.ticketNumber), `${mark}.numberTo`];
  const { place, number } = whereTo(call);
  if (place === null)
    return [...to, ...chineseNumber(mark, number ?? call.windowNumber), `${mark}.windowTail`];
  if (number === null) return [...to, `${mark}.place.${place}`, `${mark}.tail`];
  return [...to, `${mark}.place.${place}`, ...chineseNumber(mark, number), `${mark}.numberTail`];
}

function englishPlan(call: SpokenCall): ClipName[] {
  const to: ClipName[] = [
    call.vip ? 'en.vipCustomer' : 'en.number',
    ...signs('en', call.ticketNumber),
    'en.goTo',
  ];
  const { place, number } = whereTo(call);
  if (place === null) return [...to, 'en.window', ...englishNumber(number ?? call.windowNumber)];
  return [...to, `en.place.${place}`, ...(number === null ? [] : englishNumber(number))];
}

/** `3`, `3 号窗口` → a window; `理财室 1` → a named place with its number; anything else → the window's own number. */
function whereTo({ windowLabel }: SpokenCall): {
  place: (typeof places)[number][1] | null;
  number: number | null;
} {
  const label = windowLabel.trim();
  const digits = /(\d+)/.exec(label)?.[1];
  const number = digits === undefined ? null : Number(digits);
  const place = places.find(([pattern]) => pattern.test(label))?.[1] ?? null;
  return place === null && !/^\d+\D{0,3}$/.test(label) ? { place: null, number: null } : { place, number };
}

/** Letters and digits one by one; what has no clip is left unsaid. */
function signs(language: Mark, text: string): ClipName[] {
  return [...text.toUpperCase()].flatMap(
    (sign) => clipNamed(/\d/.test(sign) ? `${language}.${sign}` : `letter.${sign}`) ?? [],
  );
}

function chineseNumber(mark: Chinese, n: number): ClipName[] {
  if (n < 10 || n > 99) return signs(mark, String(n));
  const tens = Math.floor(n / 10);
  return [
    ...(tens > 1 ? signs(mark, String(tens)) : []),
    `${mark}.10`,
    ...(n % 10 > 0 ? signs(mark, String(n % 10)) : []),
  ];
}

function englishNumber(n: number): ClipName[] {
  const whole = clipNamed(`en.${n}`);
  return whole ? [whole] : signs('en', String(n));
}
