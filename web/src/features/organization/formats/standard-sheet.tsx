import { formatEndpoints } from '@huiting/contracts/organization/formats';
import {
  StandardDevice,
  WindowKind,
  ZoneKind,
  type BranchFormat,
  type FormatStandard,
  type StandardVersion,
} from '@huiting/contracts/organization';
import { Post } from '@huiting/contracts/posts';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useCommand } from '../../../lib/command.ts';
import { useText } from '../../../lib/i18n.ts';
import type { ApiProblem } from '../../../lib/problem.ts';
import { Button } from '../../../ui/button.tsx';
import { TextAreaField, TextField } from '../../../ui/field.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { Sheet } from '../../../ui/sheet.tsx';
import { useToast } from '../../../ui/toast.tsx';
import editing from '../editing/editing.module.css';
import { usualProfile } from '../editing/editing.layout.domain.ts';
import { organizationText } from '../organization.text.ts';
import { firstFree, withNewRow, withoutRow, withRow } from './formats.domain.ts';
import { formatKeys, formatsQuery } from './formats.queries.ts';
import { formatsText } from './formats.text.ts';
import { CodesInput, Rows } from './standard-rows.tsx';
import { useKindName } from '../components/kind-name.ts';

interface Problem {
  readonly problem: 'area' | 'tooManyWindows' | 'zoneMissing' | 'twice' | 'zoneNameTwice';
  readonly kind?: string;
}
interface StandardSheetProps {
  readonly format: BranchFormat;
  readonly current: StandardVersion;
  readonly orgUnitId: string;
  readonly onClose: () => void;
}

/** The next version of a standard, whole, for the version that was read. */
export function StandardSheet({ format, current, orgUnitId, onClose }: StandardSheetProps) {
  const t = useText(formatsText);
  const o = useText(organizationText);
  const kindName = useKindName();
  const toast = useToast();
  const queries = useQueryClient();
  const { run, busy } = useCommand(useProblemToast());
  const [standard, setStandard] = useState<FormatStandard>(current.standard);
  const [base, setBase] = useState(current.version);
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [newer, setNewer] = useState<{ readonly version: number; readonly by: string } | null>(null);

  function takeProblem(problem: ApiProblem): boolean {
    if (problem.code === 'organization.standard_invalid') {
      setProblems((problem.detail as { readonly problems: readonly Problem[] }).problems);
      return true;
    }
    if (problem.code !== 'platform.conflict') return false;
    setNewer(problem.detail as { readonly version: number; readonly by: string });
    return true;
  }
  async function save() {
    setAsked(true);
    setProblems([]);
    if (reason.trim() === '') return;
    const saved = await run(
      formatEndpoints.saveStandard,
      { orgUnitId, format, baseVersion: base, standard, reason: reason.trim() },
      { onProblem: takeProblem },
    );
    if (!saved) return;
    await queries.invalidateQueries({ queryKey: formatKeys.all });
    toast({ words: t('saved', { format: o(`format.${format}`), version: saved.version }) });
    onClose();
  }
  async function reopen() {
    const { formats } = await queries.fetchQuery({ ...formatsQuery, staleTime: 0 });
    const newest = formats.find((one) => one.format === format);
    if (newest === undefined) return;
    setStandard(newest.standard);
    setBase(newest.version);
    setNewer(null);
  }

  const count = (value: number, most: number, onChange: (count: number) => void) => (
    <input
      type="number"
      className="num"
      min={1}
      max={most}
      aria-label={t('count')}
      value={value}
      onChange={(event) => onChange(Math.min(most, Math.max(1, Math.round(Number(event.target.value)) || 1)))}
    />
  );
  const choose = <V extends string>(
    label: string,
    value: V,
    options: readonly V[],
    nameOf: (value: V) => string,
    onChange: (value: V) => void,
  ) => (
    <select aria-label={label} value={value} onChange={(event) => onChange(event.target.value as V)}>
      {options.map((one) => (
        <option key={one} value={one}>
          {nameOf(one)}
        </option>
      ))}
    </select>
  );
  const { zones, windows, staffing, devices, area } = standard;
  return (
    <Sheet
      open
      side="side"
      width={1040}
      onClose={onClose}
      title={t('editTitle', { format: o(`format.${format}`) })}
      actions={
        <>
          <Button kind="primary" busy={busy !== null} disabled={newer !== null} onClick={() => void save()}>
            {t('save')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <div className={editing.form}>
        {newer && (
          <div className={editing.conflict} role="alert">
            <p>{t('conflict', newer)}</p>
            <div>
              <Button kind="primary" onClick={() => void reopen()}>
                {t('reopen')}
              </Button>
            </div>
          </div>
        )}
        {problems.length > 0 && (
          <div className={editing.problem} role="alert">
            <ul>
              {problems.map(({ problem, kind = '' }) => (
                <li key={`${problem}${kind}`}>{t(`problem.${problem}`, { name: kindName(kind) })}</li>
              ))}
            </ul>
          </div>
        )}
        <div className={editing.two}>
          {(['from', 'to'] as const).map((end) => (
            <TextField
              key={end}
              label={`${t('area')} ${t(end)}`}
              type="number"
              min={0}
              value={area[end]}
              onChange={(event) =>
                setStandard({ ...standard, area: { ...area, [end]: Number(event.target.value) } })
              }
            />
          ))}
        </div>
        <Rows
          title={t('zones')}
          heads={[t('kind'), t('name')]}
          rows={zones.map((zone, at) => ({
            key: `${at}`,
            name: zone.name,
            cells: [
              choose(
                t('kind'),
                zone.kind,
                ZoneKind.options,
                (one) => o(`zone.${one}`),
                (kind) => setStandard(withRow(standard, 'zones', at, { kind })),
              ),
              <input
                key="name"
                type="text"
                maxLength={20}
                aria-label={t('name')}
                value={zone.name}
                onChange={(event) =>
                  setStandard(withRow(standard, 'zones', at, { name: event.target.value }))
                }
              />,
            ],
          }))}
          onRemove={(at) => setStandard(withoutRow(standard, 'zones', at))}
          onAdd={() => {
            const kind = firstFree(
              ZoneKind.options,
              zones.map((zone) => zone.kind),
            );
            setStandard(withNewRow(standard, 'zones', { kind, name: o(`zone.${kind}`) }));
          }}
        />
        <Rows
          title={t('windows')}
          heads={[t('kind'), t('count'), t('zone'), t('services'), t('profile'), t('elastic')]}
          rows={windows.map((window, at) => {
            const put = (change: Partial<typeof window>) =>
              setStandard(withRow(standard, 'windows', at, change));
            return {
              key: `${at}`,
              name: o(`window.${window.kind}`),
              cells: [
                choose(
                  t('kind'),
                  window.kind,
                  WindowKind.options,
                  (one) => o(`window.${one}`),
                  (kind) => put({ kind, profileCode: usualProfile[kind] }),
                ),
                count(window.count, 30, (next) => put({ count: next })),
                choose(
                  t('zone'),
                  window.zone ?? '',
                  ['', ...ZoneKind.options],
                  (one) => (one === '' ? t('noZone') : o(`zone.${one}`)),
                  (zone) => put({ zone: zone === '' ? null : zone }),
                ),
                <CodesInput
                  key="services"
                  label={t('services')}
                  hint={t('servicesHint')}
                  codes={window.serviceCodes}
                  onChange={(serviceCodes) => put({ serviceCodes })}
                />,
                <input
                  key="profile"
                  type="text"
                  maxLength={40}
                  aria-label={t('profile')}
                  value={window.profileCode}
                  onChange={(event) => put({ profileCode: event.target.value })}
                />,
                <input
                  key="elastic"
                  type="checkbox"
                  aria-label={t('elastic')}
                  checked={window.elastic}
                  onChange={(event) => put({ elastic: event.target.checked })}
                />,
              ],
            };
          })}
          onRemove={(at) => setStandard(withoutRow(standard, 'windows', at))}
          onAdd={() => {
            const kind = firstFree(
              WindowKind.options,
              windows.map((window) => window.kind),
            );
            const row = { kind, count: 1, zone: null, elastic: false, serviceCodes: [] };
            setStandard(withNewRow(standard, 'windows', { ...row, profileCode: usualProfile[kind] }));
          }}
        />
        <div className={editing.two}>
          <Rows
            title={t('staffing')}
            heads={[t('post'), t('count')]}
            rows={staffing.map((row, at) => ({
              key: `${at}`,
              name: t(`post.${row.post}`),
              cells: [
                choose(
                  t('post'),
                  row.post,
                  Post.options,
                  (one) => t(`post.${one}`),
                  (post) => setStandard(withRow(standard, 'staffing', at, { post })),
                ),
                count(row.count, 200, (next) =>
                  setStandard(withRow(standard, 'staffing', at, { count: next })),
                ),
              ],
            }))}
            onRemove={(at) => setStandard(withoutRow(standard, 'staffing', at))}
            onAdd={() => {
              const post = firstFree(
                Post.options,
                staffing.map((row) => row.post),
              );
              setStandard(withNewRow(standard, 'staffing', { post, count: 1 }));
            }}
          />
          <Rows
            title={t('devices')}
            heads={[t('device'), t('count')]}
            rows={devices.map((row, at) => ({
              key: `${at}`,
              name: t(`device.${row.kind}`),
              cells: [
                choose(
                  t('device'),
                  row.kind,
                  StandardDevice.options,
                  (one) => t(`device.${one}`),
                  (kind) => setStandard(withRow(standard, 'devices', at, { kind })),
                ),
                count(row.count, 200, (next) =>
                  setStandard(withRow(standard, 'devices', at, { count: next })),
                ),
              ],
            }))}
            onRemove={(at) => setStandard(withoutRow(standard, 'devices', at))}
            onAdd={() => {
              const kind = firstFree(
                StandardDevice.options,
                devices.map((row) => row.kind),
              );
              setStandard(withNewRow(standard, 'devices', { kind, count: 1 }));
            }}
          />
        </div>
        <TextAreaField
          label={t('reason')}
          error={asked && reason.trim() === '' ? t('reasonNeeded') : null}
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
    </Sheet>
  );
}
