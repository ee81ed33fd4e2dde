import { Page } from '@playwright/test';
import { expect, signIn, test } from './portal';

async function expectSignals(page: Page) {
  const signals = page.getByRole('list', { name: 'Signals' });
  for (const name of ['Pair validity', 'Data freshness', 'Coverage']) {
    await expect(signals.getByRole('listitem', { name })).toBeVisible();
  }
  await expect(
    signals.getByText('25 of 25 checked pairs run on the present schema'),
  ).toBeVisible();
}

test('finds a cluster by words and by its owner', async ({ page }) => {
  await signIn(page, '/data-assistant/clusters');
  const clusters = page.getByRole('heading', { level: 3 });
  await expect(clusters).toHaveText([
    'Advertising',
    'Audiobooks',
    'Creators',
    'Finance',
    'Music',
    'Podcasts',
  ]);
  await expect(page.getByRole('img', { name: /^Health / })).toHaveCount(6);

  await page.getByRole('searchbox', { name: 'Search clusters' }).fill('ad rev');
  await expect(clusters).toHaveText(['Advertising']);
  await page.getByRole('searchbox', { name: 'Search clusters' }).fill('xyzzy');
  await expect(page.getByText('No cluster matches')).toBeVisible();
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(clusters).toHaveCount(6);

  await page.getByRole('button', { name: /Owner/ }).click();
  await page.getByRole('option', { name: 'Podcast Insights' }).click();
  await expect(clusters).toHaveText(['Podcasts']);
  await page.getByRole('link', { name: 'Podcasts', exact: true }).click();
  await expect(page).toHaveURL(
    /\/data-assistant\/clusters\/default\/podcasts$/,
  );
});

test('shows what a cluster knows, and asks it alone', async ({ page }) => {
  await signIn(page, '/data-assistant/clusters/default/podcasts');
  await expect(
    page.getByRole('heading', { name: 'Podcasts', exact: true }),
  ).toBeVisible();
  const pieces = page.getByRole('tabpanel').getByRole('region');
  const piece = (name: string) =>
    page.getByRole('tabpanel').getByRole('region', { name });
  await expect(
    page.getByRole('tab', { name: 'Questions (25)' }),
  ).toHaveAttribute('aria-selected', 'true');
  await expect(pieces.getByText('Valid', { exact: true })).toHaveCount(25);
  const pair = piece(
    'How many people listened to podcasts in Sweden last week?',
  );
  await pair.getByRole('button').first().click();
  await expect(pair.getByText('Other ways to ask')).toBeVisible();
  await expect(
    pair.getByRole('table', { name: 'Parameters' }).getByRole('row'),
  ).toHaveCount(3);
  await expect(pair.getByText(/seconds_streamed/)).toBeVisible();

  await page.getByRole('tab', { name: 'Docs (5)' }).click();
  await expect(piece('Countries in podcasts')).toBeVisible();

  await page.getByRole('tab', { name: 'Datasets (4)' }).click();
  const dataset = piece('Podcast streams');
  await dataset.getByRole('button').first().click();
  await expect(
    dataset.getByRole('cell', { name: /seconds_streamed/ }),
  ).toBeVisible();
  await expect(dataset.getByText(/different values/).first()).toBeVisible();

  await page.getByRole('tab', { name: 'Health' }).click();
  await expectSignals(page);
  // The guest is in the team that owns the podcasts.
  await page.getByRole('tab', { name: 'Problems (0)' }).click();
  await expect(
    page.getByText('Every context file could be read.'),
  ).toBeVisible();

  await page.getByRole('link', { name: 'Ask this cluster' }).click();
  await expect(page.getByText('Asking podcasts alone')).toBeVisible();
  await page.getByRole('textbox', { name: 'Your question' }).press('Tab');
  await page
    .getByRole('textbox', { name: 'Your question' })
    .fill('How much revenue did we make last month?');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Not covered' })).toBeVisible();
});

test('proposes parameters to curators, and copies the file that has them', async ({
  context,
  page,
}) => {
  const question = 'Which 10 true crime shows have the most episodes?';
  await signIn(
    page,
    '/data-assistant/clusters/default/podcasts#pair-podcasts%2Fmost-episodes',
  );
  const proposal = page
    .getByRole('region', { name: question })
    .getByRole('group', { name: 'Proposed parameters' });
  await expect(proposal.getByRole('row')).toHaveText([
    /^Name/,
    /^genre.*podcasts\.shows\.genre“true crime”'true crime'/,
    /^top_n.*“10”10/,
  ]);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await proposal.getByRole('button', { name: 'Copy the file' }).click();
  const file = await page.evaluate(() => navigator.clipboard.readText());
  expect(file).toContain(`question: ${question}`);
  expect(file).toContain(
    '  genre: { type: value, column: podcasts.shows.genre }\n  top_n: { type: topN }\n',
  );
  expect(file).toMatch(/WHERE s\.genre = \$genre\n[^]*LIMIT \$top_n\s*$/);
});

test('shows no cluster that there is not, and no problems to others than curators', async ({
  page,
}) => {
  await signIn(page, '/data-assistant/clusters/default/atlantis');
  await expect(page.getByRole('alert')).toContainText('No such cluster');
  await page.goto('/data-assistant/clusters/default/music');
  await expect(page.getByRole('tab', { name: 'Health' })).toBeVisible();
  await expect(page.getByRole('tab', { name: /Problems/ })).toHaveCount(0);
});

test('is at home on the entity pages of a cluster, a dataset and a team', async ({
  page,
}) => {
  await signIn(page, '/catalog/default/resource/podcasts');
  await expect(
    page.getByRole('heading', { name: 'Health of the data context' }),
  ).toBeVisible();
  await expectSignals(page);
  await page.getByRole('link', { name: 'Data context' }).click();
  await expect(page.getByRole('tab', { name: 'Questions (25)' })).toBeVisible();

  await page.goto('/catalog/default/resource/podcasts-streams');
  await expect(page.getByText('podcasts.streams').first()).toBeVisible();
  await page.getByRole('link', { name: 'Data context' }).click();
  await expect(
    page.getByRole('cell', { name: /seconds_streamed/ }),
  ).toBeVisible();
  await page
    .getByRole('link', {
      name: 'How many people listened to podcasts in Sweden last week?',
    })
    .click();
  await expect(
    page.getByRole('region', {
      name: 'How many people listened to podcasts in Sweden last week?',
    }),
  ).toHaveAttribute('aria-current', 'location');

  await page.goto('/catalog/default/group/podcast-insights');
  await expect(
    page.getByRole('heading', { name: 'Data clusters' }),
  ).toBeVisible();
  await expect(
    page.getByRole('img', { name: /^Health \d+ of 100/ }),
  ).toBeVisible();
  await page.getByRole('link', { name: 'Show all with details' }).click();
  await expect(page.getByRole('heading', { level: 3 })).toHaveText([
    'Podcasts',
  ]);
});
