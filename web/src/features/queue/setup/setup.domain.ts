import type {
  DriftItem,
  KindSetup,
  QueueSetup,
  QueueTemplate,
  ServiceSetup,
  WindowSetup,
} from '@huiting/contracts/queue';

/** A row of the grid "who takes what": a window of a branch, or a kind of window of the template. */
export interface TakingRow {
  readonly id: string;
  readonly serviceCodes: readonly string[];
  readonly profileCode: string;
}

/** What is being edited, for a branch and for the template alike. */
export interface SetupDraft {
  readonly groups: QueueSetup['groups'];
  readonly services: readonly ServiceSetup[];
  readonly rows: readonly TakingRow[];
  readonly kept: readonly string[];
}

export function draftOfSetup(setup: QueueSetup): SetupDraft {
  const { groups, services, kept } = setup;
  return {
    groups,
    services,
    kept,
    rows: setup.windows.map(({ windowId, ...row }) => ({ id: windowId, ...row })),
  };
}
export function setupOfDraft(draft: SetupDraft): QueueSetup {
  return {
    groups: [...draft.groups],
    services: [...draft.services],
    kept: [...draft.kept],
    windows: draft.rows.map((row): WindowSetup => ({
      windowId: row.id,
      serviceCodes: [...row.serviceCodes],
      profileCode: row.profileCode,
    })),
  };
}
export function draftOfTemplate(template: QueueTemplate): SetupDraft {
  const { groups, services } = template;
  return {
    groups,
    services,
    kept: [],
    rows: template.kinds.map(({ kind, ...row }) => ({ id: kind, ...row })),
  };
}
export function templateOfDraft(draft: SetupDraft): QueueTemplate {
  return {
    groups: [...draft.groups],
    services: [...draft.services],
    kinds: draft.rows.map((row) => ({
      kind: row.id as KindSetup['kind'],
      serviceCodes: [...row.serviceCodes],
      profileCode: row.profileCode,
    })),
  };
}

/** A new business type, ready to be named: the first free letter, nobody takes it yet. */
export function newService(draft: SetupDraft): ServiceSetup {
  const prefixes = new Set(draft.services.map(({ prefix }) => prefix));
  const prefix = [...'DEFGHJKLMNPQRSTUWXYZABCV'].find((letter) => !prefixes.has(letter)) ?? 'Z';
  const codes = new Set(draft.services.map(({ code }) => code));
  let number = draft.services.length + 1;
  while (codes.has(`service${number}`)) number += 1;
  return {
    code: `service${number}`,
    groupCode: draft.groups[0]?.code ?? null,
    name: { zh: '', en: '' },
    description: { zh: '', en: '' },
    prefix,
    firstNumber: 1,
    lastNumber: null,
    line: 'personal',
    icon: 'ticket',
    waitLimitMinutes: 20,
    standardMinutes: 10,
    dailyLimit: null,
    hours: null,
    elderFriendly: true,
    offered: true,
    diversion: null,
  };
}

export function changeService(draft: SetupDraft, code: string, change: Partial<ServiceSetup>): SetupDraft {
  return {
    ...draft,
    services: draft.services.map((one) => (one.code === code ? { ...one, ...change } : one)),
  };
}

export function toggleTaking(draft: SetupDraft, rowId: string, code: string): SetupDraft {
  return {
    ...draft,
    rows: draft.rows.map((row) =>
      row.id !== rowId
        ? row
        : {
            ...row,
            serviceCodes: row.serviceCodes.includes(code)
              ? row.serviceCodes.filter((one) => one !== code)
              : [...row.serviceCodes, code],
          },
    ),
  };
}

/** Takes the template's side of one difference. */
export function adopt(draft: SetupDraft, item: DriftItem, template: SetupDraft): SetupDraft {
  switch (item.part) {
    case 'group':
      return { ...draft, groups: take(draft.groups, template.groups, item, ({ code }) => code) };
    case 'service':
      return { ...draft, services: take(draft.services, template.services, item, ({ code }) => code) };
    case 'window':
      return { ...draft, rows: take(draft.rows, template.rows, item, ({ id }) => id) };
  }
}

function take<T extends object>(
  mine: readonly T[],
  theirs: readonly T[],
  item: DriftItem,
  idOf: (one: T) => string,
): T[] {
  const wanted = theirs.find((one) => idOf(one) === item.id);
  if (wanted === undefined) {
    // A service is never removed, only withdrawn: past tickets name it.
    return mine
      .map((one) => (idOf(one) === item.id && 'offered' in one ? { ...one, offered: false } : one))
      .filter((one) => idOf(one) !== item.id || 'offered' in one);
  }
  if (item.field === null) return [...mine, wanted];
  const field = item.field as keyof T;
  return mine.map((one) => (idOf(one) === item.id ? { ...one, [field]: wanted[field] } : one));
}

/** Keeps the branch's own way, or takes that word back. */
export function keep(draft: SetupDraft, key: string): SetupDraft {
  return {
    ...draft,
    kept: draft.kept.includes(key) ? draft.kept.filter((one) => one !== key) : [...draft.kept, key],
  };
}
