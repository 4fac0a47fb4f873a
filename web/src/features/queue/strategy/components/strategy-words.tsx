import type { StrategyTest } from '@huiting/contracts/queue';
import type { CallReason, StrategyProblem } from '@huiting/queueing/strategy';
import { useNamed, useText } from '../../../../lib/i18n.ts';
import { useFormat } from '../../../../lib/format-context.tsx';
import { queueText } from '../../queue.text.ts';
import type { HelpOut, Rule } from '../strategy.domain.ts';
import type { StrategyDocument } from '@huiting/contracts/queue';
import { strategyText } from '../strategy.text.ts';

export interface NamedService {
  readonly code: string;
  readonly name: { readonly zh: string; readonly en: string };
}

/** Says rules, conditions and reasons of a strategy in sentences a branch manager reads. */
export function useStrategyWords(document: StrategyDocument, services: readonly NamedService[]) {
  const t = useText(strategyText);
  const q = useText(queueText);
  const named = useNamed();
  const format = useFormat();
  const comma = named({ zh: '、', en: ', ' });

  const service = (code: string): string => {
    const found = services.find((one) => one.code === code);
    return found ? named(found.name) : code;
  };
  const classOf = (code: string): string => {
    const found = document.classes.find((one) => one.code === code);
    return found ? named({ zh: found.name, en: found.nameEn }) : code;
  };
  const profile = (code: string): string => {
    const found = document.profiles.find((one) => one.code === code);
    return found ? named({ zh: found.name, en: found.nameEn }) : code;
  };
  const tier = (code: string | null): string =>
    code === null ? t('unknown') : t(`tier.${code}` as 'tier.gold');
  const servicesOf = (codes: 'any' | readonly string[]): string =>
    codes === 'any' ? t('anyService') : codes.map(service).join(comma);

  const conditions = ({ when }: Rule): string[] => {
    const parts: string[] = [];
    const add = (what: string, values: readonly string[] | undefined, say: (value: string) => string) => {
      if (values) parts.push(t('is', { what, values: values.map(say).join(comma) || '—' }));
    };
    add(t('service'), when.serviceCodes, service);
    add(t('tier'), when.customerTiers, tier);
    add(t('booking'), when.booking, (one) => t(`booking.${one}` as 'booking.early'));
    if (when.elderOrDisabled !== undefined) parts.push(t(when.elderOrDisabled ? 'elder' : 'notElder'));
    add(t('language'), when.languages, (one) => t(`language.${one}` as 'language.en'));
    add(t('channel'), when.channels, (one) => q(`channel.${one}` as 'channel.kiosk'));
    return parts;
  };
  const help = (rule: HelpOut): string => {
    const { serviceCode, classCode, waitMinutesOver, waitingOver } = rule.when;
    const who = [serviceCode && service(serviceCode), classCode && classOf(classCode)]
      .filter(Boolean)
      .join(' ');
    const when = [
      waitMinutesOver !== undefined && t('whenWait', { minutes: waitMinutesOver }),
      waitingOver !== undefined && t('whenCount', { count: waitingOver }),
    ].filter(Boolean);
    return t('helpWords', {
      who: who || t('whoAll'),
      when: when.join(comma) || '—',
      services: servicesOf(rule.serviceCodes),
      rank: t(`rank.${rule.rank}`),
    });
  };
  const customer = (one: StrategyTest['customers'][number]): string =>
    [
      service(one.serviceCode),
      tier(one.customerTier),
      one.booking === 'none' ? null : `${t('booking')} ${t(`booking.${one.booking}`)}`,
      one.elderOrDisabled ? t('elder') : null,
    ]
      .filter(Boolean)
      .join(' · ');
  const reason = (why: CallReason): string =>
    t(`reason.${why.kind}`, {
      class: classOf(why.classCode),
      minutes: Math.floor(why.overMinutes ?? 0),
      place: why.place ?? 0,
      credit: format.decimal(why.credit),
    });
  /** Where a problem sits, by name. */
  const place = ({ path }: Pick<StrategyProblem, 'path'>): string => {
    const [, list, index] = /^(rules|classes|profiles)\[(\d+)\]/.exec(path) ?? [];
    const at = Number(index);
    if (list === 'rules') return t('atRule', { place: at + 1 });
    if (list === 'classes') return t('atClass', { name: classOf(document.classes[at]?.code ?? '') });
    if (list === 'profiles') return t('atProfile', { name: profile(document.profiles[at]?.code ?? '') });
    return t('tab.rules');
  };
  return { service, servicesOf, classOf, profile, tier, conditions, help, customer, reason, place, comma };
}
export type StrategyWords = ReturnType<typeof useStrategyWords>;
