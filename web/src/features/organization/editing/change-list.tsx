import { BranchFormat, BranchStage, type FieldChange } from '@huiting/contracts/organization';
import { useText } from '../../../lib/i18n.ts';
import { organizationText } from '../organization.text.ts';
import styles from './editing.module.css';
import { recordFields } from './editing.merge.domain.ts';
import { editingText } from './editing.text.ts';

/** Field by field: what it was, what it is. */
export function ChangeList({ changes }: { readonly changes: readonly FieldChange[] }) {
  const t = useText(editingText);
  const nameOf = useFieldName();
  const inWords = useValueWords();
  return (
    <dl className={styles.changes}>
      {changes.map((change) => (
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
