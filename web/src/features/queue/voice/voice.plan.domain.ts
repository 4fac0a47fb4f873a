import type { VoiceCall } from '@huiting/contracts/queue';
import { clipNamed, type ClipName } from './voice.clips.domain.ts';

export type SpokenCall = Pick<
  VoiceCall,
  'ticketNumber' | 'windowLabel' | 'windowNumber' | 'language' | 'vip'
>;

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
export function planCall(call: SpokenCall): readonly ClipName[] {
  return call.language === 'en' ? englishPlan(call) : mandarinPlan(call);
}

function mandarinPlan(call: SpokenCall): ClipName[] {
  const opening: ClipName[] = call.vip ? ['zh.please', 'zh.vipCustomer'] : ['zh.please'];
  const to: ClipName[] = [...opening, ...signs('zh', call.ticketNumber), 'zh.numberTo'];
  const { place, number } = whereTo(call);
  if (place === null) return [...to, ...mandarinNumber(number ?? call.windowNumber), 'zh.windowTail'];
  if (number === null) return [...to, `zh.place.${place}`, 'zh.tail'];
  return [...to, `zh.place.${place}`, ...mandarinNumber(number), 'zh.numberTail'];
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
function signs(language: 'zh' | 'en', text: string): ClipName[] {
  return [...text.toUpperCase()].flatMap(
    (sign) => clipNamed(/\d/.test(sign) ? `${language}.${sign}` : `letter.${sign}`) ?? [],
  );
}

function mandarinNumber(n: number): ClipName[] {
  if (n < 10 || n > 99) return signs('zh', String(n));
  const tens = Math.floor(n / 10);
  return [
    ...(tens > 1 ? signs('zh', String(tens)) : []),
    'zh.10',
    ...(n % 10 > 0 ? signs('zh', String(n % 10)) : []),
  ];
}

function englishNumber(n: number): ClipName[] {
  const whole = clipNamed(`en.${n}`);
  return whole ? [whole] : signs('en', String(n));
}
