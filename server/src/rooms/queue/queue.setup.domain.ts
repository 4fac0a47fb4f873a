import type { ServiceWindow } from '@huiting/contracts/organization';
import type {
  DriftItem,
  QueueSetup,
  QueueTemplate,
  ServiceSetup,
  ServiceType,
  SetupProblem,
} from '@huiting/contracts/queue';
import type { QueueStrategy } from '@huiting/queueing/strategy';

/** What the queue must know of a service beyond what everybody sees. */
export type ServiceTerms = Pick<ServiceSetup, 'firstNumber' | 'lastNumber' | 'offered' | 'diversion'>;

/** Which counter a service's numbers come from: services of one prefix and range share it. */
export function counterKey(prefix: string, firstNumber: number): string {
  return firstNumber === 1 ? prefix : `${prefix}${firstNumber}`;
}

export function setupOfService(type: ServiceType, terms: ServiceTerms): ServiceSetup {
  const { code, name, description, prefix, icon, waitLimitMinutes, standardMinutes, dailyLimit, hours } =
    type;
  return {
    code,
    groupCode: null,
    name,
    description,
    prefix,
    ...terms,
    line: type.line,
    icon,
    waitLimitMinutes,
    standardMinutes,
    dailyLimit,
    hours,
    elderFriendly: type.elderFriendly,
  };
}

interface Bounds {
  readonly windows: readonly ServiceWindow[];
  readonly strategy: QueueStrategy;
  /** Codes that exist already: past tickets name them, so they may be withdrawn and never removed. */
  readonly existing: readonly string[];
}

/** Everything wrong with a branch's setup. Errors block; warnings are for the person to judge. */
export function setupProblems(setup: QueueSetup, bounds: Bounds): SetupProblem[] {
  const problems = offerProblems(setup);
  const known = new Set(setup.services.map(({ code }) => code));
  const add = adder(problems);
  for (const code of bounds.existing) if (!known.has(code)) add('services', 'serviceRemoved', 'error', code);
  const taken = new Set<string>();
  const called = new Set<string>();
  for (const [at, window] of setup.windows.entries()) {
    const path = `windows[${at}]`;
    const definition = bounds.windows.find(({ id }) => id === window.windowId);
    if (definition === undefined) {
      add(path, 'unknownWindow', 'error', window.windowId);
      continue;
    }
    rowProblems(path, window, definition.label, known, bounds.strategy, add);
    for (const code of window.serviceCodes) {
      taken.add(code);
      if (looksAt(bounds.strategy, window.profileCode, code)) called.add(code);
    }
  }
  for (const [at, service] of setup.services.entries()) {
    if (!service.offered || called.has(service.code)) continue;
    const why = taken.has(service.code) ? 'serviceNotCalled' : 'serviceWithoutWindow';
    add(`services[${at}]`, why, 'warning', service.code);
  }
  return problems;
}

export function templateProblems(template: QueueTemplate, strategy: QueueStrategy): SetupProblem[] {
  const problems = offerProblems(template);
  const known = new Set(template.services.map(({ code }) => code));
  for (const [at, row] of template.kinds.entries())
    rowProblems(`kinds[${at}]`, row, row.kind, known, strategy, adder(problems));
  return problems;
}

/** Whether a profile calls this service of its own accord: some tier has it, for whatever class. */
export function looksAt(strategy: QueueStrategy, profileCode: string, serviceCode: string): boolean {
  const tiers = strategy.profiles.find(({ code }) => code === profileCode)?.tiers ?? [];
  return tiers.some(({ serviceCodes }) => serviceCodes === 'any' || serviceCodes.includes(serviceCode));
}

export function isBlocked(problems: readonly SetupProblem[]): boolean {
  return problems.some(({ severity }) => severity === 'error');
}

type Add = (
  path: string,
  code: SetupProblem['code'],
  severity: SetupProblem['severity'],
  subject: string,
) => void;
const adder =
  (problems: SetupProblem[]): Add =>
  (path, code, severity, subject) =>
    void problems.push({ path, code, severity, subject });

function rowProblems(
  path: string,
  row: { readonly serviceCodes: readonly string[]; readonly profileCode: string },
  label: string,
  known: ReadonlySet<string>,
  strategy: QueueStrategy,
  add: Add,
): void {
  for (const code of row.serviceCodes)
    if (!known.has(code)) add(`${path}.serviceCodes`, 'unknownService', 'error', code);
  if (!strategy.profiles.some(({ code }) => code === row.profileCode))
    add(`${path}.profileCode`, 'unknownProfile', 'error', row.profileCode);
  if (row.serviceCodes.length === 0) add(`${path}.serviceCodes`, 'emptyWindow', 'warning', label);
}

function offerProblems(setup: Pick<QueueSetup, 'groups' | 'services'>): SetupProblem[] {
  const problems: SetupProblem[] = [];
  const add = adder(problems);
  const { groups, services } = setup;
  if (!services.some(({ offered }) => offered)) add('services', 'noService', 'error', '');
  const groupCodes = new Set<string>();
  for (const [at, group] of groups.entries()) {
    if (groupCodes.has(group.code)) add(`groups[${at}].code`, 'duplicateCode', 'error', group.code);
    groupCodes.add(group.code);
    if (group.name.zh === '') add(`groups[${at}].name`, 'missingName', 'error', group.code);
  }
  const codes = new Set<string>();
  for (const [at, service] of services.entries()) {
    const path = `services[${at}]`;
    if (codes.has(service.code)) add(`${path}.code`, 'duplicateCode', 'error', service.code);
    codes.add(service.code);
    if (service.name.zh === '') add(`${path}.name`, 'missingName', 'error', service.code);
    if (service.groupCode !== null && !groupCodes.has(service.groupCode))
      add(`${path}.groupCode`, 'unknownGroup', 'error', service.groupCode);
    if (service.hours !== null && service.hours.open >= service.hours.close)
      add(`${path}.hours`, 'badHours', 'error', service.code);
    rangeProblems(path, service, services.slice(0, at), add);
  }
  return problems;
}

/** Two services of one prefix print the same number unless they share their range or have ranges apart. */
function rangeProblems(
  path: string,
  service: ServiceSetup,
  earlier: readonly ServiceSetup[],
  add: Add,
): void {
  const last = service.lastNumber ?? Infinity;
  if (last < service.firstNumber) {
    add(`${path}.lastNumber`, 'badRange', 'error', service.code);
    return;
  }
  const clash = earlier.find(
    (other) =>
      other.prefix === service.prefix &&
      !(other.firstNumber === service.firstNumber && other.lastNumber === service.lastNumber) &&
      other.firstNumber <= last &&
      service.firstNumber <= (other.lastNumber ?? Infinity),
  );
  if (clash !== undefined) add(`${path}.firstNumber`, 'overlappingRange', 'error', clash.code);
  if (service.dailyLimit !== null && service.dailyLimit > last - service.firstNumber + 1)
    add(`${path}.dailyLimit`, 'dailyLimitBeyondRange', 'warning', service.code);
}

/** The template as it would be at this branch: each window takes what its kind takes. Kinds the template does not know keep their own. */
export function fromTemplate(
  template: QueueTemplate,
  windows: readonly Pick<ServiceWindow, 'id' | 'kind' | 'serviceCodes' | 'profileCode'>[],
  own: QueueSetup | null,
): QueueSetup {
  const byKind = new Map<string, QueueTemplate['kinds'][number]>(
    template.kinds.map((row) => [row.kind, row]),
  );
  return {
    groups: template.groups,
    services: template.services,
    windows: windows.map((window) => {
      const row = byKind.get(window.kind);
      const mine = own?.windows.find(({ windowId }) => windowId === window.id) ?? window;
      const { serviceCodes, profileCode } = row ?? mine;
      return { windowId: window.id, serviceCodes: [...serviceCodes], profileCode };
    }),
    kept: [],
  };
}

/** The setup a new branch begins with: whatever one of its windows takes is offered; without any window, what the template offers. */
export function establishedSetup(
  template: QueueTemplate,
  windows: readonly Pick<ServiceWindow, 'id' | 'kind' | 'serviceCodes' | 'profileCode'>[],
): QueueSetup {
  const setup = fromTemplate(template, windows, null);
  const taken = new Set(setup.windows.flatMap(({ serviceCodes }) => serviceCodes));
  return {
    ...setup,
    services: setup.services.map((service) => ({
      ...service,
      offered: service.offered && (windows.length === 0 || taken.has(service.code)),
    })),
  };
}

/** What differs, field by field; lists are told as a whole. A difference kept against another value of the template is told anew. */
export function driftOf(setup: QueueSetup, template: QueueSetup): DriftItem[] {
  const kept = new Set(setup.kept);
  const items = [
    ...listDrift('group', setup.groups, template.groups, ({ code }) => code),
    ...listDrift('service', setup.services, template.services, ({ code }) => code),
    ...listDrift('window', setup.windows, template.windows, ({ windowId }) => windowId),
  ];
  return items.map((item) => ({ ...item, kept: kept.has(item.key) }));
}

type Undecided = Omit<DriftItem, 'kept'>;

function listDrift<T extends object>(
  part: DriftItem['part'],
  here: readonly T[],
  template: readonly T[],
  idOf: (item: T) => string,
): Undecided[] {
  const items: Undecided[] = [];
  const ids = new Set([...template, ...here].map(idOf));
  for (const id of ids) {
    const mine = here.find((item) => idOf(item) === id);
    const theirs = template.find((item) => idOf(item) === id);
    if (mine === undefined || theirs === undefined) {
      items.push(difference(part, id, null, mine, theirs));
      continue;
    }
    for (const field of Object.keys(theirs) as (keyof T & string)[]) {
      if (told(mine[field]) !== told(theirs[field]))
        items.push(difference(part, id, field, mine[field], theirs[field]));
    }
  }
  return items;
}

function difference(
  part: DriftItem['part'],
  id: string,
  field: string | null,
  mine: unknown,
  theirs: unknown,
): Undecided {
  const here = mine === undefined ? null : told(mine);
  const template = theirs === undefined ? null : told(theirs);
  return {
    key: `${part}:${id}:${field ?? ''}=${template ?? ''}`.slice(0, 400),
    part,
    id,
    field,
    here,
    template,
  };
}

/** Which services a window takes is a set: their order says nothing. */
function told(value: unknown): string {
  const plain = Array.isArray(value)
    ? value.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
    : value;
  return JSON.stringify(plain, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
