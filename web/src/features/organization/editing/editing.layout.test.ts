import { expect, test } from 'vitest';
import { newWindow, toggled, withKind, withoutZone } from './editing.layout.domain.ts';

const window = newWindow({ zones: [], windows: [] }, 'w1');

test('a new window takes the next number, also when one in the middle is missing', () => {
  expect(window).toMatchObject({ number: 1, label: '1', zoneId: null });
  expect(newWindow({ zones: [], windows: [{ ...window, number: 7 }] }, 'w2').number).toBe(8);
});

test('another kind brings its usual profile, but not over one that was chosen', () => {
  expect(withKind(window, 'cash').profileCode).toBe('cash');
  expect(withKind({ ...window, profileCode: 'special' }, 'cash').profileCode).toBe('special');
});

test('a zone that goes leaves its windows without one', () => {
  const zone = { id: 'z1', kind: 'vip', name: '贵宾区', serviceCodes: [] } as const;
  const layout = { zones: [{ ...zone, serviceCodes: [] }], windows: [{ ...window, zoneId: 'z1' }] };
  expect(withoutZone(layout, 'z1')).toEqual({ zones: [], windows: [{ ...window, zoneId: null }] });
});

test('a service is added and taken away again', () => {
  expect(toggled(['cash'], 'personal')).toEqual(['cash', 'personal']);
  expect(toggled(['cash', 'personal'], 'cash')).toEqual(['personal']);
});
