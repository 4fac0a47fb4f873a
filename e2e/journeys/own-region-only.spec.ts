import { readFileSync } from 'node:fs';
import { feedbackEndpoints } from '@huiting/contracts/feedback';
import { hallEndpoints } from '@huiting/contracts/hall';
import { organizationEndpoints } from '@huiting/contracts/organization';
import { queueEndpoints } from '@huiting/contracts/queue';
import { callAs } from '../src/api.ts';
import { beyondScopeOf } from '../src/bank.ts';
import { test, expect, proofOf } from '../src/journey.ts';
import type { BrowserContext, Page } from '../src/journey.ts';
import { signIn } from '../src/surfaces/staff.ts';

const { words, branchIds, unitIds } = beyondScopeOf('region');
const foreign = branchIds[0]!;
/** What of another region a text gives away; the address that was asked for says nothing the asker did not know. */
const given = (text: string): readonly string[] =>
  words.filter((word) => word !== foreign && text.includes(word));

test('who leads one region finds nothing of another: on no page, by no address, word, file or topic, and in no refusal', async ({
  context,
  product,
}) => {
  test.setTimeout(180_000);
  expect(branchIds.length).toBeGreaterThan(5);
  const console = await signIn(context, product.url, 'console', 'region');
  const answers = watchAnswers(context);

  const pages = console.getByRole('navigation', { name: '主菜单' }).getByRole('link');
  await expect(pages.first()).toBeVisible();
  const names = await pages.allInnerTexts();
  expect(names.length).toBeGreaterThan(10);
  for (const [at, name] of names.entries()) {
    await pages.nth(at).click();
    expect(given(await wordsOf(console)), name).toEqual([]);
  }
  for (const address of [`branches/${foreign}`, `halls/${foreign}`, `staff?branch=${foreign}`]) {
    await console.goto(`${product.url}/console/${address}`);
    expect(given(await wordsOf(console)), address).toEqual([]);
  }

  await console.keyboard.press('Control+k');
  const menu = console.getByRole('dialog');
  await menu.getByRole('combobox').fill(words[0]!.slice(0, 2));
  await expect(menu.getByText(/没有找到/)).toBeVisible();
  expect(given(await menu.innerText())).toEqual([]);

  await console.goto(`${product.url}/console/satisfaction`);
  const sums = console.getByRole('button', { name: '导出汇总' });
  expect(given(await fileOf(console, () => sums.click()))).toEqual([]);
  await console.goto(`${product.url}/console/staff`);
  await console.getByRole('button', { name: '导出', exact: true }).click();
  await console.getByRole('menuitem', { name: '符合筛选的全部' }).click();
  expect(given(await fileOf(console, () => console.getByRole('button', { name: '下载' }).click()))).toEqual(
    [],
  );

  const at = { branchId: foreign };
  for (const { status, body } of [
    await callAs(context, product.url, 'console', organizationEndpoints.getBranch, at),
    await callAs(context, product.url, 'console', queueEndpoints.getBoard, at),
    await callAs(context, product.url, 'console', hallEndpoints.getPulse, at),
    await callAs(context, product.url, 'console', feedbackEndpoints.listRatings, at as never),
  ]) {
    expect([403, 404]).toContain(status);
    expect(given(JSON.stringify(body))).toEqual([]);
  }

  const stream = await openStream(console);
  for (const topic of [
    'queue.board',
    'hall.pulse',
    'hall.assistCalls',
    'workflow.alerts',
    'customer.arrivals',
  ])
    await expectRefused(context, product.url, stream, { topic, key: foreign });
  for (const key of unitIds)
    await expectRefused(context, product.url, stream, { topic: 'hall.overview', key });

  expect((await answers()).flatMap(given)).toEqual([]);
  // Who may see them does see them: the words are right, and the listening heard something.
  await context.clearCookies();
  const whole = await signIn(context, product.url, 'console', 'headoffice');
  await whole.goto(`${product.url}/console/branches`);
  await expect.poll(async () => (await answers()).flatMap(given).length).toBeGreaterThan(0);
});

/** What a page shows once it has read what it shows. */
async function wordsOf(page: Page): Promise<string> {
  await expect(page.getByRole('main')).toBeVisible();
  // Live streams never end, so there is no silence to wait for: what is being read shows itself.
  await expect(page.getByRole('main').locator('[aria-busy="true"]')).toHaveCount(0);
  return page.locator('body').innerText();
}

/** What the browser is given to keep. */
async function fileOf(page: Page, act: () => Promise<void>): Promise<string> {
  const [file] = await Promise.all([page.waitForEvent('download'), act()]);
  return readFileSync(await file.path(), 'utf8');
}

/** Everything the server answers from here on, shown or not; streams, which have no end, apart. */
function watchAnswers(context: BrowserContext): () => Promise<string[]> {
  const reading: Promise<string>[] = [];
  context.on('response', (response) => {
    const isStream = response.headers()['content-type']?.includes('event-stream') ?? false;
    if (response.url().includes('/api/') && !isStream) reading.push(response.text().catch(() => ''));
  });
  return () => Promise.all(reading);
}

function openStream(page: Page): Promise<string> {
  return page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        new EventSource('/api/live').addEventListener('message', ({ data }) => {
          const message = JSON.parse(String(data)) as { kind: string; streamId?: string };
          if (message.kind === 'hello') resolve(message.streamId!);
        });
      }),
  );
}

async function expectRefused(
  context: BrowserContext,
  url: string,
  stream: string,
  subscription: { readonly topic: string; readonly key: string },
): Promise<void> {
  const answer = await context.request.post(`${url}/api/live/${stream}/subscriptions`, {
    headers: { 'x-surface': 'console', 'x-device-proof': proofOf(context, 'console') ?? '' },
    data: { ...subscription, after: null },
  });
  expect([403, 404], subscription.topic).toContain(answer.status());
  expect(given(await answer.text())).toEqual([]);
}
