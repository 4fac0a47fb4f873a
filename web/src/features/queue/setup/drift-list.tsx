import type { DriftItem } from '@huiting/contracts/queue';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { adopt, keep, type SetupDraft } from './setup.domain.ts';
import { setupText } from './setup.text.ts';
import styles from './setup.module.css';

interface DriftListProps {
  readonly drift: readonly DriftItem[];
  readonly draft: SetupDraft;
  readonly template: { readonly version: number; readonly draft: SetupDraft } | null;
  readonly labelOf: (rowId: string) => { readonly label: string };
  readonly onChange: (draft: SetupDraft) => void;
}

/** What differs from head office's template; each difference is adopted or kept. */
export function DriftList({ drift, draft, template, labelOf, onChange }: DriftListProps) {
  const t = useText(setupText);
  const named = useNamed();
  if (template === null) return <EmptyState icon="doc" words={t('driftNoTemplate')} />;
  if (drift.length === 0) return <EmptyState icon="checkSolid" words={t('driftNone')} />;
  const open = drift.filter((item) => !item.kept);
  const nameOf = (item: DriftItem): string => {
    if (item.part === 'window') return labelOf(item.id).label;
    const list =
      item.part === 'group'
        ? [draft.groups, template.draft.groups]
        : [draft.services, template.draft.services];
    const found = list.flat().find((one) => one.code === item.id);
    return found ? named(found.name) || found.code : item.id;
  };
  const told = (item: DriftItem, side: 'here' | 'template'): string => {
    const json = item[side];
    if (json === null) return t('absent');
    if (item.field === null) return t('whole');
    return valueWords(JSON.parse(json), (code) => {
      const all = [draft, template.draft].flatMap(({ groups, services }) => [...services, ...groups]);
      const found = all.find((one) => one.code === code);
      return found ? named(found.name) || code : code;
    });
  };
  return (
    <>
      <div className={styles.driftHead}>
        <span>
          {t('driftHead', { version: template.version, open: open.length, kept: drift.length - open.length })}
        </span>
        {open.length > 1 && (
          <Button
            size="small"
            onClick={() => onChange(open.reduce((next, item) => adopt(next, item, template.draft), draft))}
          >
            {t('adoptAll')}
          </Button>
        )}
      </div>
      <ul className={styles.drift}>
        {drift.map((item) => (
          <li key={item.key} data-kept={item.kept || undefined}>
            <header>
              <b>{nameOf(item)}</b>
              <span className={styles.quiet}>
                {t(`part.${item.part}`)}
                {item.field && ` · ${t(`field.${item.field}` as 'field.name')}`}
              </span>
              {item.kept && <Tag kind="plain">{t('keptTag')}</Tag>}
            </header>
            <dl>
              <div>
                <dt>{t('here')}</dt>
                <dd>{told(item, 'here')}</dd>
              </div>
              <div>
                <dt>{t('template')}</dt>
                <dd>{told(item, 'template')}</dd>
              </div>
            </dl>
            <footer>
              <Button size="small" kind="tint" onClick={() => onChange(adopt(draft, item, template.draft))}>
                {t('adopt')}
              </Button>
              <Button size="small" onClick={() => onChange(keep(draft, item.key))}>
                {t(item.kept ? 'unkeep' : 'keep')}
              </Button>
            </footer>
          </li>
        ))}
      </ul>
    </>
  );
}

/** A value in words short enough to compare. */
function valueWords(value: unknown, nameOf: (code: string) => string): string {
  if (value === null || value === undefined || value === '') return '—';
  if (typeof value === 'boolean') return value ? '✓' : '✕';
  if (typeof value === 'string') return nameOf(value);
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return value.map((one) => valueWords(one, nameOf)).join('、') || '—';
  return Object.values(value as object)
    .map((one) => valueWords(one, nameOf))
    .join(' · ');
}
