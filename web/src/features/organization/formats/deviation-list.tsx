import type { Deviation } from '@huiting/contracts/organization';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { Tag } from '../../../ui/tag.tsx';
import { organizationText } from '../organization.text.ts';
import styles from './formats.module.css';
import { formatsText } from './formats.text.ts';

/** Each way a branch differs, as words and a number. */
export function DeviationList({ deviations }: { readonly deviations: readonly Deviation[] }) {
  const t = useText(formatsText);
  const o = useText(organizationText);
  const format = useFormat();
  const nameOf = ({ part, kind }: Deviation): string => {
    switch (part) {
      case 'area':
        return t('part.area');
      case 'zone':
        return o(`zone.${kind as 'waiting'}`);
      case 'window':
        return `${o(`window.${kind as 'general'}`)} ${t('part.window')}`;
      case 'staffing':
        return t(`post.${kind as 'teller'}`);
      case 'device':
        return t(`device.${kind as 'kiosk'}`);
    }
  };
  return (
    <ul className={styles.deviations}>
      {deviations.map((one) => {
        const { part, kind, standard, actual } = one;
        const difference = actual - standard;
        return (
          <li key={`${part}${kind}`}>
            <b>{nameOf(one)}</b>
            {part === 'area' ? (
              <span>
                {t('areaOutside', {
                  actual: format.integer(actual),
                  bound: t(difference < 0 ? 'atLeast' : 'atMost'),
                  standard: format.integer(standard),
                })}
              </span>
            ) : (
              <>
                <span>
                  {t('standardOf', { standard })} · {t('actualOf', { actual })}
                </span>
                <Tag kind={difference < 0 ? 'warn' : 'info'}>
                  {t(difference < 0 ? 'less' : 'more', { count: Math.abs(difference) })}
                </Tag>
              </>
            )}
          </li>
        );
      })}
    </ul>
  );
}
