import type { IssuedTicket } from '@huiting/contracts/queue';
import { describe, expect, test } from 'vitest';
import { kioskStart, nextKiosk, type KioskEvent, type KioskFlow } from './kiosk.flow.domain.ts';

const run = (...events: KioskEvent[]): KioskFlow => events.reduce(nextKiosk, kioskStart);
const terms = (key: string) => ({ key, elder: false, language: 'zh-CN' as const });
const ticket = { greetingName: null } as IssuedTicket;
const idNumber = { kind: 'idNumber', value: '990001195001010011' } as const;

describe('taking a ticket', () => {
  test('a double tap is one act: the second one finds the kiosk busy', () => {
    const first = run({ kind: 'pick', serviceTypeId: 'cash', terms: terms('k1') });
    expect(nextKiosk(first, { kind: 'pick', serviceTypeId: 'cash', terms: terms('k2') })).toBe(first);
    expect(first).toMatchObject({ step: 'issuing', act: { key: 'k1', document: null } });
  });
  test('an answer that was lost is asked for again under the same key', () => {
    const lost = run(
      { kind: 'pick', serviceTypeId: 'cash', terms: terms('k1') },
      { kind: 'refused', key: 'k1', code: 'network', title: null },
    );
    expect(nextKiosk(lost, { kind: 'again' })).toMatchObject({
      step: 'issuing',
      act: { key: 'k1', serviceTypeId: 'cash' },
    });
  });
  test('the answer to an act the customer has walked away from does not show to the next one', () => {
    const gone = run({ kind: 'pick', serviceTypeId: 'cash', terms: terms('k1') }, { kind: 'home' });
    expect(nextKiosk(gone, { kind: 'issued', key: 'k1', ticket, timing: null })).toBe(gone);
    const next = nextKiosk(gone, { kind: 'pick', serviceTypeId: 'cash', terms: terms('k2') });
    expect(nextKiosk(next, { kind: 'issued', key: 'k1', ticket, timing: null })).toBe(next);
    expect(nextKiosk(next, { kind: 'issued', key: 'k2', ticket, timing: null })).toMatchObject({
      step: 'issued',
    });
  });
});

describe('a document', () => {
  test('goes with the ticket that is picked next, and not with the one after', () => {
    expect(
      run(
        { kind: 'document', identifier: idNumber },
        { kind: 'pick', serviceTypeId: 'cash', terms: terms('k1') },
      ),
    ).toMatchObject({ act: { document: { identifier: idNumber } } });
    const done = run(
      { kind: 'document', identifier: idNumber },
      { kind: 'pick', serviceTypeId: 'cash', terms: terms('k1') },
      { kind: 'issued', key: 'k1', ticket, timing: null },
      { kind: 'home' },
    );
    expect(nextKiosk(done, { kind: 'pick', serviceTypeId: 'cash', terms: terms('k2') })).toMatchObject({
      act: { document: null },
    });
  });
  test('is greeted by name only while it is the one on the reader', () => {
    const other = { kind: 'idNumber', value: '990001196001010022' } as const;
    const changed = run({ kind: 'document', identifier: idNumber }, { kind: 'document', identifier: other });
    expect(nextKiosk(changed, { kind: 'recognised', value: idNumber.value, greeting: '王*芳' })).toBe(
      changed,
    );
    expect(nextKiosk(changed, { kind: 'recognised', value: other.value, greeting: '李*' })).toMatchObject({
      document: { greeting: '李*' },
    });
  });
  test('may be taken back', () => {
    expect(run({ kind: 'document', identifier: idNumber }, { kind: 'dropDocument' })).toEqual(kioskStart);
  });
});

describe('checking in', () => {
  test('by typed code, and by a code scanned on the first screen', () => {
    expect(
      run(
        { kind: 'openCheckIn' },
        { kind: 'code', code: 'AB23' },
        { kind: 'checkIn', code: 'AB23CD45', terms: terms('k') },
      ),
    ).toMatchObject({ step: 'issuing', act: { kind: 'checkIn', code: 'AB23CD45' } });
    expect(run({ kind: 'checkIn', code: 'https://bank/h5/b/token', terms: terms('k') })).toMatchObject({
      step: 'issuing',
    });
  });
  test('a wrong code comes back to be corrected', () => {
    const wrong = run(
      { kind: 'openCheckIn' },
      { kind: 'checkIn', code: 'AB23CD45', terms: terms('k') },
      { kind: 'refused', key: 'k', code: 'appointment.not_found', title: '没有找到预约' },
    );
    expect(nextKiosk(wrong, { kind: 'correct' })).toEqual({ step: 'checkIn', code: 'AB23CD45' });
  });
});
