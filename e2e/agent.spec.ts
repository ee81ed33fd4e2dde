import { ASKS_BACK, NEVER_ENDS } from './modelQuestions';
import { expect, test } from './portal';

test('lets a model work on what no pair answers, asks back, and shows all that it took', async ({
  assistant,
  page,
  warehouse,
}) => {
  const [[publishers]] = await warehouse.rows(ASKS_BACK.sql);
  const turn = await assistant.ask(ASKS_BACK.question);
  const question = turn.getByRole('group', { name: ASKS_BACK.asks });
  await expect(question).toBeVisible();

  // It waits without a worker, and as long as it takes.
  await page.reload();
  await expect(question).toBeVisible();
  await expect(assistant.stop).toHaveCount(0);
  await turn.getByRole('button', { name: /^\d+ steps · 2 queries$/ }).click();
  const steps = turn.getByRole('list', { name: 'Steps of the answer' });
  await expect(steps.getByText('refused')).toBeVisible();
  await expect(steps.getByText('failed')).toBeVisible();
  await question.getByRole('button', { name: ASKS_BACK.choices[0] }).click();

  await expect(turn.getByText('You answered: Spoken in Swedish')).toBeVisible();
  await expect(turn.getByRole('button', { name: 'Grounded' })).toBeVisible();
  await expect(
    turn.getByText(ASKS_BACK.sentence(publishers).replaceAll('*', '')),
  ).toBeVisible();
  await expect(turn.getByText('80 % sure that this answers it')).toBeVisible();
  await expect(turn.getByText('These numbers do not stand')).toHaveCount(0);
  await expect(
    turn.getByText(/ · test-model · [\d,]+ tokens read, [\d,]+ written · \$\d/),
  ).toBeVisible();
  await turn
    .getByRole('button', { name: 'The SQL of every attempt (3)' })
    .click();
  await expect(turn.getByText(/finance\.revenue_daily/).first()).toBeVisible();

  // Read again from the journal, days later as now.
  await page.reload();
  await turn.getByRole('button', { name: /^\d+ steps · 3 queries · / }).click();
  await expect(turn.getByText('You answered: Spoken in Swedish')).toBeVisible();
  await turn.getByRole('button', { name: 'Edit and ask again' }).click();
  await expect(assistant.question).toHaveValue(ASKS_BACK.question);
});

test('shows what a model is writing, and stops it', async ({ assistant }) => {
  const turn = await assistant.ask(NEVER_ENDS.question);
  await expect(turn.getByText(NEVER_ENDS.thought.slice(0, 20))).toBeVisible();
  await assistant.stop.click();
  await expect(
    turn.getByText('Stopped before there was an answer.'),
  ).toBeVisible();
  await expect(assistant.question).toBeFocused();
});

test('says what is missing when the model gives up', async ({ assistant }) => {
  const turn = await assistant.ask(
    'Which microphones do podcast publishers use?',
  );
  await expect(turn.getByRole('button', { name: 'Not covered' })).toBeVisible();
  await expect(
    turn.getByText('The context says nothing about this.'),
  ).toBeVisible();
});
