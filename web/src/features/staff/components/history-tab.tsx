import { CertificateKind, certificateNames, Education, Post } from '@huiting/contracts/staff';
import { useQuery } from '@tanstack/react-query';
import { useFormat } from '../../../lib/format-context.tsx';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { postsQuery, staffRevisionsQuery } from '../staff.queries.ts';
import { staffText } from '../staff.text.ts';
import styles from './staff.module.css';

const whats = [
  'record',
  'certificates',
  'duty',
  'transfer',
  'leave',
  'hire',
  'rotation',
  'import',
  'login',
] as const;
const fields = [
  'name',
  'education',
  'enteredOn',
  'phone',
  'email',
  'post',
  'orgUnit',
  'leftOn',
  'username',
] as const;

/** Who changed what of a person, when, before and after. */
export function HistoryTab({ staffId }: { readonly staffId: string }) {
  const t = useText(staffText);
  const named = useNamed();
  const format = useFormat();
  const query = useQuery(staffRevisionsQuery(staffId));
  const posts = useQuery(postsQuery).data?.posts ?? [];
  if (query.error && !query.data)
    return <ErrorPanel error={query.error} title={t('historyFailed')} onRetry={() => void query.refetch()} />;
  if (!query.data) return <ListSkeleton rows={4} height={64} />;
  if (query.data.items.length === 0) return <EmptyState icon="doc" words={t('noHistory')} />;
  const postName = (code: string) => {
    const found = posts.find((one) => one.code === code);
    return found ? named(found.name) : code;
  };
  const fieldName = (field: string) => {
    const known = fields.find((one) => one === field);
    if (known) return t(`field.${known}`);
    const [head = '', ...rest] = field.split('.');
    const [code = '', ...number] = rest.join('.').split(' ');
    if (head === 'post') return postName(code);
    const kind = CertificateKind.options.find((one) => one === code);
    return kind ? `${named(certificateNames[kind])} ${number.join(' ')}` : field;
  };
  const value = (field: string, words: string | null) => {
    if (words === null) return '—';
    const education = Education.options.find((one) => one === words);
    if (field === 'education' && education) return t(`education.${education}`);
    return field === 'post' && Post.options.some((one) => one === words) ? postName(words) : words;
  };
  return (
    <ol className={styles.parts} aria-label={t('tab.history')}>
      {query.data.items.map((revision) => {
        const what = whats.find((one) => one === revision.what);
        return (
          <li key={revision.version}>
            <div className={styles.head}>
              <span className={styles.tags}>
                <Tag kind="plain">{what ? t(`whatChanged.${what}`) : revision.what}</Tag>
                <span className="num">{t('version', { version: revision.version })}</span>
                <span>{revision.actorName}</span>
              </span>
              <time className="num">{format.stamp(revision.at)}</time>
            </div>
            {revision.reason !== '' && <p className={styles.note}>{revision.reason}</p>}
            <dl className={styles.facts}>
              {revision.changes.map(({ field, before, after }) => (
                <FieldLine
                  key={field}
                  name={fieldName(field)}
                  before={value(field, before)}
                  after={value(field, after)}
                />
              ))}
            </dl>
          </li>
        );
      })}
    </ol>
  );
}

function FieldLine({
  name,
  before,
  after,
}: {
  readonly name: string;
  readonly before: string;
  readonly after: string;
}) {
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <del>{before}</del>
        {' → '}
        <ins style={{ textDecoration: 'none' }}>{after}</ins>
      </dd>
    </>
  );
}
