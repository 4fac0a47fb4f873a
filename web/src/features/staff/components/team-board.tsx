import type { TeamBoard } from '@huiting/contracts/staff';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { postsText } from '../staff.posts.text.ts';
import { staffText } from '../staff.text.ts';
import styles from './staff.module.css';

/** A team's figures of a month, member by member and summed; used by console and PAD, so without antd. */
export function TeamFigures({ board }: { readonly board: TeamBoard }) {
  const t = useText(postsText);
  const s = useText(staffText);
  const format = useFormat();
  const cells = ({ served, averageSeconds, rating, ratings }: TeamBoard['summed']) => (
    <>
      <td>{format.integer(served)}</td>
      <td>{averageSeconds === null ? '—' : t('minutes', { value: format.decimal(averageSeconds / 60) })}</td>
      <td>
        {format.decimal(rating)}
        {ratings > 0 && <span className={styles.none}> · {ratings}</span>}
      </td>
    </>
  );
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('members')}</th>
          <th scope="col">{t('served')}</th>
          <th scope="col">{t('averageTime')}</th>
          <th scope="col">{t('rating')}</th>
        </tr>
      </thead>
      <tbody>
        {board.members.map((one) => (
          <tr key={one.staffId} className="num">
            <td>
              {one.name} <span className={styles.none}>{s(`post.${one.post}`)}</span>
            </td>
            {cells(one.figures)}
          </tr>
        ))}
        <tr className="num">
          <td>
            <strong>{t('monthSum', { month: board.month })}</strong>
          </td>
          {cells(board.summed)}
        </tr>
      </tbody>
    </table>
  );
}
