import type { StaffProfile } from '@huiting/contracts/staff';
import { useQuery } from '@tanstack/react-query';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import { Tag, type TagKind } from '../../../ui/tag.tsx';
import { staffProfileQuery } from '../staff.queries.ts';
import { staffText } from '../staff.text.ts';
import styles from './staff.module.css';

const tagKinds: Partial<Record<StaffProfile['tags'][number], TagKind>> = {
  badRatings: 'danger',
  certificateExpired: 'danger',
  certificateExpiring: 'warn',
  tenureDue: 'warn',
  topVolume: 'ok',
  fast: 'ok',
  wellRated: 'ok',
};

/** A person in figures: tags, radar against peers, twelve months, and plainly what nobody tells of yet. */
export function ProfileTab({ staffId }: { readonly staffId: string }) {
  const t = useText(staffText);
  const query = useQuery(staffProfileQuery(staffId));
  if (query.error && !query.data)
    return <ErrorPanel error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <ListSkeleton rows={8} height={36} />;
  const profile = query.data;
  return (
    <div className={styles.parts}>
      {profile.tags.length > 0 && (
        <div className={styles.tags}>
          {profile.tags.map((tag) => (
            <Tag key={tag} kind={tagKinds[tag] ?? 'info'}>
              {t(`tag.${tag}`)}
            </Tag>
          ))}
        </div>
      )}
      <section>
        <h3>{profile.peers === 0 ? t('radarNone') : t('radar', { count: profile.peers })}</h3>
        <Radar axes={profile.radar} />
        <ul className={styles.rows}>
          {profile.radar.map(({ axis, percentile }) => (
            <li key={axis}>
              <strong>{t(`axis.${axis}`)}</strong>
              <span>{percentile === null ? t('noFigure') : t('percentile', { percent: percentile })}</span>
            </li>
          ))}
        </ul>
      </section>
      <Trend months={profile.months} />
      <p className={styles.note}>
        {t('notKnown', { parts: profile.missing.map((part) => t(`part.${part}`)).join('、') })}
      </p>
    </div>
  );
}

const centre = 130;
const reach = 92;

/** Corners of a percentile on each axis; an axis nobody knows stays at the centre and is named as unknown beside it. */
function corners(values: readonly number[]): string {
  return values
    .map((value, at) => {
      const angle = (Math.PI * 2 * at) / values.length - Math.PI / 2;
      const far = (reach * value) / 100;
      return `${(centre + far * Math.cos(angle)).toFixed(1)},${(centre + far * Math.sin(angle)).toFixed(1)}`;
    })
    .join(' ');
}

function Radar({ axes }: { readonly axes: StaffProfile['radar'] }) {
  const t = useText(staffText);
  const places = corners(axes.map(() => 122)).split(' ');
  return (
    <svg className={styles.radar ?? ''} viewBox="0 0 260 260" aria-hidden="true">
      {[25, 50, 75, 100].map((ring) => (
        <polygon key={ring} points={corners(axes.map(() => ring))} />
      ))}
      <polygon
        className={styles.shape ?? ''}
        points={corners(axes.map(({ percentile }) => percentile ?? 0))}
      />
      {axes.map(({ axis }, at) => {
        const [x, y] = places[at]!.split(',');
        return (
          <text key={axis} x={x} y={Number(y) + 4} textAnchor="middle">
            {t(`axis.${axis}`)}
          </text>
        );
      })}
    </svg>
  );
}

function Trend({ months }: { readonly months: StaffProfile['months'] }) {
  const t = useText(staffText);
  const format = useFormat();
  const most = Math.max(1, ...months.map(({ served }) => served));
  return (
    <section>
      <h3>{t('trend')}</h3>
      <div className={styles.bars} aria-hidden="true">
        {months.map(({ month, served }) => (
          <span key={month} style={{ height: `${(100 * served) / most}%` }} />
        ))}
      </div>
      <p className={styles.scale} aria-hidden="true">
        <span>{months[0]?.month}</span>
        <span>{t('served')}</span>
        <span>{months.at(-1)?.month}</span>
      </p>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('month')}</th>
            <th scope="col">{t('served')}</th>
            <th scope="col">{t('averageTime')}</th>
            <th scope="col">{t('rating')}</th>
            <th scope="col">{t('badRatings')}</th>
          </tr>
        </thead>
        <tbody>
          {months
            .filter(({ served, ratings }) => served + ratings > 0)
            .toReversed()
            .map((one) => (
              <tr key={one.month} className="num">
                <td>{one.month}</td>
                <td>{format.integer(one.served)}</td>
                <td>
                  {one.averageSeconds === null
                    ? '—'
                    : t('minutes', { value: format.decimal(one.averageSeconds / 60) })}
                </td>
                <td>
                  {format.decimal(one.rating)}
                  {one.ratings > 0 && <span className={styles.none}> · {one.ratings}</span>}
                </td>
                <td>{one.badRatings}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </section>
  );
}
