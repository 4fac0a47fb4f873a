import { describe, expect, test } from 'vitest';
import { setupFaults, type Chair, type PersonDraft, type SetupDraft } from './setup.domain.ts';

const person = (username: string, staffNumber: string): PersonDraft => ({
  name: '张三',
  staffNumber,
  username,
  password: 'Strong-1-word',
  again: 'Strong-1-word',
});
const good: SetupDraft = {
  setupCode: 'ABCD-EFGH-JKMN',
  bankName: '江淮银行',
  headOfficeName: '总行',
  code: 'JH',
  people: {
    system: person('sys', 'A1'),
    security: person('sec', 'A2'),
    audit: person('aud', 'A3'),
    operations: person('ops', 'A4'),
  },
};
const withPerson = (chair: Chair, change: Partial<PersonDraft>): SetupDraft => ({
  ...good,
  people: { ...good.people, [chair]: { ...good.people[chair], ...change } },
});

describe('the form of the first run', () => {
  test('a whole one has no fault', () => expect(setupFaults(good)).toEqual({}));
  test('an empty one is told field by field', () => {
    const empty = { name: '', staffNumber: '', username: '', password: '', again: '' };
    const faults = setupFaults({
      setupCode: ' ',
      bankName: '',
      headOfficeName: '',
      code: '',
      people: { system: empty, security: empty, audit: empty, operations: empty },
    });
    expect(Object.keys(faults)).toHaveLength(4 + 4 * 5);
    expect(new Set(Object.values(faults))).toEqual(new Set(['missing']));
  });
  test.each([
    [{ ...good, code: '江淮' }, { code: 'badCode' }],
    [withPerson('audit', { username: 'SEC' }), { 'audit.username': 'badUsername' }],
    [withPerson('audit', { username: 'sec' }), { 'audit.username': 'taken' }],
    [withPerson('audit', { staffNumber: 'a1' }), { 'audit.staffNumber': 'taken' }],
    [withPerson('system', { staffNumber: '工 1' }), { 'system.staffNumber': 'badNumber' }],
    [withPerson('security', { password: 'weakweak', again: 'weakweak' }), { 'security.password': 'weak' }],
    [withPerson('security', { again: 'Strong-1-wird' }), { 'security.again': 'notSame' }],
  ])('%#', (draft, faults) => expect(setupFaults(draft)).toEqual(faults));
});
