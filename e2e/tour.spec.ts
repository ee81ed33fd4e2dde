import { readFile } from 'node:fs/promises';
import { expect, test } from './portal';

const QUESTION = 'How many people listened to podcasts in Sweden last week?';
const SWEDES_LAST_WEEK = `
  SELECT count(*) FROM (
    SELECT user_id FROM podcasts.streams
    WHERE country = 'SE' AND seconds_streamed >= 60 AND user_id > 99
      AND day >= $last_week AND day < $last_week + 7
    GROUP BY user_id)`;

test('answers with the number, the steps, the SQL and how far to trust it', async ({
  assistant,
  context,
  page,
  warehouse,
}) => {
  const [[people]] = await warehouse.rows(SWEDES_LAST_WEEK);
  const turn = await assistant.answered(QUESTION);
  await expect(
    turn.getByText(
      new RegExp(
        `^${Number(people).toLocaleString(
          'en',
        )} people listened to podcasts in Sweden, `,
      ),
    ),
  ).toBeVisible();
  await expect(
    turn.getByText(/^\d+ % sure that this vetted question is yours$/),
  ).toBeVisible();
  await expect(turn.getByText('Sweden → SE')).toBeVisible();
  await expect(
    turn.getByText('was read as the last whole calendar week'),
  ).toBeVisible();

  await turn.getByRole('button', { name: 'Verified' }).click();
  await expect(page.getByRole('tooltip')).toContainText(
    'An expert of this data vetted the question and its SQL.',
  );

  // Folded into their number by who saw them happen; read again by who came when it had ended.
  await turn.getByRole('button', { name: /^4 steps · 1 query · / }).click();
  await expect(
    turn
      .getByRole('list', { name: 'Steps of the answer' })
      .getByRole('listitem'),
  ).toHaveCount(4);

  await turn.getByRole('button', { name: 'SQL', exact: true }).click();
  await expect(turn.getByText(/seconds_streamed/)).toBeVisible();
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await turn.getByRole('button', { name: 'Copy SQL' }).click();
  const sql = await page.evaluate(() => navigator.clipboard.readText());
  expect(await warehouse.rows(sql)).toEqual([[people]]);
});

test('leads from each source to where it is shown', async ({
  assistant,
  page,
}) => {
  const turn = await assistant.answered(QUESTION);
  const source = (kind: string) =>
    turn.getByRole('listitem').filter({ hasText: kind }).getByRole('link');
  const shownAt = (name: string) =>
    expect(page.getByRole('region', { name })).toHaveAttribute(
      'aria-current',
      'location',
    );

  await source('Cluster').click();
  await expect(
    page.getByRole('heading', { name: 'Podcasts', exact: true }),
  ).toBeVisible();
  await page.goBack();

  await source('Vetted question').click();
  await shownAt(QUESTION);
  await page.goBack();

  await source('Doc').click();
  await shownAt('Countries in podcasts');
  await page.goBack();

  await source('Dataset').click();
  await expect(page).toHaveURL(
    /\/catalog\/default\/resource\/podcasts-streams/,
  );
  await expect(
    page.getByRole('heading', { name: 'Podcast streams' }),
  ).toBeVisible();
});

test('sorts a table, draws its categories as bars and hands it out as CSV', async ({
  assistant,
  page,
  warehouse,
}) => {
  const shows = await warehouse.rows(`
    SELECT title, publisher, count(*), count(DISTINCT user_id)
    FROM podcasts.streams JOIN podcasts.shows USING (show_id)
    WHERE user_id > 99 AND seconds_streamed >= 60
      AND country = 'DE' AND day < date_trunc('month', $today)
      AND day >= date_trunc('month', $today) - INTERVAL 1 MONTH
    GROUP BY show_id, title, publisher ORDER BY 3 DESC LIMIT 5`);
  const turn = await assistant.answered(
    'top 5 podcast shows in Germany last month',
  );
  await expect(
    turn.getByRole('img', { name: /^Bar chart of streams.* by title/ }),
  ).toBeVisible();

  const titles = turn.getByRole('table').locator('tbody td:first-child');
  await expect(titles).toHaveText(shows.map(([title]) => title));
  const byListeners = turn.getByRole('button', { name: 'listeners' });
  await byListeners.click();
  const ascending = [...shows].sort((a, b) => Number(a[3]) - Number(b[3]));
  await expect(titles).toHaveText(ascending.map(([title]) => title));

  const downloading = page.waitForEvent('download');
  await turn.getByRole('button', { name: 'Download CSV' }).click();
  const file = await downloading;
  expect(file.suggestedFilename()).toMatch(
    /^top-5-podcast-shows-in-germany-last-month-\d{4}-\d\d-\d\d\.csv$/,
  );
  const cell = (value: string) => (value.includes(',') ? `"${value}"` : value);
  expect(await readFile(await file.path(), 'utf8')).toBe(
    `\uFEFF${[['title', 'publisher', 'streams', 'listeners'], ...ascending]
      .map(row => row.map(cell).join(','))
      .join('\r\n')}`,
  );
});

test('draws a time series as a line', async ({ assistant, warehouse }) => {
  const [[days]] = await warehouse.rows(`
    SELECT count(DISTINCT day) FROM podcasts.streams
    WHERE country = 'NO' AND user_id > 99 AND seconds_streamed >= 60
      AND day >= $today - 30 AND day < $today`);
  const turn = await assistant.answered(
    'daily podcast listeners in Norway over the past 30 days',
  );
  await expect(
    turn.getByRole('img', { name: /^Line chart of listeners by day/ }),
  ).toBeVisible();
  await expect(turn.getByText(`${days} rows`, { exact: true })).toBeVisible();
});

test('answers the same in other words, for another span', async ({
  assistant,
  warehouse,
}) => {
  const [[people]] = await warehouse.rows(`
    SELECT count(*) FROM (
      SELECT user_id FROM podcasts.streams
      WHERE seconds_streamed > 59 AND NOT user_id < 100
        AND strftime(day, '%Y-%m') = strftime(
          $today - 1 - INTERVAL (CASE WHEN month($today - 1) < 9 THEN 1 ELSE 0 END) YEAR,
          '%Y-09')
      GROUP BY user_id)`);
  const turn = await assistant.answered(
    'What was the size of our podcast audience in September?',
  );
  await expect(turn.getByRole('cell')).toHaveText([
    Number(people).toLocaleString('en'),
  ]);
});

test('keeps what the reader thought of an answer', async ({
  assistant,
  page,
}) => {
  const turn = await assistant.answered(QUESTION);
  await turn.getByRole('button', { name: 'The answer is wrong' }).click();
  await turn
    .getByRole('textbox', { name: /What should the experts know/ })
    .fill('It lacks the weekend');
  await turn.getByRole('button', { name: 'Send comment' }).click();
  await expect(turn.getByText('Thank you.')).toBeVisible();

  await page.reload();
  await expect(
    turn.getByRole('button', { name: 'The answer is wrong' }),
  ).toHaveAttribute('aria-pressed', 'true');
  await expect(turn.getByText('It lacks the weekend')).toBeVisible();
  await turn.getByRole('button', { name: /^4 steps · 1 query · / }).click();
  await expect(
    turn
      .getByRole('list', { name: 'Steps of the answer' })
      .getByRole('listitem'),
  ).toHaveCount(4);
});

test('says that it cannot answer, and offers questions that it can', async ({
  assistant,
}) => {
  const turn = await assistant.ask(
    'How many people listened to podcasts in Atlantis last week?',
  );
  await expect(turn.getByRole('button', { name: 'Not covered' })).toBeVisible();
  await expect(turn.getByRole('table')).toHaveCount(0);
  await expect(
    turn.getByRole('link', { name: 'Podcasts', exact: true }),
  ).toBeVisible();

  const suggestion = turn
    .getByRole('list', { name: 'Questions that have an answer' })
    .getByRole('button', { name: QUESTION });
  await suggestion.click();
  await expect(
    assistant.newest.getByText(/people listened to podcasts in Sweden, /),
  ).toBeVisible();
  await expect(assistant.log.getByRole('article')).toHaveCount(2);
  await expect(turn.getByText('Was this answer right?')).toHaveCount(0);
  await expect(
    assistant.newest.getByRole('group', { name: 'Was this answer right?' }),
  ).toBeVisible();
});

test('lets the reader choose the cluster when several answer alike', async ({
  assistant,
  warehouse,
}) => {
  const [[people]] = await warehouse.rows(`
    SELECT count(DISTINCT user_id) FROM podcasts.streams
    WHERE seconds_streamed >= 60 AND user_id > 99
      AND day >= $last_week AND day < $last_week + 7`);
  const question = 'How many people listened last week?';
  const turn = await assistant.ask(question);
  await turn
    .getByRole('list', { name: 'Which cluster do you mean?' })
    .getByRole('button', { name: 'Ask in Podcasts' })
    .click();
  await expect(
    assistant.newest.getByText(
      new RegExp(`^${Number(people).toLocaleString('en')} people listened`),
    ),
  ).toBeVisible();
  await expect(assistant.newest.getByText(question)).toBeVisible();
  await expect(assistant.log.getByRole('article')).toHaveCount(2);
});

test('answers each question that it suggests to start with', async ({
  assistant,
  page,
}) => {
  const suggestions = page
    .getByRole('list', { name: 'Questions that have an answer now' })
    .getByRole('button');
  await expect(suggestions).toHaveCount(6);
  for (let index = 0; index < 6; index += 1) {
    await suggestions.nth(index).click();
    await expect(
      assistant.newest.getByRole('button', { name: 'Verified' }),
    ).toBeVisible();
    await assistant.conversations
      .getByRole('link', { name: 'New conversation' })
      .click();
  }
});

test('lists conversations, and opens and deletes them', async ({
  assistant,
  page,
}) => {
  const question = 'How many podcast episodes were published last week?';
  await assistant.answered(question);
  const entry = assistant.conversations.getByRole('link', { name: question });
  await expect(entry).toHaveAttribute('aria-current', 'page');
  const address = page.url();

  await assistant.conversations
    .getByRole('link', { name: 'New conversation' })
    .click();
  await expect(
    page.getByRole('heading', { name: 'What would you like to know?' }),
  ).toBeVisible();
  await entry.click();
  await expect(page).toHaveURL(address);
  await expect(
    assistant.newest.getByRole('button', { name: 'Verified' }),
  ).toBeVisible();

  await assistant.conversations
    .getByRole('button', { name: `Delete “${question}”` })
    .click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: 'Delete', exact: true })
    .click();
  await expect(entry).toHaveCount(0);
  await page.goto(address);
  await expect(page.getByText('No such conversation')).toBeVisible();
});

test('shows nothing of a conversation that is not the reader’s', async ({
  assistant,
  page,
}) => {
  await page.goto('/data-assistant/c/6f1c5a0e-3b44-4a5e-9d8e-0b8a4d1f2c33');
  await expect(page.getByRole('alert')).toContainText('No such conversation');
  await expect(assistant.log).toHaveCount(0);
});
