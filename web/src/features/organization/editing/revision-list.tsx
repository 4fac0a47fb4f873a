import type { Revision } from '@huiting/contracts/organization';
import { useQuery } from '@tanstack/react-query';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { revisionsQuery } from '../organization.queries.ts';
import { ChangeList } from './change-list.tsx';
import styles from './editing.module.css';
import { editingText } from './editing.text.ts';
import { VersionDifference } from './version-difference.tsx';

/** Who changed what of a branch and why, newest first. */
export function RevisionList({ branchId }: { readonly branchId: string }) {
  const t = useText(editingText);
  const query = useQuery(revisionsQuery(branchId));
  if (query.error && !query.data)
    return <ErrorPanel error={query.error} title={t('historyFailed')} onRetry={() => void query.refetch()} />;
  if (!query.data) return <ListSkeleton rows={4} height={64} />;
  if (query.data.items.length === 0) return <EmptyState icon="doc" words={t('noHistory')} />;
  return (
    <>
      <VersionDifference branchId={branchId} revisions={query.data.items} />
      <ol className={styles.revisions} aria-label={t('history')}>
        {query.data.items.map((revision) => (
          <Row key={revision.id} revision={revision} />
        ))}
      </ol>
    </>
  );
}

function Row({ revision }: { readonly revision: Revision }) {
  const t = useText(editingText);
  const format = useFormat();
  return (
    <li>
      <header>
        <Tag kind="plain">{t(`what.${revision.what}`)}</Tag>
        {revision.version !== null && (
          <span className="num num-medium">{t('version', { version: revision.version })}</span>
        )}
        <span>{revision.actorName}</span>
        <time className="num num-medium">{format.stamp(revision.at)}</time>
      </header>
      {revision.reason !== '' && <p>{revision.reason}</p>}
      <ChangeList changes={revision.changes} />
    </li>
  );
}
