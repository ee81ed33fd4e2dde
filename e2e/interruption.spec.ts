import { expect, test } from './portal';

test('picks an answer up after a reload', async ({
  assistant,
  engine,
  page,
}) => {
  engine.hold();
  const turn = await assistant.ask('podcast listeners in Norway yesterday');
  await expect(turn.getByText('Working')).toBeVisible();
  await expect(page).toHaveURL(/\/c\//);

  await page.reload();
  await expect(turn.getByText('Working')).toBeVisible();
  await expect(
    turn
      .getByRole('list', { name: 'Steps of the answer' })
      .getByRole('listitem')
      .first(),
  ).toBeVisible();
  await expect(assistant.stop).toBeVisible();
  await expect(turn.getByRole('button', { name: 'Verified' })).toHaveCount(0);

  engine.release();
  await expect(
    turn.getByText(/people listened to podcasts in Norway, /),
  ).toBeVisible();
  await expect(assistant.log.getByRole('article')).toHaveCount(1);
});

test('picks an answer up when the page is left at once', async ({
  assistant,
  page,
}) => {
  const turn = await assistant.ask('podcast listeners in Denmark yesterday');
  await page.waitForURL(/\/c\//);
  await page.reload();
  await expect(turn.getByRole('button', { name: 'Verified' })).toBeVisible();
});

test('stops an answer, and asks the same again', async ({
  assistant,
  engine,
}) => {
  engine.hold();
  await assistant.ask('podcast listeners in Finland yesterday');
  await assistant.stop.click();
  await expect(
    assistant.newest.getByText('Stopped before there was an answer.'),
  ).toBeVisible();
  await expect(assistant.stop).toHaveCount(0);
  await expect(assistant.question).toBeFocused();

  engine.release();
  await assistant.newest
    .getByRole('button', { name: 'Ask again', exact: true })
    .click();
  await expect(
    assistant.newest.getByText(/people listened to podcasts in Finland, /),
  ).toBeVisible();
  await expect(assistant.log.getByRole('article')).toHaveCount(2);
});

test('sends with Enter, breaks the line with Shift and Enter, and needs no mouse', async ({
  assistant,
  page,
}) => {
  await page.keyboard.type('How many podcast episodes');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('were published yesterday?');
  await expect(assistant.question).toHaveValue(
    'How many podcast episodes\nwere published yesterday?',
  );
  await page.keyboard.press('Enter');
  await expect(
    assistant.newest.getByRole('button', { name: 'Verified' }),
  ).toBeVisible();
  await expect(assistant.question).toHaveValue('');
  await expect(assistant.question).toBeFocused();

  const sql = assistant.newest.getByRole('button', {
    name: 'SQL',
    exact: true,
  });
  for (let presses = 0; presses < 20; presses += 1) {
    if (await sql.evaluate(element => element === document.activeElement)) {
      break;
    }
    await page.keyboard.press('Shift+Tab');
  }
  await expect(sql).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(sql).toHaveAttribute('aria-expanded', 'true');
});
