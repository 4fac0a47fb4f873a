import { fireEvent, render, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { ApiProblem } from '../../lib/problem.ts';
import { BulkBar, type BulkAct } from './bulk-bar.tsx';

const refused = new ApiProblem({
  type: 'about:blank',
  title: '已由他人领取',
  status: 409,
  code: 'workflow.alert_claimed',
  traceId: 't',
} as never);

test('one refusal does not stop the others, what does not fit is passed over, what was done is taken back', async () => {
  HTMLDialogElement.prototype.showModal ??= function open(this: HTMLDialogElement) {
    this.open = true;
  };
  const did: string[] = [];
  const claim: BulkAct<string> = {
    name: '领取',
    fits: (row) => row !== 'done already',
    act: (row) => (row === 'bad' ? Promise.reject(refused) : Promise.resolve(did.push(row))),
    undo: (row) => Promise.resolve(did.push(`-${row}`)),
  };
  const onDone = vi.fn();
  render(
    <BulkBar
      rows={['a', 'bad', 'done already', 'b']}
      nameOf={String}
      acts={[claim]}
      onDone={onDone}
      onClear={() => undefined}
    />,
  );
  fireEvent.click(screen.getByRole('button', { name: '领取' }));
  expect(await screen.findByText('成功 2 · 未成功 1 · 跳过 1')).toBeTruthy();
  expect(screen.getByText('已由他人领取')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: '撤销', hidden: true }));
  expect(await screen.findByText(/已撤销 2/)).toBeTruthy();
  expect(did).toEqual(['a', 'b', '-a', '-b']);
  expect(onDone).not.toHaveBeenCalled();
});
