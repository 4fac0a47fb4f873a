import { useText } from '../../../lib/i18n.ts';
import { accessText } from '../access.text.ts';
import styles from './entry-detail.module.css';

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const written = (value: unknown): string =>
  value === undefined || value === null ? '—' : typeof value === 'string' ? value : JSON.stringify(value);

/** What an entry says: a change field by field, before beside after; everything else by name. */
export function EntryDetail({ detail }: { readonly detail: Fields }) {
  const t = useText(accessText);
  const { before, after, ...rest } = detail;
  const isChange = isFields(before) && isFields(after);
  const others = Object.entries(isChange ? rest : detail);
  if (!isChange && others.length === 0) return <p className={styles.none}>{t('audit.noDetail')}</p>;
  const changed = isChange ? [...new Set([...Object.keys(before), ...Object.keys(after)])] : [];
  return (
    <>
      <h3 className={styles.heading}>{t('audit.detail')}</h3>
      {isChange && (
        <table className={styles.change}>
          <thead>
            <tr>
              <th>{t('audit.field')}</th>
              <th>{t('audit.before')}</th>
              <th>{t('audit.after')}</th>
            </tr>
          </thead>
          <tbody>
            {changed.map((name) => (
              <tr key={name} data-changed={written(before[name]) !== written(after[name]) || undefined}>
                <th scope="row">{name}</th>
                <td>{written(before[name])}</td>
                <td>{written(after[name])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {others.length > 0 && (
        <dl className={styles.facts}>
          {others.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{written(value)}</dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}
