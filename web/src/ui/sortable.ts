import { useState, type DragEvent, type KeyboardEvent } from 'react';

/**
 * Rows that change places: by dragging, or with the handle in focus by the arrow keys. `onMove` gets both indexes.
 * Spread `row(index)` on the row and `handle(index)` on its handle, a button with a label of its own.
 */
export function useSortable(count: number, onMove: (from: number, to: number) => void) {
  const [dragged, setDragged] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const end = () => {
    setDragged(null);
    setOver(null);
  };
  return {
    row: (index: number) => ({
      'data-dragged': dragged === index || undefined,
      'data-over': (over === index && dragged !== index) || undefined,
      onDragOver: (event: DragEvent) => {
        if (dragged === null) return;
        event.preventDefault();
        setOver(index);
      },
      onDrop: (event: DragEvent) => {
        event.preventDefault();
        if (dragged !== null && dragged !== index) onMove(dragged, index);
        end();
      },
    }),
    handle: (index: number) => ({
      draggable: true,
      onDragStart: (event: DragEvent) => {
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('text/plain', String(index));
        setDragged(index);
      },
      onDragEnd: end,
      onKeyDown: (event: KeyboardEvent) => {
        const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
        const to = index + step;
        if (step === 0 || to < 0 || to >= count) return;
        event.preventDefault();
        onMove(index, to);
        // The handle moves with its row: keep it in focus where React puts it.
        const list = (event.currentTarget as HTMLElement).closest('[data-sortable]');
        requestAnimationFrame(() => list?.querySelectorAll<HTMLElement>('[data-handle]').item(to).focus());
      },
    }),
  };
}

/** The list with one item moved. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const rest = list.filter((_, index) => index !== from);
  return [...rest.slice(0, to), list[from]!, ...rest.slice(to)];
}
