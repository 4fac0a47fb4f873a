import { BranchFormat, BranchStage, type FieldChange, type Revision } from '@huiting/contracts/organization';
import { useQuery } from '@tanstack/react-query';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { revisionsQuery } from '../organization.queries.ts';
import { organizationText } from '../organization.text.ts';
import styles from './editing.module.css';
import { editingText } from './editing.text.ts';
import { recordFields } from './editing.merge.domain.ts';

/** Who changed what of a branch and why, newest first. */
export function RevisionList({ branchId }: { readonly branchId: string }) {
  const t = useText(editingText);
  const query = useQuery(revisionsQuery(branchId));
  if (query.error && !query.data)
    return <ErrorPanel error={query.error} title={t('historyFailed')} onRetry={() => void query.refetch()} />;
  if (!query.data) return <ListSkeleton rows={4} height={64} />;
  if (query.data.items.length === 0) return <EmptyState icon="doc" words={t('noHistory')} />;
  return (
    <ol className={styles.revisions} aria-label={t('history')}>
      {query.data.items.map((revision) => (
        <Row key={revision.id} revision={revision} />
      ))}
    </ol>
  );
}

function Row({ revision }: { readonly revision: Revision }) {
  const t = useText(editingText);
  const format = useFormat();
  const nameOf = useFieldName();
  const inWords = useValueWords();
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
      <dl className={styles.changes}>
        {revision.changes.map((change) => (
          <div key={change.field}>
            <dt>{nameOf(change)}</dt>
            <dd>
              <del aria-label={t('before')}>{inWords(change, change.before)}</del>
              {' → '}
              <ins aria-label={t('after')} style={{ textDecoration: 'none' }}>
                {inWords(change, change.after)}
              </ins>
            </dd>
          </div>
        ))}
      </dl>
    </li>
  );
}

function useFieldName(): (change: FieldChange) => string {
  const t = useText(editingText);
  return ({ field }) => {
    const known = recordFields.find((one) => one === field);
    if (known) return t(`field.${known}`);
    if (field === 'contacts' || field === 'stage') return t(`field.${field}`);
    const [kind, name] = [field.slice(0, field.indexOf('.')), field.slice(field.indexOf('.') + 1)];
    if (kind === 'window') return `${t('windows')} ${name}`;
    if (kind === 'zone') return `${t('zones')} ${name}`;
    return field;
  };
}

function useValueWords(): (change: FieldChange, value: string | null) => string {
  const t = useText(editingText);
  const o = useText(organizationText);
  return ({ field }, value) => {
    if (value === null || value === '') return t('none');
    const stage = field === 'stage' ? BranchStage.options.find((one) => one === value) : undefined;
    if (stage) return o(`stage.${stage}`);
    const format = field === 'format' ? BranchFormat.options.find((one) => one === value) : undefined;
    return format ? o(`format.${format}`) : value;
  };
}
