import type { AppraisalItem } from '@huiting/contracts/staff';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { postsText } from '../staff.posts.text.ts';
import styles from './staff.module.css';

/** How a suggested grade came about, line by line. */
export function ScoreTable({ item }: { readonly item: AppraisalItem }) {
  const t = useText(postsText);
  const format = useFormat();
  return (
    <table className={styles.table} aria-label={t('computation')}>
      <thead>
        <tr>
          <th scope="col">{t('part')}</th>
          <th scope="col">{t('value')}</th>
          <th scope="col">{t('points')}</th>
          <th scope="col">{t('weight')}</th>
        </tr>
      </thead>
      <tbody>
        {item.lines.map((line) => (
          <tr key={line.key} className="num">
            <td>{t(`score.${line.key}`)}</td>
            {line.value === null ? (
              <td colSpan={3} className={styles.none}>
                {t('notTold')}
              </td>
            ) : (
              <>
                <td>{format.decimal(line.value)}</td>
                <td>{format.decimal(line.points)}</td>
                <td>{line.of === 0 ? '—' : line.of}</td>
              </>
            )}
          </tr>
        ))}
        <tr className="num">
          <td>
            <strong>{t('score')}</strong>
          </td>
          <td />
          <td>
            <strong>{format.decimal(item.score)}</strong>
          </td>
          <td>{item.suggested}</td>
        </tr>
      </tbody>
    </table>
  );
}
