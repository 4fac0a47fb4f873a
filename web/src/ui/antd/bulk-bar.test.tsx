import { fireEvent, render, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { ApiProblem } from '../../lib/problem.ts';
import { BulkBar, type BulkAct } from './bulk-bar.tsx';

// jsdom has no dialogs that open.
HTMLDialogElement.prototype.showModal ??= function open(this: HTMLDialogElement) {
  this.open = true;
};
HTMLDialogElement.prototype.close ??= function close(this: HTMLDialogElement) {
  this.open = false;
};

const refused = new ApiProblem({
  type: 'about:blank',
  title: '已由他人领取',
  status: 409,
  code: 'workflow.alert_claimed',
  traceId: 't',
} as never);

test('one refusal does not stop the others, what does not fit is passed over, what was done is taken back', async () => {
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

test('an act that wants a reason waits for it, and gives the same to every row', async () => {
  const told: string[] = [];
  const cancel: BulkAct<string> = {
    name: '取消预约',
    reason: '原因',
    act: (row, { reason }) => Promise.resolve(told.push(`${row} ${reason}`)),
  };
  render(<BulkBar rows={['a', 'b']} acts={[cancel]} nameOf={String} onDone={() => {}} onClear={() => {}} />);
  const press = () => screen.getAllByText('取消预约').at(-1)!.closest('button')!;
  fireEvent.click(press());
  expect(press().disabled).toBe(true);
  fireEvent.change(screen.getByLabelText('原因'), { target: { value: ' 停电 ' } });
  fireEvent.click(press());
  await screen.findByText(/成功 2/);
  expect(told).toEqual(['a 停电', 'b 停电']);
});
