import { useEffect, type RefObject } from 'react';

/** Where letters are words, not keys of the list. */
const typing =
  'input:not([type="checkbox"]), textarea, select, [contenteditable="true"], [role="combobox"], [role="listbox"], [role="menu"]';
const modal = 'dialog[open], .ant-drawer-open [role="dialog"], .ant-modal-wrap';

/** Whether a key pressed now is meant for the page: nothing lies over it, and nobody is writing. */
export function isForPage(event: KeyboardEvent): boolean {
  const { target } = event;
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return false;
  if (document.querySelector(modal) !== null) return false;
  return !(target instanceof Element && target.closest(typing) !== null);
}

const rowsOf = (list: Element): HTMLElement[] => [...list.querySelectorAll<HTMLElement>('.ant-table-row')];

/** The list whose keys they are: the one with the focus, else the first of the page. */
const speaks = (list: Element): boolean =>
  (document.activeElement?.closest('[data-list]') ?? document.querySelector('[data-list]')) === list;

/**
 * Keys of a list, wherever on the page the focus is: j and k walk (the arrows too, from a row on), Enter opens, x chooses,
 * `/` goes to the search. While a row is open beside the list, walking opens the next.
 */
export function useListKeys(root: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      const list = root.current;
      if (list === null || !isForPage(event) || !speaks(list)) return;
      const row = document.activeElement?.closest<HTMLElement>('.ant-table-row') ?? null;
      const isRow = row !== null && row === document.activeElement;
      if (event.key === '/') list.querySelector<HTMLElement>('input[data-find]')?.focus();
      else if (event.key === 'j' || (isRow && event.key === 'ArrowDown')) walk(list, row, 1);
      else if (event.key === 'k' || (isRow && event.key === 'ArrowUp')) walk(list, row, -1);
      else if (isRow && event.key === 'Enter') row.click();
      else if (row !== null && event.key === 'x')
        row.querySelector<HTMLElement>('.ant-table-selection-column input')?.click();
      else return;
      event.preventDefault();
    }
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [root]);
}

function walk(list: Element, from: HTMLElement | null, by: 1 | -1): void {
  const rows = rowsOf(list);
  const open = rows.find((row) => row.getAttribute('aria-current') === 'true');
  const at = rows.indexOf((from ?? open)!);
  const next = at === -1 ? rows[0] : rows[at + by];
  if (next === undefined) return;
  next.focus();
  next.scrollIntoView({ block: 'nearest' });
  if (open !== undefined) next.click();
}
