import { describe, expect, it } from 'vitest';
import type { Text } from './i18n.ts';

/** Every `*.text.ts` of the web, wherever it stands. */
const files = import.meta.glob<Record<string, unknown>>('../**/*.text.ts', { eager: true });

function isText(value: unknown): value is Text {
  return typeof value === 'object' && value !== null && 'zh-CN' in value && 'en' in value && 'name' in value;
}
const texts = Object.entries(files).flatMap(([file, exports]) =>
  Object.values(exports)
    .filter(isText)
    .map((text) => ({ file, text })),
);
const placeholders = (sentence: string) =>
  [...sentence.matchAll(/\{\{\s*(\w+)\s*\}\}/g)]
    .map((found) => found[1] ?? '')
    .toSorted((a, b) => a.localeCompare(b));
/** Punctuation and digits need no Chinese characters; neither do names such as "English". */
const chinese = /\p{Script=Han}/u;

describe('copy', () => {
  it('is declared in every text file, under a name of its own', () => {
    expect(Object.keys(files).length).toBeGreaterThan(0);
    for (const [file, exports] of Object.entries(files))
      expect(Object.values(exports).some(isText), file).toBe(true);
    const names = texts.map(({ text }) => text.name);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  it.each(texts)('has the same keys in both languages: $file', ({ text }) => {
    const singular = (key: string) => key.endsWith('_one') && key.slice(0, -4) in text['zh-CN'];
    expect(
      Object.keys(text.en)
        .filter((key) => !singular(key))
        .toSorted(),
    ).toEqual(Object.keys(text['zh-CN']).toSorted());
  });

  it.each(texts)('has no empty sentence and no forgotten translation: $file', ({ text }) => {
    for (const [key, sentence] of Object.entries(text.en as Record<string, string>)) {
      expect(sentence.trim(), `en ${key}`).not.toBe('');
      // the name of a language is written in that language
      if (key !== 'chinese') expect(sentence, `en ${key}`).not.toMatch(chinese);
    }
    for (const [key, sentence] of Object.entries(text['zh-CN']))
      expect(sentence.trim(), `zh-CN ${key}`).not.toBe('');
  });

  it.each(texts)('puts the same values into both languages: $file', ({ text }) => {
    const english: Record<string, string> = text.en;
    for (const [key, sentence] of Object.entries(text['zh-CN'])) {
      expect(placeholders(english[key] ?? ''), key).toEqual(placeholders(sentence));
    }
  });
});
