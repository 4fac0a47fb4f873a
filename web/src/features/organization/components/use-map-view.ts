import { useEffect, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent, PointerEvent, RefObject } from 'react';
import { pushed, viewOf, zoomed } from '../organization.map.domain.ts';
import type { SheetPoint, Size, View } from '../organization.map.domain.ts';

/** One notch of the wheel, one press of a key or a button. */
const step = 1.5;
/** An arrow key moves the sheet by so much (px). */
const stride = 80;
/** A press that moves less is a click (px). */
const still = 4;

export interface MapView {
  readonly view: View;
  readonly size: Size;
  /** Whether everything is in sight. */
  readonly isWhole: boolean;
  readonly frame: RefObject<HTMLDivElement | null>;
  /** Whether the press that ends now has moved the sheet, so that it opens nothing. */
  readonly wasDragged: () => boolean;
  zoom(by: 'in' | 'out'): void;
  whole(): void;
  /** Shows these points and nothing else. */
  show(points: readonly SheetPoint[]): void;
  readonly handlers: {
    onPointerDown(event: PointerEvent): void;
    onPointerMove(event: PointerEvent): void;
    onPointerUp(event: PointerEvent): void;
    onPointerCancel(event: PointerEvent): void;
    onDoubleClick(event: { readonly clientX: number; readonly clientY: number }): void;
    onKeyDown(event: KeyboardEvent): void;
  };
}

/** What of the sheet is seen, moved by mouse (drag, wheel), touch (drag, pinch) and keys (arrows, + and −, 0). */
export function useMapView(points: readonly SheetPoint[]): MapView {
  const frame = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState<Size>({ width: 960, height: 600 });
  const [chosen, setChosen] = useState<View | null>(null);
  const pointers = useRef(new Map<number, SheetPoint>());
  const travelled = useRef(0);

  useEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    const watch = new ResizeObserver(([entry]) => {
      const { width = 0, height = 0 } = entry?.contentRect ?? {};
      if (width > 0 && height > 0) setSize({ width, height });
    });
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  // Other places are another map: it is shown whole.
  useEffect(() => setChosen(null), [points]);

  const fitting = useMemo(() => viewOf(points, size), [points, size]);
  const view = chosen ?? fitting;
  const change = (next: (now: View) => View) => setChosen((now) => next(now ?? fitting));
  const zoomAt = (factor: number, at: SheetPoint) =>
    change((now) => pushed(zoomed(now, { factor, at, size, whole: fitting }), { x: 0, y: 0 }, points));
  const middle: SheetPoint = { x: size.width / 2, y: size.height / 2 };
  const within = ({
    clientX,
    clientY,
  }: {
    readonly clientX: number;
    readonly clientY: number;
  }): SheetPoint => {
    const box = frame.current?.getBoundingClientRect();
    return { x: clientX - (box?.left ?? 0), y: clientY - (box?.top ?? 0) };
  };

  // React listens to wheels passively, and a passive listener cannot keep the page from scrolling.
  const wheel = useRef<(event: WheelEvent) => void>(() => undefined);
  useEffect(() => {
    wheel.current = (event) => {
      event.preventDefault();
      zoomAt(step ** (-event.deltaY / 100), within(event));
    };
  });
  useEffect(() => {
    const element = frame.current;
    const listen = (event: WheelEvent) => wheel.current(event);
    element?.addEventListener('wheel', listen, { passive: false });
    return () => element?.removeEventListener('wheel', listen);
  }, []);

  function onPointerMove(event: PointerEvent) {
    const before = pointers.current.get(event.pointerId);
    if (before === undefined) return;
    const now = within(event);
    const by = { x: now.x - before.x, y: now.y - before.y };
    travelled.current += Math.abs(by.x) + Math.abs(by.y);
    // Only once it drags: a captured pointer clicks nothing below it.
    if (travelled.current > still) frame.current?.setPointerCapture(event.pointerId);
    const other = [...pointers.current].find(([id]) => id !== event.pointerId)?.[1];
    pointers.current.set(event.pointerId, now);
    if (other === undefined) change((held) => pushed(held, by, points));
    else {
      const apart = (one: SheetPoint) => Math.hypot(one.x - other.x, one.y - other.y);
      const between = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 };
      zoomAt(apart(now) / Math.max(1, apart(before)), between);
      change((held) => pushed(held, { x: by.x / 2, y: by.y / 2 }, points));
    }
  }
  const lift = (event: PointerEvent) => void pointers.current.delete(event.pointerId);

  function onKeyDown(event: KeyboardEvent) {
    const push = (x: number, y: number) => change((now) => pushed(now, { x, y }, points));
    const keys: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => push(stride, 0),
      ArrowRight: () => push(-stride, 0),
      ArrowUp: () => push(0, stride),
      ArrowDown: () => push(0, -stride),
      '+': () => zoomAt(step, middle),
      '=': () => zoomAt(step, middle),
      '-': () => zoomAt(1 / step, middle),
      '0': () => setChosen(null),
    };
    const act = keys[event.key];
    if (act === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  }

  return {
    view,
    size,
    isWhole: chosen === null,
    frame,
    wasDragged: () => travelled.current > still,
    zoom: (by) => zoomAt(by === 'in' ? step : 1 / step, middle),
    whole: () => setChosen(null),
    show: (some) => setChosen(viewOf(some, size)),
    handlers: {
      onPointerDown: (event) => {
        if (event.pointerType === 'mouse' && event.button !== 0) return;
        if (pointers.current.size === 0) travelled.current = 0;
        pointers.current.set(event.pointerId, within(event));
      },
      onPointerMove,
      onPointerUp: lift,
      onPointerCancel: lift,
      onDoubleClick: (event) => zoomAt(step * step, within(event)),
      onKeyDown,
    },
  };
}
