import { Page } from '@playwright/test';
import { expect, signIn, test } from './portal';

const PHONE = { width: 400, height: 850 };

const PAGES: [name: string, path: string, shown: string][] = [
  ['clusters', '/data-assistant/clusters', 'Podcasts'],
  [
    'a cluster’s questions',
    '/data-assistant/clusters/default/podcasts',
    'How many podcast episodes were published last week?',
  ],
  [
    'parameters that are proposed',
    '/data-assistant/clusters/default/podcasts#pair-podcasts%2Fmost-episodes',
    'The file with these parameters',
  ],
  [
    'a cluster’s datasets',
    '/data-assistant/clusters/default/podcasts#dataset-resource%3Adefault%2Fpodcasts-streams',
    'seconds_streamed',
  ],
  [
    'a cluster’s docs',
    '/data-assistant/clusters/default/podcasts#doc-podcasts%2Fcountries',
    'Countries in podcasts',
  ],
  [
    'a cluster’s health',
    '/data-assistant/clusters/default/podcasts?tab=health',
    'Data freshness',
  ],
  [
    'a cluster’s entity',
    '/catalog/default/resource/podcasts',
    'Health of the data context',
  ],
  [
    'the context on a cluster’s entity',
    '/catalog/default/resource/podcasts/data-context',
    'How many podcast episodes were published last week?',
  ],
  [
    'a dataset’s entity',
    '/catalog/default/resource/podcasts-streams',
    'In the cluster',
  ],
  [
    'the context on a dataset’s entity',
    '/catalog/default/resource/podcasts-streams/data-context',
    'seconds_streamed',
  ],
  [
    'a team’s entity',
    '/catalog/default/group/podcast-insights',
    'Show all with details',
  ],
];

const expectNoOverflow = (page: Page, name: string) =>
  expect
    .poll(
      () =>
        page.evaluate(
          () => document.documentElement.scrollWidth - window.innerWidth,
        ),
      { message: `pixels that ${name} is too wide` },
    )
    .toBeLessThanOrEqual(0);

test.describe('on a phone', () => {
  test.use({ viewport: PHONE });

  test('asks, and keeps conversations in a drawer', async ({
    assistant,
    page,
  }) => {
    await expectNoOverflow(page, 'the start');
    await assistant.answered('top 5 podcast shows in Germany last month');
    await assistant.answered(
      'daily podcast listeners in Norway over the past 30 days',
    );
    await assistant.newest
      .getByRole('button', { name: 'SQL', exact: true })
      .click();
    await expectNoOverflow(page, 'a conversation');

    await expect(assistant.conversations).toHaveCount(0);
    await page.getByRole('button', { name: 'Show conversations' }).click();
    await assistant.conversations
      .getByRole('link', { name: 'New conversation' })
      .click();
    await expect(assistant.conversations).toHaveCount(0);
    await expect(
      page.getByRole('heading', { name: 'What would you like to know?' }),
    ).toBeVisible();
  });

  test('fits every page', async ({ page }) => {
    await signIn(page);
    for (const [name, path, shown] of PAGES) {
      await page.goto(path);
      await expect(page.getByText(shown).first(), name).toBeVisible();
      await expectNoOverflow(page, name);
    }
  });
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme });

    test('reads well', async ({ assistant, page }) => {
      const turn = await assistant.answered(
        'How many people listened to podcasts in Sweden last week?',
      );
      const answer = turn.getByText(/people listened to podcasts in Sweden, /);
      const { text, ground } = await answer.evaluate(element => ({
        text: getComputedStyle(element).color,
        ground: getComputedStyle(document.body).backgroundColor,
      }));
      const isDark = (color: string) =>
        Math.max(...color.match(/\d+/g)!.slice(0, 3).map(Number)) < 128;
      expect([isDark(text), isDark(ground)]).toEqual(
        colorScheme === 'light' ? [true, false] : [false, true],
      );
      await page.goto('/data-assistant/clusters');
      await expect(page.getByRole('heading', { level: 3 })).toHaveCount(6);
    });
  });
}
