import { expect, Page, test as base } from '@playwright/test';
import { AssistantPage } from './AssistantPage';
import { Engine } from './Engine';
import { Warehouse } from './Warehouse';

const CLUSTERS = 6;

/** What the browser itself says of a request that failed, which the test looks at where it matters. */
const RESOURCE = /^Failed to load resource/;

/** Opens a page of the portal as its guest. */
export async function signIn(page: Page, path = '/'): Promise<void> {
  await page.goto(path);
  const enter = page.getByRole('button', { name: 'Enter' });
  await enter.click();
  await expect(enter).toHaveCount(0);
}

/** Playwright's `test` over the portal: signed in as guest, its context read and measured, no error in the console. */
export const test = base.extend<
  { assistant: AssistantPage; engine: Engine },
  { ready: void; warehouse: Warehouse }
>({
  ready: [
    async ({ playwright }, use, { project }) => {
      const request = await playwright.request.newContext({
        baseURL: project.use.baseURL,
      });
      await expect
        .poll(
          async () => {
            const guest = await request.post('/api/auth/guest/refresh');
            const { backstageIdentity } = await guest.json();
            const headers = {
              authorization: `Bearer ${backstageIdentity.token}`,
            };
            const get = async (path: string) =>
              (
                await request.get(`/api/data-assistant/${path}`, { headers })
              ).json();
            const { context } = await get('readiness');
            if (context?.status !== 'read') {
              return 0;
            }
            const found: { health?: number }[] = await get('clusters');
            return found.filter(({ health }) => health !== undefined).length;
          },
          { message: 'clusters with health', timeout: 120_000 },
        )
        .toBe(CLUSTERS);
      await request.dispose();
      await use();
    },
    { scope: 'worker', auto: true, timeout: 150_000 },
  ],

  warehouse: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the fixtures' names off the pattern
    async ({}, use) => {
      const warehouse = await Warehouse.open();
      await use(warehouse);
      warehouse.close();
    },
    { scope: 'worker' },
  ],

  // eslint-disable-next-line no-empty-pattern -- as above
  engine: async ({}, use) => {
    const engine = new Engine();
    await use(engine);
    engine.release();
  },

  page: async ({ page }, use) => {
    const errors: string[] = [];
    page.on('pageerror', error => errors.push(String(error.stack)));
    page.on('console', message => {
      if (message.type() === 'error' && !RESOURCE.test(message.text())) {
        errors.push(message.text());
      }
    });
    await use(page);
    expect(errors, 'errors in the console').toEqual([]);
  },

  assistant: async ({ page }, use) => {
    await signIn(page);
    const assistant = new AssistantPage(page);
    await expect(assistant.question).toBeFocused();
    await use(assistant);
  },
});

export { expect };
