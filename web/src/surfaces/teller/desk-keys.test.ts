import { expect, test } from 'vitest';
import { actOfKey, defaultKeys, keyName, parseKeys, withKey } from './desk-keys.ts';

const press = (key: string, more: Partial<KeyboardEvent> = {}) =>
  keyName({ key, ctrlKey: false, altKey: false, metaKey: false, shiftKey: false, ...more });

test('function keys stand alone, letters need Ctrl or Alt, the browser keeps its own', () => {
  expect([press('F8'), press('k', { ctrlKey: true }), press('F2', { shiftKey: true })]).toEqual([
    'F8',
    'Ctrl+K',
    'Shift+F2',
  ]);
  expect([
    press('k'),
    press('Enter'),
    press('F5'),
    press('Tab', { ctrlKey: true }),
    press('w', { metaKey: true }),
  ]).toEqual([null, null, null, null, null]);
});

test('one key has one act', () => {
  expect(withKey(defaultKeys, 'park', 'F8')).toEqual({ takenBy: 'callOrStart' });
  const changed = withKey(defaultKeys, 'park', 'F7');
  expect(changed).toEqual({ ...defaultKeys, park: 'F7' });
  expect(actOfKey(changed as typeof defaultKeys, 'F3')).toBeNull();
});

test('what is stored is taken only when it is whole', () => {
  expect(parseKeys(JSON.stringify({ ...defaultKeys, skip: 'F6' })).skip).toBe('F6');
  expect(parseKeys('{"skip":3}')).toEqual(defaultKeys);
  expect(parseKeys(JSON.stringify({ ...defaultKeys, skip: 'F8' }))).toEqual(defaultKeys);
  expect(parseKeys('not json')).toEqual(defaultKeys);
});
