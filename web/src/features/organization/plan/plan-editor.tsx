import { floorPlanEndpoints } from '@huiting/contracts/organization/floor-plan';
import { metresPerCell } from '@huiting/contracts/organization/floor-plan';
import { StandardDevice, type BranchRecord } from '@huiting/contracts/organization';
import type { OutputOf } from '@huiting/contracts/core/endpoint';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type KeyboardEvent } from 'react';
import { call, newIdempotencyKey } from '../../../lib/api.ts';
import { useCommand } from '../../../lib/command.ts';
import { useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { SelectField, TextField } from '../../../ui/field.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { useToast } from '../../../ui/toast.tsx';
import {
  begin,
  boxOf,
  moved,
  overlapping,
  redo,
  resized,
  step,
  thingsOf,
  undo,
  withDevice,
  withHall,
  without,
  withWindow,
  withZone,
  type Thing,
} from './plan.domain.ts';
import styles from './plan-editor.module.css';
import { PlanStage } from './plan-stage.tsx';
import { floorPlanQuery, planKeys } from './plan.queries.ts';
import { planText } from './plan.text.ts';

type Loaded = OutputOf<typeof floorPlanEndpoints.getFloorPlan>;
interface PlanEditorProps {
  readonly branch: BranchRecord;
  readonly loaded: Loaded;
  readonly onBack: () => void;
}
type Plan = Loaded['plan'];

const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** BR-11: the hall drawn by hand, key or touch, saved whole for the version that was read. */
export function PlanEditor({ branch, loaded, onBack }: PlanEditorProps) {
  const t = useText(planText);
  const toast = useToast();
  const queries = useQueryClient();
  const { run, busy } = useCommand(useProblemToast());
  const [history, setHistory] = useState(() => begin(loaded.plan));
  const [version, setVersion] = useState(loaded.version);
  const [saved, setSaved] = useState(loaded.plan);
  const [selected, setSelected] = useState<Thing | null>(null);
  const [newer, setNewer] = useState<{ readonly version: number; readonly by: string } | null>(null);
  const [device, setDevice] = useState<StandardDevice>('kiosk');
  const plan = history.present;
  const wrong = overlapping(plan);
  const isChanged = plan !== saved;
  const nameOf = useThingName(branch, plan);
  const take = (next: Plan) => setHistory((now) => step(now, next));
  const unplacedZones = branch.zones.filter(({ id }) => plan.zones.every(({ zoneId }) => zoneId !== id));
  const unplacedWindows = branch.windows.filter(({ id }) =>
    plan.windows.every(({ windowId }) => windowId !== id),
  );

  function onKey(event: KeyboardEvent) {
    const key = event.key.toLowerCase();
    if ((event.ctrlKey || event.metaKey) && (key === 'z' || key === 'y')) {
      event.preventDefault();
      setHistory(key === 'y' || event.shiftKey ? redo : undo);
      return;
    }
    const box = selected && boxOf(plan, selected);
    if (!box || !selected) return;
    const arrow = arrows[event.key];
    if (arrow !== undefined) {
      event.preventDefault();
      const [dx, dy] = arrow;
      const grows = event.shiftKey && selected.kind === 'zone';
      take(
        grows
          ? resized(plan, selected.id, { width: box.width + dx, height: box.height + dy })
          : moved(plan, selected, { x: box.x + dx, y: box.y + dy }),
      );
    }
    if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault();
      take(without(plan, selected));
      setSelected(null);
    }
  }

  function open(fresh: Loaded) {
    setHistory(begin(fresh.plan));
    setSaved(fresh.plan);
    setVersion(fresh.version);
    setNewer(null);
    setSelected(null);
  }
  async function loadNewest() {
    open(await queries.fetchQuery({ ...floorPlanQuery(branch.id), staleTime: 0 }));
  }
  async function restore(wanted: number) {
    const old = await call(floorPlanEndpoints.getFloorPlan, { branchId: branch.id, version: wanted });
    take(old.plan);
  }
  async function save() {
    const answer = await run(
      floorPlanEndpoints.saveFloorPlan,
      { branchId: branch.id, version, plan },
      {
        onProblem: (problem) => {
          if (problem.code !== 'organization.plan_conflict') return false;
          setNewer(problem.detail as { readonly version: number; readonly by: string });
          return true;
        },
      },
    );
    if (!answer) return;
    setVersion(answer.version);
    setSaved(plan);
    await queries.invalidateQueries({ queryKey: planKeys.of(branch.id) });
    toast({ words: t('saved', { version: answer.version }) });
  }
  const hall = (side: 'width' | 'height') => (
    <TextField
      label={t(side === 'width' ? 'hallWidth' : 'hallDepth')}
      type="number"
      step={metresPerCell}
      value={plan[side] * metresPerCell}
      onChange={(event) =>
        take(withHall(plan, { ...plan, [side]: Number(event.target.value) / metresPerCell }))
      }
    />
  );
  const at = selected && boxOf(plan, selected);
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <Button kind="quiet" icon="chevronLeft" onClick={onBack}>
          {t('back')}
        </Button>
        <h1>{t('title', { name: branch.name })}</h1>
        <span className={styles.note}>
          {loaded.version === 0 && version === 0
            ? t('suggested')
            : t('version', { version, by: loaded.changedBy })}
          {isChanged && ` · ${t('unsaved')}`}
        </span>
        <div className={styles.acts}>
          <Button icon="undo" disabled={history.past.length === 0} onClick={() => setHistory(undo)}>
            {t('undo')}
          </Button>
          <Button icon="refresh" disabled={history.future.length === 0} onClick={() => setHistory(redo)}>
            {t('redo')}
          </Button>
          <Button
            kind="primary"
            busy={busy !== null}
            disabled={newer !== null || wrong.size > 0 || (!isChanged && version > 0)}
            onClick={() => void save()}
          >
            {t('save')}
          </Button>
        </div>
      </header>
      {newer && (
        <div className={styles.conflict} role="alert">
          {t('conflict', newer)}{' '}
          <Button kind="primary" onClick={() => void loadNewest()}>
            {t('loadNewest')}
          </Button>
        </div>
      )}
      {wrong.size > 0 && (
        <div className={styles.wrong} role="alert">
          {t('overlap')}
        </div>
      )}
      <div className={styles.columns}>
        <section className={styles.stage} aria-label={t('stage')} onKeyDown={onKey}>
          <p className={styles.note}>{t('hint')}</p>
          <PlanStage
            plan={plan}
            branch={branch}
            selected={selected}
            wrong={wrong}
            nameOf={nameOf}
            onSelect={setSelected}
            onPlan={take}
          />
          <p className={styles.note} role="status">
            {selected && at && t('place', { name: nameOf(selected), x: at.x + 1, y: at.y + 1 })}
          </p>
        </section>
        <aside className={styles.side}>
          <div className={styles.two}>
            {hall('width')}
            {hall('height')}
          </div>
          {selected && at && (
            <Panel title={t('selected', { name: nameOf(selected) })}>
              {selected.kind === 'device' && (
                <TextField
                  label={t('deviceLabel')}
                  maxLength={12}
                  value={plan.devices.find(({ id }) => id === selected.id)?.label ?? ''}
                  onChange={(event) =>
                    take({
                      ...plan,
                      devices: plan.devices.map((one) =>
                        one.id === selected.id ? { ...one, label: event.target.value } : one,
                      ),
                    })
                  }
                />
              )}
              <Button
                icon="trash"
                onClick={() => {
                  take(without(plan, selected));
                  setSelected(null);
                }}
              >
                {t('remove')}
              </Button>
            </Panel>
          )}
          <Panel title={t('unplaced')}>
            {unplacedZones.length + unplacedWindows.length === 0 ? (
              <p className={styles.note}>{t('allPlaced')}</p>
            ) : (
              <div className={styles.list}>
                {unplacedZones.map(({ id, name }) => (
                  <Button key={id} icon="plus" onClick={() => take(withZone(plan, id))}>
                    {t('putZone', { name })}
                  </Button>
                ))}
                {unplacedWindows.map(({ id }) => (
                  <Button key={id} icon="plus" onClick={() => take(withWindow(plan, id))}>
                    {t('putWindow', { name: nameOf({ kind: 'window', id }) })}
                  </Button>
                ))}
              </div>
            )}
          </Panel>
          <Panel title={t('devices')}>
            <div className={styles.devices}>
              <p className={styles.note}>{t('devicesHint')}</p>
              <SelectField
                label={t('deviceKind')}
                value={device}
                onChange={(event) => setDevice(event.target.value as StandardDevice)}
              >
                {StandardDevice.options.map((kind) => (
                  <option key={kind} value={kind}>
                    {t(`device.${kind}`)}
                  </option>
                ))}
              </SelectField>
              <Button
                icon="plus"
                onClick={() => {
                  const id = newIdempotencyKey();
                  take(withDevice(plan, { id, kind: device, label: '' }));
                  setSelected({ kind: 'device', id });
                }}
              >
                {t('addDevice')}
              </Button>
            </div>
          </Panel>
          {loaded.versions.length > 0 && (
            <Panel title={t('versions')}>
              <ul className={styles.versions}>
                {loaded.versions.map((one) => (
                  <li key={one.version}>
                    {t('version', { version: one.version, by: one.changedBy })}
                    <Button kind="link" onClick={() => void restore(one.version)}>
                      {t('restore')}
                    </Button>
                  </li>
                ))}
              </ul>
            </Panel>
          )}
        </aside>
      </div>
      {/* Thing by thing, for whoever does not see the drawing. */}
      <ul className="visually-hidden" aria-label={t('list')}>
        {thingsOf(plan).map(({ thing, box }) => (
          <li key={thing.id}>{t('place', { name: nameOf(thing), x: box.x + 1, y: box.y + 1 })}</li>
        ))}
      </ul>
    </div>
  );
}

/** What a thing is called. */
function useThingName(branch: BranchRecord, plan: Plan): (thing: Thing) => string {
  const t = useText(planText);
  return ({ kind, id }) => {
    switch (kind) {
      case 'zone':
        return branch.zones.find((one) => one.id === id)?.name ?? '';
      case 'window': {
        const label = branch.windows.find((one) => one.id === id)?.label ?? '';
        return t(/^\d+$/.test(label) ? 'window' : 'room', { label });
      }
      case 'device': {
        const one = plan.devices.find((mark) => mark.id === id);
        return one === undefined ? '' : one.label === '' ? t(`device.${one.kind}`) : one.label;
      }
    }
  };
}
