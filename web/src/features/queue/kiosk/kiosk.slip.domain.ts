import type { IssuedTicket } from '@huiting/contracts/queue';
import type { Format } from '../../../lib/format.ts';
import type { Translate } from '../../../lib/i18n.ts';
import type { Slip, SlipLine } from '../../../lib/peripherals/index.ts';
import { expectedDigits, expectedWords } from '../display/display.expected.domain.ts';
import { joinLabels } from '../display/display.label.domain.ts';
import type { kioskText } from './kiosk.text.ts';

type T = Translate<(typeof kioskText)['zh-CN']>;

interface SlipFacts {
  readonly ticket: IssuedTicket;
  readonly serviceName: string;
  readonly bankName: string;
  readonly branchName: string;
  /** Absolute address of the progress page. */
  readonly progressUrl: string;
}

/** What the paper says: number, business, time, people ahead, expected wait, address to follow, tips. */
export function ticketSlip(
  { ticket, serviceName, bankName, branchName, progressUrl }: SlipFacts,
  t: T,
  format: Format,
): Slip {
  const { ticket: card, ahead, expected, windowLabels, greetingName } = ticket;
  const lines: SlipLine[] = [
    { kind: 'text', text: `${bankName} · ${branchName}`, size: 'normal' },
    { kind: 'rule' },
    { kind: 'text', text: card.number, size: 'huge' },
    { kind: 'text', text: serviceName, size: 'large' },
    ...(greetingName ? [{ kind: 'text', text: greetingName } as const] : []),
    { kind: 'rule' },
    { kind: 'pair', label: t('slip.ahead'), value: t('slip.people', { count: ahead }) },
    { kind: 'pair', label: t('slip.expected'), value: expectedLine(expected, t, format) },
    ...windowLine(windowLabels, t, format),
    { kind: 'pair', label: t('slip.time'), value: format.stamp(card.issuedAt) },
    { kind: 'rule' },
    { kind: 'qr', text: progressUrl, caption: t('slip.qr') },
    { kind: 'text', text: t('slip.tip'), size: 'small' },
  ];
  return { title: card.number, lines };
}

function expectedLine(expected: IssuedTicket['expected'], t: T, format: Format): string {
  const words = expectedWords(expected);
  switch (words.kind) {
    case 'noWindow':
      return t('noWindow');
    case 'now':
      return t('slip.now');
    case 'upTo':
      return t('slip.upTo', { minutes: expectedDigits(words, format) ?? '' });
    case 'between':
      return t('slip.between', { minutes: expectedDigits(words, format) ?? '' });
  }
}

function windowLine(labels: readonly string[], t: T, format: Format): SlipLine[] {
  const { numbers, rooms } = joinLabels(labels, format);
  if (numbers === null && rooms.length === 0) return [];
  const parts = [...(numbers === null ? [] : [t('windows', { numbers })]), ...rooms];
  return [{ kind: 'pair', label: t('slip.windows'), value: parts.join('、') }];
}
