import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import dataAssistantPlugin from '@cairn/backstage-plugin-data-assistant/alpha';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import App from './App';

const BACKEND = 'http://localhost:7007';
const server = setupServer();
registerMswTestHooks(server);

beforeEach(() => {
  // The bundler replaces this by the configuration itself, which is no text.
  process.env = Object.assign(
    { NODE_ENV: 'test' },
    {
      APP_CONFIG: [
        {
          context: 'test',
          data: {
            app: { title: 'Cairn', packages: 'all' },
            backend: { baseUrl: BACKEND },
          },
        },
      ],
    },
  ) as unknown as NodeJS.ProcessEnv;
  // What the bundler writes for `app.packages: all`.
  Object.assign(window, {
    '__@backstage/discovered__': {
      modules: [
        {
          name: '@cairn/backstage-plugin-data-assistant',
          export: './alpha',
          default: dataAssistantPlugin,
        },
      ],
    },
  });
});

describe('App', () => {
  it('lets a guest in and lands on the data assistant', async () => {
    server.use(
      http.get(`${BACKEND}/api/auth/guest/refresh`, () =>
        HttpResponse.json({
          profile: {},
          backstageIdentity: {
            token: 'a.eyJzdWIiOiJ1c2VyOmRlZmF1bHQvZ3Vlc3QifQ.c',
            expiresInSeconds: 3600,
            identity: {
              type: 'user',
              userEntityRef: 'user:default/guest',
              ownershipEntityRefs: ['user:default/guest'],
            },
          },
        }),
      ),
      http.all(`${BACKEND}/*`, () => HttpResponse.json([])),
    );
    render(App.createRoot());

    await userEvent.click(
      await screen.findByRole('button', { name: 'Enter' }, { timeout: 30_000 }),
    );

    // The page is loaded lazily, and compiled first when no cache has it.
    expect(
      await screen.findByRole(
        'textbox',
        { name: 'Your question' },
        { timeout: 30_000 },
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('heading', { level: 1, name: 'Data assistant' }),
    ).toBeInTheDocument();
    expect(window.location.pathname).toBe('/data-assistant');
    const navigation = screen.getByRole('navigation', { name: 'sidebar nav' });
    expect(
      within(navigation)
        .getAllByRole('link')
        .map(link => link.getAttribute('href')),
    ).toEqual(['/', '/data-assistant']);
  }, 60_000);
});
