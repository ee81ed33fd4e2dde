import { expect, Locator, Page } from '@playwright/test';

/** The page where one asks. */
export class AssistantPage {
  readonly page: Page;
  readonly question: Locator;
  readonly log: Locator;
  /** The newest question with what came of it. */
  readonly newest: Locator;
  readonly stop: Locator;
  readonly conversations: Locator;

  constructor(page: Page) {
    this.page = page;
    this.question = page.getByRole('textbox', { name: 'Your question' });
    this.log = page.getByRole('log', { name: 'Messages' });
    this.newest = this.log.getByRole('article').last();
    this.stop = page.getByRole('button', { name: 'Stop', exact: true });
    this.conversations = page.getByRole('navigation', {
      name: 'Conversations',
    });
  }

  /** Sends the question and returns its turn; does not wait for the answer. */
  async ask(question: string): Promise<Locator> {
    const turn = this.log.getByRole('article').filter({ hasText: question });
    await this.question.fill(question);
    await this.question.press('Enter');
    await expect(turn.last()).toBeVisible();
    return turn.last();
  }

  /** Asks, waits for a verified answer, and returns its turn. */
  async answered(question: string): Promise<Locator> {
    const turn = await this.ask(question);
    await expect(turn.getByRole('button', { name: 'Verified' })).toBeVisible();
    return turn;
  }
}
