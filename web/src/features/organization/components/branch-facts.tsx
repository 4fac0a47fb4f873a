import type { BranchRecord, DayHours } from '@huiting/contracts/organization';
import type { ReactNode } from 'react';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { organizationText } from '../organization.text.ts';
import styles from './branch-facts.module.css';

/** The master record in rows. */
export function BranchFacts({ branch }: { readonly branch: BranchRecord }) {
  const t = useText(organizationText);
  const format = useFormat();
  const { today } = branch;
  const facts: readonly (readonly [string, ReactNode])[] = [
    [t('address'), branch.address],
    [t('hours'), <Hours key="hours" branch={branch} />],
    [
      t('todayHours'),
      `${today.holiday ?? t(`day.${today.kind}`)} · ${today.hours === null ? t('notOpen') : `${today.hours.open}–${today.hours.close}`}`,
    ],
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

/** Each line of business by kind of day. */
function Hours({ branch }: { readonly branch: BranchRecord }) {
  const t = useText(organizationText);
  const { noonBreak } = branch;
  const cell = (day: DayHours) => (
    <td>
      {day === null ? (
        <span className={styles.none}>{t('notOpen')}</span>
      ) : (
        <span className="num num-medium">{`${day.open}–${day.close}`}</span>
      )}
    </td>
  );
  return (
    <table className={styles.hours}>
      <thead>
        <tr>
          <td />
          <th scope="col">{t('day.workday')}</th>
          <th scope="col">{t('day.weekend')}</th>
          <th scope="col">{t('day.holiday')}</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">{t('hoursPersonal')}</th>
          {cell(branch.weekdayHours)}
          {cell(branch.weekendHours)}
          {cell(branch.holidayHours)}
        </tr>
        <tr>
          <th scope="row">{t('hoursCorporate')}</th>
          {cell(branch.corporateWeekdayHours)}
          {cell(branch.corporateWeekendHours)}
          {cell(branch.corporateHolidayHours)}
        </tr>
        <tr>
          <th scope="row">{t('noon')}</th>
          <td colSpan={3}>
            {noonBreak === null
              ? t('noonOpen')
              : t('noonClosed', { hours: `${noonBreak.from}–${noonBreak.until}` })}
          </td>
        </tr>
      </tbody>
    </table>
  );
}
