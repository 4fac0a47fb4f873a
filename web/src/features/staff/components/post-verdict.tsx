import { staffEndpoints, type PostProblem } from '@huiting/contracts/staff';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { call } from '../../../lib/api.ts';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { Tag } from '../../../ui/tag.tsx';
import { postsQuery, staffKey } from '../staff.queries.ts';
import { staffText } from '../staff.text.ts';
import styles from './staff.module.css';

const checkQuery = (staffId: string, post: string, from: string) =>
  queryOptions({
    queryKey: [...staffKey, 'check', staffId, post, from],
    queryFn: ({ signal }) => call(staffEndpoints.checkPost, { staffId, post, from }, { signal }),
  });

/** What speaks against a person holding a post, before it is asked for. The server decides again. */
export function PostVerdict(asked: {
  readonly staffId: string;
  readonly post: string;
  readonly from: string;
}) {
  const t = useText(staffText);
  const isWhole = asked.post !== '' && asked.from !== '';
  const query = useQuery({ ...checkQuery(asked.staffId, asked.post, asked.from), enabled: isWhole });
  if (!isWhole || !query.data) return null;
  const { problems } = query.data;
  const blocks = problems.some((one) => one.blocks);
  return (
    <div className={styles.verdict} role="status">
      <Tag kind={blocks ? 'danger' : problems.length > 0 ? 'warn' : 'ok'}>
        {t(blocks ? 'blocked' : problems.length > 0 ? 'warned' : 'clear')}
      </Tag>
      <ProblemList problems={problems} />
    </div>
  );
}

function ProblemList({ problems }: { readonly problems: readonly PostProblem[] }) {
  const t = useText(staffText);
  const named = useNamed();
  const posts = useQuery(postsQuery).data?.posts ?? [];
  return (
    <ul>
      {problems.map((one) => {
        const other = posts.find(({ code }) => code === one.other);
        return (
          <li key={`${one.rule} ${one.other}`}>
            {t(`rule.${one.rule}`, {
              other: other ? named(other.name) : one.other,
              words: named(one.words),
              date: one.expiresOn ?? '',
            })}
          </li>
        );
      })}
    </ul>
  );
}
