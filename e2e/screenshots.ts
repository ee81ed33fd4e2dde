import { Page } from '@playwright/test';
import { join } from 'node:path';
import { ASKS_BACK } from './modelQuestions';
import { expect, test } from './portal';

const ROOT = join(__dirname, '..');
const IMAGES = join(ROOT, 'docs', 'images');
/** Not in the repository: to be looked at. */
const REVIEW = join(ROOT, '.cairn', 'screenshots');

const QUESTION = 'How many people listened to podcasts in Sweden last week?';
const CONVERSATION = [
  QUESTION,
  'daily podcast listeners in Norway over the past 30 days',
  'top 5 podcast shows in Germany last month',
];
const AMBIGUOUS = 'How many people listened last week?';
const UNCOVERED = 'How many people listened to podcasts in Atlantis last week?';

const CLUSTER = '/data-assistant/clusters/default/podcasts';
const PAGES: [name: string, path: string, shown: string][] = [
  ['start', '/data-assistant', 'Questions that have an answer now'],
  ['clusters', '/data-assistant/clusters', 'Podcasts'],
  ['cluster-questions', CLUSTER, 'Valid'],
  [
    'cluster-question',
    `${CLUSTER}#pair-podcasts%2Flisteners`,
    'Other ways to ask',
  ],
  [
    'cluster-proposal',
    `${CLUSTER}#pair-podcasts%2Fmost-episodes`,
    'Proposed parameters',
  ],
  ['cluster-doc', `${CLUSTER}#doc-podcasts%2Fwords`, 'What words mean'],
  [
    'cluster-dataset',
    `${CLUSTER}#dataset-resource%3Adefault%2Fpodcasts-streams`,
    'different values',
  ],
  ['cluster-health', `${CLUSTER}?tab=health`, 'Data freshness'],
  ['cluster-unknown', '/data-assistant/clusters/default/atlantis', 'No such'],
  ['conversation-unknown', '/data-assistant/c/none', 'No such'],
  ['entity-cluster', '/catalog/default/resource/podcasts', 'Data freshness'],
  [
    'entity-cluster-context',
    '/catalog/default/resource/podcasts/data-context',
    'Valid',
  ],
  [
    'entity-dataset',
    '/catalog/default/resource/podcasts-streams',
    'In the cluster',
  ],
  [
    'entity-dataset-context',
    '/catalog/default/resource/podcasts-streams/data-context',
    'different values',
  ],
  [
    'entity-group',
    '/catalog/default/group/podcast-insights',
    'Show all with details',
  ],
];

/** Waits until everything is loaded and nothing moves, then takes the picture. */
async function shoot(page: Page, path: string) {
  await page.waitForLoadState('networkidle');
  await shootLive(page, path);
}

/** As `shoot`, of a page that goes on reading from the backend. */
async function shootLive(page: Page, path: string) {
  await page.mouse.move(0, 0);
  await page.screenshot({ path, animations: 'disabled' });
}

test.describe('for the README', () => {
  test.use({ viewport: { width: 1400, height: 1060 } });

  test('answer', async ({ assistant, page }) => {
    for (const other of [
      'How much ad revenue did we make in Germany last month?',
      'How many subscribers cancelled last month?',
    ]) {
      await assistant.answered(other);
      await page.goto('/data-assistant');
      await expect(assistant.question).toBeFocused();
    }
    const turn = await assistant.answered(QUESTION);
    const sql = turn.getByRole('button', { name: 'SQL', exact: true });
    for (const [colorScheme, file] of [
      ['light', 'answer.png'],
      ['dark', 'answer-dark.png'],
    ] as const) {
      await page.emulateMedia({ colorScheme });
      await page.reload();
      await sql.click();
      await expect(turn.getByText(/seconds_streamed/)).toBeVisible();
      await shoot(page, join(IMAGES, file));
    }
  });
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    for (const width of [400, 1600]) {
      test.describe(`at ${width}`, () => {
        test.use({ viewport: { width, height: width < 800 ? 850 : 1000 } });
        const file = (name: string) =>
          join(REVIEW, `${name}-${width}-${colorScheme}.png`);

        test('conversation', async ({ assistant, page }) => {
          for (const [index, question] of CONVERSATION.entries()) {
            await assistant.answered(question);
            await shoot(page, file(`answer-${index + 1}`));
          }
          await assistant.ask(UNCOVERED);
          await expect(
            assistant.newest.getByRole('button', { name: 'Not covered' }),
          ).toBeVisible();
          await shoot(page, file('answer-uncovered'));
          await assistant.ask(AMBIGUOUS);
          await expect(
            assistant.newest.getByText('Which cluster do you mean?'),
          ).toBeVisible();
          await shoot(page, file('answer-choices'));
        });

        test('model', async ({ assistant, page }) => {
          const turn = await assistant.ask(ASKS_BACK.question);
          const [choice] = ASKS_BACK.choices;
          await expect(
            turn.getByRole('button', { name: choice }),
          ).toBeVisible();
          await shootLive(page, file('model-question'));
          await turn.getByRole('button', { name: choice }).click();
          await expect(
            turn.getByRole('button', { name: 'Grounded' }),
          ).toBeVisible();
          await shoot(page, file('model-answer'));
          await turn.getByRole('button', { name: /every attempt/ }).click();
          await shoot(page, file('model-attempts'));
        });

        test('pages', async ({ assistant, page }) => {
          await expect(assistant.question).toBeFocused();
          for (const [name, path, shown] of PAGES) {
            await page.goto(path);
            await expect(
              page.getByText(shown).filter({ visible: true }),
              name,
            ).not.toHaveCount(0);
            await shoot(page, file(name));
          }
        });
      });
    }
  });
}
