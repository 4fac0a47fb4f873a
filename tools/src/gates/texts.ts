// `npm run check -- texts`: every sentence a person reads exists in both languages, and none is empty.
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { allErrors } from '@huiting/contracts';

type Words = Readonly<Record<string, string>>;
interface Text {
  readonly name: string;
  readonly 'zh-CN': Words;
  readonly en: Words;
}

const chinese = /\p{Script=Han}/u;
/** The name of a language is written in that language. */
const ownNames = new Set(['chinese']);
const fewestTexts = 30;

/** What is wrong with one feature's copy. */
export function textProblems(where: string, { 'zh-CN': zh, en }: Text): string[] {
  const singular = (key: string): boolean => key.endsWith('_one') && key.slice(0, -4) in zh;
  return [
    ...Object.keys(zh)
      .filter((key) => !(key in en))
      .map((key) => `${where}: ${key} has no English`),
    ...Object.keys(en)
      .filter((key) => !(key in zh) && !singular(key))
      .map((key) => `${where}: ${key} has no Chinese`),
    ...Object.entries(zh)
      .filter(([, words]) => words.trim() === '')
      .map(([key]) => `${where}: ${key} is empty in Chinese`),
    ...Object.entries(en)
      .filter(([, words]) => words.trim() === '')
      .map(([key]) => `${where}: ${key} is empty in English`),
    ...Object.entries(en)
      .filter(([key, words]) => chinese.test(words) && !ownNames.has(key))
      .map(([key]) => `${where}: ${key} is not translated`),
  ];
}

export function errorProblems(
  errors: Readonly<Record<string, { readonly zh: string; readonly en: string }>>,
): string[] {
  return Object.entries(errors).flatMap(([code, { zh, en }]) => [
    ...(zh.trim() === '' ? [`${code} has no Chinese sentence`] : []),
    ...(en.trim() === '' || chinese.test(en) ? [`${code} has no English sentence`] : []),
  ]);
}

/** All copy of the web, wherever it stands, and every refusal of the contract. */
async function checkTexts(root: string): Promise<string[]> {
  const files = globSync('web/src/**/*.text.ts', { cwd: root });
  const found = await Promise.all(
    files.map(async (file) => {
      const exports = (await import(pathToFileURL(join(root, file)).href)) as Record<string, unknown>;
      const texts = Object.values(exports).filter(isText);
      return texts.length === 0
        ? [`${file}: declares no text`]
        : texts.flatMap((text) => textProblems(file, text));
    }),
  );
  // A gate that finds nothing to look at must not be green.
  const tooFew = files.length < fewestTexts ? [`only ${files.length} files of copy found`] : [];
  return [...tooFew, ...found.flat(), ...errorProblems(allErrors)];
}

function isText(value: unknown): value is Text {
  return typeof value === 'object' && value !== null && 'zh-CN' in value && 'en' in value && 'name' in value;
}

if (import.meta.main) {
  const problems = await checkTexts(join(import.meta.dirname, '../../..'));
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exit(1);
}
