import type { BranchRecord } from '@huiting/contracts/organization';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { organizationText } from '../organization.text.ts';
import styles from './branch-facts.module.css';

/** The master record in rows. */
export function BranchFacts({ branch }: { readonly branch: BranchRecord }) {
  const t = useText(organizationText);
  const format = useFormat();
  const hours = (day: BranchRecord['weekdayHours']) =>
    day === null ? t('notOpen') : `${day.open}–${day.close}`;
  const { today } = branch;
  const facts: readonly (readonly [string, string])[] = [
    [t('address'), branch.address],
    [
      t('hours'),
      t('hoursBoth', { weekday: hours(branch.weekdayHours), weekend: hours(branch.weekendHours) }),
    ],
    [t('todayHours'), `${today.holiday ?? t(`day.${today.kind}`)} · ${hours(today.hours)}`],
    [
      t('area'),
      `${t('squareMetres', { area: format.integer(branch.areaSquareMetres) })} · ${t('zonesCount', { count: branch.zones.length })}`,
    ],
    [t('phone'), branch.phone],
    [t('licence'), branch.licenceNo],
    [t('timeZone'), branch.timeZone],
  ];
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
