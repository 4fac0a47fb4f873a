import { expect, test, vi } from 'vitest';
import { createPeripheralSimulator } from './simulator.ts';

const card = { kind: 'cardReader', identifier: { kind: 'card', value: '6222020000006621' } } as const;

test('a reading reaches those who listen to its kind, until they leave', () => {
  const simulator = createPeripheralSimulator({ fitted: ['cardReader', 'idReader'] });
  const onCard = vi.fn();
  const onId = vi.fn();
  const leave = simulator.onReading('cardReader', onCard);
  simulator.onReading('idReader', onId);
  expect(simulator.read(card)).toBe(true);
  leave();
  expect(simulator.read(card)).toBe(false);
  expect(onCard.mock.calls).toEqual([[card]]);
  expect(onId).not.toHaveBeenCalled();
});

test('a machine that is absent or out of order reads and prints nothing, and says so', async () => {
  const simulator = createPeripheralSimulator({ fitted: ['cardReader', 'printer'] });
  const changed = vi.fn();
  simulator.subscribe(changed);
  simulator.onReading('cardReader', () => {});
  simulator.setState('cardReader', 'fault');
  expect(changed).toHaveBeenCalledOnce();
  expect(simulator.read(card)).toBe(false);
  expect(simulator.state('scanner')).toBe('absent');
  expect(await simulator.print({ title: 'A031', lines: [] })).toBe('done');
  simulator.setState('printer', 'fault');
  expect(await simulator.print({ title: 'A032', lines: [] })).toBe('failed');
  expect(simulator.lastSlip()?.title).toBe('A031');
});
