import type { LayoutDraft, WindowKind } from '@huiting/contracts/organization';

type Window = LayoutDraft['windows'][number];

/** The usual work profile of a kind; a window keeps another when it was given one. */
export const usualProfile: Readonly<Record<WindowKind, string>> = {
  general: 'general',
  cash: 'cash',
  nonCash: 'nonCash',
  vip: 'vip',
  express: 'express',
  corporate: 'corporate',
  flex: 'all',
};

/** The next free number, with a sign that says it. */
export function newWindow(layout: LayoutDraft, id: string): Window {
  const number = Math.max(0, ...layout.windows.map((window) => window.number)) + 1;
  return {
    id,
    number,
    label: String(number),
    kind: 'general',
    elastic: false,
    zoneId: layout.zones[0]?.id ?? null,
    serviceCodes: [],
    profileCode: usualProfile.general,
  };
}

/** Another kind brings its usual profile, unless the window had one of its own. */
export function withKind(window: Window, kind: WindowKind): Window {
  const own = window.profileCode !== usualProfile[window.kind];
  return { ...window, kind, profileCode: own ? window.profileCode : usualProfile[kind] };
}

export function toggled(codes: readonly string[], code: string): string[] {
  return codes.includes(code) ? codes.filter((one) => one !== code) : [...codes, code];
}

/** A zone that goes leaves its windows without one. */
export function withoutZone(layout: LayoutDraft, zoneId: string): LayoutDraft {
  return {
    zones: layout.zones.filter(({ id }) => id !== zoneId),
    windows: layout.windows.map((window) =>
      window.zoneId === zoneId ? { ...window, zoneId: null } : window,
    ),
  };
}
