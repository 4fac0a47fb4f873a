import type { VoiceCall } from '@huiting/contracts/queue';
import { expect, test } from 'vitest';
import { announce } from './voice.announcement.domain.ts';
import { clipPlace } from './voice.clips.domain.ts';

const call: VoiceCall = {
  ticketId: 't',
  ticketNumber: 'C014',
  windowId: 'w',
  windowLabel: '4',
  windowNumber: 4,
  language: 'zh-CN',
  vip: false,
  call: 1,
  startsAt: 0,
  endsAt: 12_000,
};

test('chime first, then the words twice, without overlaps', () => {
  const { notes, seconds, times } = announce(call, 20, 1);
  expect(times).toBe(2);
  expect(notes[0]).toEqual({ clip: 'chime', at: 0 });
  expect(notes).toHaveLength(1 + 2 * 8);
  const words = notes.slice(1);
  words.forEach(({ clip, at }, n) =>
    expect(at + clipPlace(clip).seconds).toBeLessThanOrEqual((words[n + 1]?.at ?? seconds) + 1e-9),
  );
});

test('a usual call is said twice within 12 s, the longest within 17 s', () => {
  expect(announce(call, 12, 1).times).toBe(2);
  expect(announce({ ...call, ticketNumber: 'V1008', vip: true, windowLabel: '理财室 1' }, 17, 1).times).toBe(
    2,
  );
  expect(
    announce({ ...call, ticketNumber: 'W1008', vip: true, windowLabel: '理财室 1', language: 'en' }, 17, 1)
      .times,
  ).toBe(2);
});

test('several languages are said once each, in their order; the slot the server gives holds them all', () => {
  const languages = ['mandarin', 'cantonese', 'english'] as const;
  const { notes, times, seconds } = announce({ ...call, languages: [...languages] }, 20, 1);
  expect(times).toBe(3);
  const firsts = notes.map(({ clip }) => clip).filter((clip) => /^(zh|yue)\.please$|^en\.number$/.test(clip));
  expect(firsts).toEqual(['zh.please', 'yue.please', 'en.number']);
  expect(seconds).toBeLessThan(19);
});

test('a call announced before there was a choice is said in the language of its ticket', () => {
  const { notes } = announce({ ...call, language: 'en' }, 20, 1);
  expect(notes[1]!.clip).toBe('en.number');
});

test('a short slot is spoken once, a shorter one only chimes', () => {
  expect(announce(call, 7, 2).times).toBe(1);
  expect(announce(call, 3, 1).times).toBe(0);
});

test('above twice the speed only the chime sounds', () => {
  expect(announce(call, 60, 3).notes.map(({ clip }) => clip)).toEqual(['chime']);
});
