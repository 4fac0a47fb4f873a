import type { Consent, ConsentPurpose, ConsentText } from '@huiting/contracts/customer';

export type Purpose = ConsentPurpose;
export const purposes: readonly Purpose[] = ['face', 'plate', 'marketing'];

/** What is kept of a consent: what it was given to, and whether it was taken back. */
export interface KeptConsent {
  readonly purpose: Purpose;
  readonly textVersion: number;
  readonly channel: NonNullable<Consent['channel']>;
  readonly givenAt: number;
  readonly withdrawnAt: number | null;
}

const shippedWords: Readonly<Record<Purpose, Pick<ConsentText, 'title' | 'body'>>> = {
  face: {
    title: { zh: '人脸识别到店授权', en: 'Recognition by face' },
    body: {
      zh: '仅用于您到店时识别身份、安排接待。只保存不可还原的特征标识，不保存照片，不对外提供。可随时撤回，撤回后立即停止使用并删除标识；不同意不影响办理任何业务。',
      en: 'Only to recognise you when you arrive and to receive you. An identifier that cannot be turned back into a picture is kept, no photograph, and nothing is passed on. You may take this back at any time: it is then no longer used and the identifier is deleted. Refusing changes nothing about your business with us.',
    },
  },
  plate: {
    title: { zh: '车牌识别到店授权', en: 'Recognition by number plate' },
    body: {
      zh: '仅用于您驾车到店时识别身份、安排接待。车牌加密保存，不对外提供。可随时撤回，撤回后立即停止使用并删除车牌；不同意不影响办理任何业务。',
      en: 'Only to recognise you when you arrive by car and to receive you. The plate is kept encrypted and not passed on. You may take this back at any time: it is then no longer used and the plate is deleted. Refusing changes nothing about your business with us.',
    },
  },
  marketing: {
    title: { zh: '营销信息接收授权', en: 'Offers and invitations' },
    body: {
      zh: '同意客户经理通过电话、短信向您介绍本行产品和活动。可随时撤回，撤回后立即停止；不同意不影响办理任何业务。',
      en: 'Your relationship manager may tell you of our products and events by phone or message. You may take this back at any time: it stops at once. Refusing changes nothing about your business with us.',
    },
  },
};

/** What the program ships: in force until a bank publishes its own. */
export const shippedText = (purpose: Purpose): ConsentText => ({
  purpose,
  version: 0,
  effectiveFrom: null,
  ...shippedWords[purpose],
  asksAgain: false,
  publishedBy: null,
  publishedAt: null,
});

const ofPurpose = (published: readonly ConsentText[], purpose: Purpose): ConsentText[] =>
  [shippedText(purpose), ...published.filter((text) => text.purpose === purpose)].sort(
    (a, b) => a.version - b.version,
  );
const isInForce = ({ effectiveFrom }: ConsentText, day: string): boolean =>
  effectiveFrom === null || effectiveFrom <= day;

/** The text to be shown on a day: the newest that has taken effect. */
export function textInForce(published: readonly ConsentText[], purpose: Purpose, day: string): ConsentText {
  return ofPurpose(published, purpose).findLast((text) => isInForce(text, day))!;
}

/** The oldest version a consent may be to on a day: the newest in force that asks everybody again. */
function oldestSufficient(published: readonly ConsentText[], purpose: Purpose, day: string): number {
  return (
    ofPurpose(published, purpose).findLast((text) => text.asksAgain && isInForce(text, day))?.version ?? 0
  );
}

/** Where a purpose stands for a customer on a day. Only `given` allows anything. */
export function standingOf(
  kept: readonly KeptConsent[],
  published: readonly ConsentText[],
  purpose: Purpose,
  day: string,
): Consent {
  const consent = kept.find((one) => one.purpose === purpose);
  const text = textInForce(published, purpose, day);
  if (consent === undefined)
    return { purpose, state: 'none', textVersion: null, channel: null, at: null, text };
  const { textVersion, channel, givenAt, withdrawnAt } = consent;
  const suffices = textVersion >= oldestSufficient(published, purpose, day);
  const state = withdrawnAt !== null ? 'withdrawn' : suffices ? 'given' : 'outdated';
  return { purpose, state, textVersion, channel, at: withdrawnAt ?? givenAt, text };
}
