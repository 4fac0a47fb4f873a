import type { DriftItem, SetupProblem, SetupVersion } from '@huiting/contracts/queue';
import { useState, type ReactNode } from 'react';
import { useFormat } from '../../../lib/format-context.tsx';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Icon } from '../../../ui/icons/icon.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import { DriftList } from './drift-list.tsx';
import { ServiceForm } from './service-form.tsx';
import { Problems } from './setup-problems.tsx';
import { ServiceTable } from './service-table.tsx';
import { changeService, newService, type SetupDraft } from './setup.domain.ts';
import styles from './setup.module.css';
import { setupText } from './setup.text.ts';
import { TakingGrid } from './taking-grid.tsx';

interface SetupEditorProps {
  readonly kind: 'branch' | 'template';
  /** As it is saved. */
  readonly saved: SetupDraft;
  readonly draft: SetupDraft;
  readonly onChange: (draft: SetupDraft) => void;
  readonly problems: readonly SetupProblem[];
  readonly drift: readonly DriftItem[];
  readonly template: { readonly version: number; readonly draft: SetupDraft } | null;
  readonly profiles: readonly { readonly code: string; readonly name: string; readonly nameEn: string }[];
  readonly labelOf: (rowId: string) => { readonly label: string; readonly note: ReactNode };
  readonly versions: readonly Omit<SetupVersion, 'templateVersion'>[];
  readonly onVersion: ((version: number) => void) | null;
  readonly onSave: () => void;
}
type Side = 'detail' | 'drift' | 'versions';

/** Services above, who takes what below; at the right the chosen service, the differences from the template, the versions. */
export function SetupEditor(props: SetupEditorProps) {
  const { draft, saved, drift, onChange } = props;
  const t = useText(setupText);
  const named = useNamed();
  const [selected, setSelected] = useState<string | null>(draft.services[0]?.code ?? null);
  const [side, setSide] = useState<Side>('detail');
  // People know services by name.
  const problems = props.problems.map((one) => {
    const found = draft.services.find(({ code }) => code === one.subject);
    return found ? { ...one, subject: named(found.name) || one.subject } : one;
  });
  const at = draft.services.findIndex(({ code }) => code === selected);
  const service = draft.services[at];
  const errors = problems.filter(({ severity }) => severity === 'error');
  const warnings = problems.length - errors.length;
  const isChanged = draft !== saved;
  const openDrift = drift.filter(({ kept }) => !kept).length;
  const isNew = service !== undefined && !saved.services.some(({ code }) => code === service.code);

  function add() {
    const made = newService(draft);
    onChange({ ...draft, services: [...draft.services, made] });
    setSelected(made.code);
    setSide('detail');
  }
  function addGroup() {
    const code = `group${draft.groups.length + 1}${Date.now() % 1000}`;
    onChange({ ...draft, groups: [...draft.groups, { code, name: { zh: t('addGroup'), en: 'New group' } }] });
  }
  return (
    <>
      <div className={styles.columns}>
        <div className={styles.main}>
          <Panel
            title={t('services')}
            count={draft.services.length}
            hint={t('servicesHint')}
            flush
            extra={
              <Button size="small" kind="tint" icon="plus" onClick={add}>
                {t('addService')}
              </Button>
            }
          >
            <div className={styles.scroll}>
              <ServiceTable
                draft={draft}
                problems={problems}
                selected={selected}
                onSelect={(code) => {
                  setSelected(code);
                  setSide('detail');
                }}
                onChange={onChange}
              />
            </div>
            <div className={styles.groups}>
              <span className={styles.quiet}>{t('group')}</span>
              {draft.groups.map((group, index) => (
                <input
                  key={group.code}
                  aria-label={t('groupName')}
                  value={named(group.name)}
                  maxLength={30}
                  onChange={(event) =>
                    onChange({
                      ...draft,
                      groups: draft.groups.map((one, i) =>
                        i === index ? { ...one, name: { ...one.name, zh: event.target.value } } : one,
                      ),
                    })
                  }
                />
              ))}
              <Button size="small" kind="quiet" icon="plus" onClick={addGroup}>
                {t('addGroup')}
              </Button>
            </div>
          </Panel>
          <Panel
            title={t(props.kind === 'branch' ? 'taking' : 'takingTemplate')}
            hint={t('takingHint')}
            flush
          >
            <TakingGrid draft={draft} profiles={props.profiles} labelOf={props.labelOf} onChange={onChange} />
          </Panel>
        </div>
        <aside className={styles.side}>
          <Segmented<Side>
            label={t('detail')}
            value={side}
            onChange={setSide}
            options={[
              { value: 'detail', label: t('detail') },
              ...(props.kind === 'branch'
                ? [{ value: 'drift' as const, label: `${t('drift')}${openDrift > 0 ? ` ${openDrift}` : ''}` }]
                : []),
              { value: 'versions', label: t('versions') },
            ]}
          />
          <div className={styles.sideBody}>
            {side === 'detail' &&
              (service ? (
                <ServiceForm
                  service={service}
                  draft={draft}
                  isNew={isNew}
                  problems={problems.filter(({ path }) => path.startsWith(`services[${at}]`))}
                  onChange={(change) => {
                    onChange(rename(changeService(draft, service.code, change), service.code, change.code));
                    if (change.code !== undefined) setSelected(change.code);
                  }}
                />
              ) : (
                <EmptyState icon="arrowLeft" words={t('pick')} />
              ))}
            {side === 'drift' && (
              <DriftList
                drift={drift}
                draft={draft}
                template={props.template}
                labelOf={props.labelOf}
                onChange={onChange}
              />
            )}
            {side === 'versions' && <Versions versions={props.versions} onVersion={props.onVersion} />}
          </div>
        </aside>
      </div>
      <footer className={styles.bar}>
        <div className={styles.barWords}>
          <b>{t(isChanged ? 'changed' : 'unchanged')}</b>
          {errors.length > 0 && (
            <span className={styles.error}>
              <Icon name="warnSolid" /> {t('problems', { count: errors.length })}
            </span>
          )}
          {warnings > 0 && (
            <span className={styles.warning}>
              <Icon name="exclaimSolid" /> {t('warnings', { count: warnings })}
            </span>
          )}
        </div>
        {errors.length > 0 && <Problems problems={errors.slice(0, 1)} />}
        <Button disabled={!isChanged} onClick={() => onChange(saved)}>
          {t('discard')}
        </Button>
        <Button kind="primary" icon="check" disabled={!isChanged || errors.length > 0} onClick={props.onSave}>
          {t(props.kind === 'branch' ? 'save' : 'saveTemplate')}
        </Button>
      </footer>
    </>
  );
}

/** A new service that gets another code takes its ticks in the grid along. */
function rename(draft: SetupDraft, from: string, to: string | undefined): SetupDraft {
  if (to === undefined || to === from) return draft;
  return {
    ...draft,
    rows: draft.rows.map((row) => ({
      ...row,
      serviceCodes: row.serviceCodes.map((code) => (code === from ? to : code)),
    })),
  };
}

function Versions({
  versions,
  onVersion,
}: {
  readonly versions: SetupEditorProps['versions'];
  readonly onVersion: SetupEditorProps['onVersion'];
}) {
  const t = useText(setupText);
  const format = useFormat();
  if (versions.length === 0) return <EmptyState icon="clock" words={t('versionsNone')} />;
  return (
    <ol className={styles.versions}>
      {versions.map((one) => (
        <li key={one.version}>
          <div>
            <b>{t('versionLine', { version: one.version })}</b>
            <span className={styles.quiet}>
              {one.changedBy} · {format.stamp(one.changedAt)}
            </span>
            <p>{one.reason}</p>
          </div>
          {onVersion && (
            <Button size="small" icon="undo" onClick={() => onVersion(one.version)}>
              {t('versionLoad')}
            </Button>
          )}
        </li>
      ))}
    </ol>
  );
}
