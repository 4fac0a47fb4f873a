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
    [
      t('corporateHours'),
      t('hoursBoth', {
        weekday: hours(branch.corporateWeekdayHours),
        weekend: hours(branch.corporateWeekendHours),
      }),
    ],
    [
      t('holidayAndNoon'),
      [
        branch.holidayHours === null
          ? t('holidayClosed')
          : t('holidayOpen', { hours: hours(branch.holidayHours) }),
        branch.noonBreak === null
          ? t('noonOpen')
          : t('noonClosed', { hours: `${branch.noonBreak.from}–${branch.noonBreak.until}` }),
      ].join(t('listComma')),
    ],
    [t('todayHours'), `${today.holiday ?? t(`day.${today.kind}`)} · ${hours(today.hours)}`],
    [
      t('area'),
      `${t('squareMetres', { area: format.integer(branch.areaSquareMetres) })} · ${t('zonesCount', { count: branch.zones.length })}`,
    ],
    [t('position'), `${branch.latitude.toFixed(4)}, ${branch.longitude.toFixed(4)}`],
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
