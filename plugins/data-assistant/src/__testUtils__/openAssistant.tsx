import { renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import {
  Answer,
  DataAssistantApi,
} from '@cairn/backstage-plugin-data-assistant-common';
import { dataAssistantApiRef } from '@cairn/backstage-plugin-data-assistant-react';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useLocation } from 'react-router-dom';
import { DataAssistantRoutes } from '../components/DataAssistantPage/DataAssistantRoutes';
import { rootRouteRef } from '../routes';
import { AssistantInMemory } from './AssistantInMemory';

/** An answer of the podcasts' cluster. */
export const verified: Answer = {
  tier: 'verified',
  sentence: '1,234 people listened to podcasts.',
  cluster: 'resource:default/podcasts',
  sources: [{ kind: 'pair', id: 'podcasts/listeners', title: 'How many?' }],
};

function Address() {
  const { pathname, search } = useLocation();
  return <output aria-label="address">{`${pathname}${search}`}</output>;
}

/** Opens the plugin's pages at a path below its root. */
export async function openAssistant(api: AssistantInMemory, path = '') {
  const render = () =>
    renderInTestApp(
      <>
        <DataAssistantRoutes />
        <Address />
      </>,
      {
        apis: [[dataAssistantApiRef, api as unknown as DataAssistantApi]],
        mountedRoutes: {
          '/data-assistant': rootRouteRef,
          '/catalog/:namespace/:kind/:name': entityRouteRef,
        },
        mountPath: '/data-assistant',
        initialRouteEntries: [`/data-assistant${path}`],
      },
    );
  return act(async () => render());
}

/** Presses Enter on a button that the keyboard went to. */
export async function pressEnter(button: HTMLElement) {
  act(() => button.focus());
  await userEvent.keyboard('{Enter}');
}

export const field = () =>
  screen.findByRole('textbox', { name: 'Your question' });
export const address = () => screen.getByLabelText('address').textContent;
export const log = () => screen.getByRole('log', { name: 'Messages' });
export const steps = () =>
  within(log())
    .getAllByRole('list', { name: 'Steps of the answer' })
    .flatMap(list => within(list).queryAllByRole('listitem'))
    .map(item => item.textContent);
export const announced = (text: string) =>
  waitFor(() =>
    expect(
      screen.getAllByRole('status').map(status => status.textContent),
    ).toContain(text),
  );
export const asked = (api: AssistantInMemory) =>
  waitFor(() => expect(api.runs.at(-1)).toBeDefined());
