import { fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { expect, test, vi } from 'vitest';
import { QueryTable } from './query-table.tsx';

// jsdom lays nothing out: antd asks for widths, and rows for being scrolled to.
window.matchMedia ??= (media) =>
  ({ media, matches: false, addEventListener() {}, removeEventListener() {} }) as unknown as MediaQueryList;
Element.prototype.scrollIntoView ??= () => undefined;

interface Row {
  readonly id: string;
  readonly name: string;
}
const rows: readonly Row[] = [
  { id: 'a', name: '城东支行' },
  { id: 'b', name: '城西支行' },
  { id: 'c', name: '河畔支行' },
];

function List({ onOpen, words }: { readonly onOpen: (id: string) => void; readonly words?: string }) {
  const [open, setOpen] = useState<string | null>(null);
  return (
    <QueryTable<Row>
      rows={rows}
      rowKey={({ id }) => id}
      selectedKey={open}
      onOpen={({ id }) => {
        setOpen(id);
        onOpen(id);
      }}
      find={{ words, onWords: () => undefined, of: ({ name }) => [name] }}
      columns={[{ key: 'name', title: '网点', dataIndex: 'name' }]}
    />
  );
}
const press = (key: string) => fireEvent.keyDown(document.activeElement ?? document.body, { key });

test('j and k walk the rows from anywhere, Enter opens, and with one open walking opens the next', () => {
  const onOpen = vi.fn();
  render(<List onOpen={onOpen} />);
  press('j');
  press('j');
  press('k');
  expect(document.activeElement?.textContent).toBe('城东支行');
  expect(onOpen).not.toHaveBeenCalled();
  press('Enter');
  expect(onOpen.mock.calls).toEqual([['a']]);
  press('j');
  expect(onOpen.mock.calls).toEqual([['a'], ['b']]);
  expect(document.activeElement?.getAttribute('aria-current')).toBe('true');
});

test('letters are words where somebody writes, and the slash goes there', () => {
  const onOpen = vi.fn();
  render(<List onOpen={onOpen} />);
  press('/');
  expect(document.activeElement?.tagName).toBe('INPUT');
  press('j');
  press('Enter');
  expect(onOpen).not.toHaveBeenCalled();
});

test('a list that is here as a whole finds every word of what is asked, and says when nothing matches', () => {
  const { unmount } = render(<List onOpen={() => undefined} words="支行 城" />);
  expect(screen.queryAllByText(/支行/).map((cell) => cell.textContent)).toEqual(['城东支行', '城西支行']);
  unmount();
  render(<List onOpen={() => undefined} words="湖" />);
  expect(screen.queryByText(/支行/)).toBeNull();
  expect(screen.getByRole('button', { name: '清除筛选' })).toBeTruthy();
});
