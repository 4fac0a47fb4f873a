import {
  organizationEditingEndpoints,
  WindowKind,
  ZoneKind,
  type BranchRecord,
  type LayoutDraft,
} from '@huiting/contracts/organization';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { newIdempotencyKey } from '../../../lib/api.ts';
import { useCommand } from '../../../lib/command.ts';
import { useText } from '../../../lib/i18n.ts';
import type { ApiProblem } from '../../../lib/problem.ts';
import { Button } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/field.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { Sheet } from '../../../ui/sheet.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { recordQuery, useBranchChanged } from '../organization.queries.ts';
import { organizationText } from '../organization.text.ts';
import styles from './editing.module.css';
import { editingText } from './editing.text.ts';
import { newWindow, toggled, withKind, withoutZone } from './editing.layout.domain.ts';

export interface NamedService {
  readonly code: string;
  readonly name: string;
}
interface LayoutSheetProps {
  readonly branch: BranchRecord;
  readonly services: readonly NamedService[];
  readonly onClose: () => void;
}
interface Problem {
  readonly problem: 'numberTwice' | 'labelTwice' | 'zoneUnknown' | 'zoneNameTwice' | 'idTwice';
  readonly window?: string;
  readonly zone?: string;
}

/** Windows and zones of a branch and what each may take, saved whole for the version they were read in. */
export function LayoutSheet({ branch, services, onClose }: LayoutSheetProps) {
  const t = useText(editingText);
  const toast = useToast();
  const queries = useQueryClient();
  const command = useCommand(useProblemToast());
  const changed = useBranchChanged(branch.id);
  const [layout, setLayout] = useState<LayoutDraft>({ zones: branch.zones, windows: branch.windows });
  const [version, setVersion] = useState(branch.version);
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [newer, setNewer] = useState<BranchRecord | null>(null);
  const removesWindow = branch.windows.some(({ id }) => layout.windows.every((window) => window.id !== id));

  async function save() {
    setAsked(true);
    if (reason.trim() === '') return;
    const saved = await command.run(
      organizationEditingEndpoints.saveLayout,
      { branchId: branch.id, version, layout, reason: reason.trim() },
      { onProblem: takeProblem },
    );
    if (!saved) return;
    await changed();
    toast({ words: t('saved', { version: saved.version }) });
    onClose();
  }

  function takeProblem(problem: ApiProblem): boolean {
    if (problem.code === 'organization.layout_invalid') {
      setProblems((problem.detail as { readonly problems: readonly Problem[] }).problems);
      return true;
    }
    if (problem.code !== 'organization.version_conflict') return false;
    void queries.fetchQuery({ ...recordQuery(branch.id), staleTime: 0 }).then(setNewer);
    return true;
  }

  function loadNewest(newest: BranchRecord) {
    setLayout({ zones: newest.zones, windows: newest.windows });
    setVersion(newest.version);
    setNewer(null);
    setProblems([]);
  }

  return (
    <Sheet
      open
      side="side"
      width={1080}
      onClose={onClose}
      title={t('layoutTitle', { name: branch.name })}
      actions={
        <>
          <Button
            kind="primary"
            busy={command.busy !== null}
            disabled={newer !== null}
            onClick={() => void save()}
          >
            {t('save')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <div className={styles.form}>
        {newer && (
          <div className={styles.conflict} role="alert">
            <p>{t('layoutConflict', { version: newer.version })}</p>
            <div>
              <Button kind="primary" onClick={() => loadNewest(newer)}>
                {t('reopen')}
              </Button>
            </div>
          </div>
        )}
        {problems.length > 0 && (
          <div className={styles.problem} role="alert">
            <ul>
              {problems.map((one) => (
                <li key={`${one.problem}${one.window ?? one.zone ?? ''}`}>
                  {t(`problem.${one.problem}`, { name: one.window ?? one.zone ?? '' })}
                </li>
              ))}
            </ul>
          </div>
        )}
        <WindowRows layout={layout} services={services} wrong={problems} onChange={setLayout} />
        <ZoneRows layout={layout} services={services} onChange={setLayout} />
        <p className={styles.note}>
          {t('layoutLive')} {removesWindow && t('removedHint')}
        </p>
        <TextField
          label={t('reason')}
          maxLength={200}
          value={reason}
          error={asked && reason.trim() === '' ? t('reasonNeeded') : null}
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
    </Sheet>
  );
}

interface RowsProps {
  readonly layout: LayoutDraft;
  readonly services: readonly NamedService[];
  readonly onChange: (layout: LayoutDraft) => void;
}

function WindowRows({
  layout,
  services,
  wrong,
  onChange,
}: RowsProps & { readonly wrong: readonly Problem[] }) {
  const t = useText(editingText);
  const o = useText(organizationText);
  type Window = LayoutDraft['windows'][number];
  const put = (id: string, change: (window: Window) => Window) =>
    onChange({ ...layout, windows: layout.windows.map((one) => (one.id === id ? change(one) : one)) });
  return (
    <div>
      <table className={styles.rows}>
        <caption>{t('windows')}</caption>
        <thead>
          <tr>
            <th style={{ width: 64 }}>{t('number')}</th>
            <th style={{ width: 110 }}>{t('label')}</th>
            <th style={{ width: 116 }}>{t('kind')}</th>
            <th style={{ width: 124 }}>{t('zone')}</th>
            <th style={{ width: 104 }}>{t('profile')}</th>
            <th>{t('mayTake')}</th>
            <th style={{ width: 52 }}>{t('elastic')}</th>
            <th style={{ width: 40 }} />
          </tr>
        </thead>
        <tbody>
          {layout.windows.map((window) => (
            <tr key={window.id} data-wrong={wrong.some((one) => one.window === window.label) || undefined}>
              <td>
                <input
                  type="number"
                  min={1}
                  max={99}
                  className="num"
                  aria-label={t('number')}
                  value={window.number}
                  onChange={(event) =>
                    put(window.id, (one) => ({ ...one, number: Number(event.target.value) }))
                  }
                />
              </td>
              <td>
                <input
                  type="text"
                  maxLength={12}
                  aria-label={t('label')}
                  value={window.label}
                  onChange={(event) => put(window.id, (one) => ({ ...one, label: event.target.value }))}
                />
              </td>
              <td>
                <select
                  aria-label={t('kind')}
                  value={window.kind}
                  onChange={(event) =>
                    put(window.id, (one) => withKind(one, event.target.value as WindowKind))
                  }
                >
                  {WindowKind.options.map((kind) => (
                    <option key={kind} value={kind}>
                      {o(`window.${kind}`)}
                    </option>
                  ))}
                </select>
              </td>
              <td>
                <select
                  aria-label={t('zone')}
                  value={window.zoneId ?? ''}
                  onChange={(event) =>
                    put(window.id, (one) => ({ ...one, zoneId: event.target.value || null }))
                  }
                >
                  <option value="">{t('noZone')}</option>
                  {layout.zones.map((zone) => (
                    <option key={zone.id} value={zone.id}>
                      {zone.name}
                    </option>
                  ))}
                </select>
              </td>
              <td>
                <input
                  type="text"
                  maxLength={40}
                  aria-label={t('profile')}
                  value={window.profileCode}
                  onChange={(event) => put(window.id, (one) => ({ ...one, profileCode: event.target.value }))}
                />
              </td>
              <td>
                <Services
                  services={services}
                  chosen={window.serviceCodes}
                  onChange={(serviceCodes) => put(window.id, (one) => ({ ...one, serviceCodes }))}
                />
              </td>
              <td>
                <input
                  type="checkbox"
                  aria-label={t('elastic')}
                  checked={window.elastic}
                  onChange={(event) => put(window.id, (one) => ({ ...one, elastic: event.target.checked }))}
                />
              </td>
              <td>
                <Button
                  kind="quiet"
                  size="small"
                  icon="trash"
                  aria-label={`${t('remove')} ${window.label}`}
                  onClick={() =>
                    onChange({ ...layout, windows: layout.windows.filter(({ id }) => id !== window.id) })
                  }
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Button
        kind="link"
        icon="plus"
        onClick={() =>
          onChange({ ...layout, windows: [...layout.windows, newWindow(layout, newIdempotencyKey())] })
        }
      >
        {t('addWindow')}
      </Button>
    </div>
  );
}

function ZoneRows({ layout, services, onChange }: RowsProps) {
  const t = useText(editingText);
  const o = useText(organizationText);
  type Zone = LayoutDraft['zones'][number];
  const put = (id: string, change: Partial<Zone>) =>
    onChange({ ...layout, zones: layout.zones.map((one) => (one.id === id ? { ...one, ...change } : one)) });
  return (
    <div>
      <table className={styles.rows}>
        <caption>{t('zones')}</caption>
        <thead>
          <tr>
            <th style={{ width: 184 }}>{t('zoneName')}</th>
            <th style={{ width: 150 }}>{t('kind')}</th>
            <th>{t('mayTake')}</th>
            <th style={{ width: 40 }} />
          </tr>
        </thead>
        <tbody>
          {layout.zones.map((zone) => (
            <tr key={zone.id}>
              <td>
                <input
                  type="text"
                  maxLength={20}
                  aria-label={t('zoneName')}
                  value={zone.name}
                  onChange={(event) => put(zone.id, { name: event.target.value })}
                />
              </td>
              <td>
                <select
                  aria-label={t('kind')}
                  value={zone.kind}
                  onChange={(event) => put(zone.id, { kind: event.target.value as Zone['kind'] })}
                >
                  {ZoneKind.options.map((kind) => (
                    <option key={kind} value={kind}>
                      {o(`zone.${kind}`)}
                    </option>
                  ))}
                </select>
              </td>
              <td>
                <Services
                  services={services}
                  chosen={zone.serviceCodes}
                  onChange={(serviceCodes) => put(zone.id, { serviceCodes })}
                />
              </td>
              <td>
                <Button
                  kind="quiet"
                  size="small"
                  icon="trash"
                  aria-label={`${t('remove')} ${zone.name}`}
                  onClick={() => onChange(withoutZone(layout, zone.id))}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Button
        kind="link"
        icon="plus"
        onClick={() =>
          onChange({
            ...layout,
            zones: [
              ...layout.zones,
              {
                id: newIdempotencyKey(),
                kind: 'waiting',
                name: `${o('zone.waiting')} ${layout.zones.length + 1}`,
                serviceCodes: [],
              },
            ],
          })
        }
      >
        {t('addZone')}
      </Button>
    </div>
  );
}

interface ServicesProps {
  readonly services: readonly NamedService[];
  readonly chosen: readonly string[];
  readonly onChange: (codes: string[]) => void;
}
/** Codes that are no service of the branch (any more) stay visible, so that they can be taken away. */
function Services({ services, chosen, onChange }: ServicesProps) {
  const t = useText(editingText);
  const unknown = chosen.filter((code) => services.every((service) => service.code !== code));
  return (
    <div className={styles.services} role="group" aria-label={t('mayTake')}>
      {[...services, ...unknown.map((code) => ({ code, name: code }))].map(({ code, name }) => (
        <button
          key={code}
          type="button"
          aria-pressed={chosen.includes(code)}
          onClick={() => onChange(toggled(chosen, code))}
        >
          {name}
        </button>
      ))}
    </div>
  );
}
