import { PageBlueprint } from '@backstage/frontend-plugin-api';
import { RiChatSearchLine } from '@remixicon/react';
import { rootRouteRef } from '../routes';

/** The pages of the plugin under one address; the layout with its tabs is their own. */
export const dataAssistantPage = PageBlueprint.make({
  params: {
    path: '/data-assistant',
    title: 'Data assistant',
    icon: <RiChatSearchLine />,
    routeRef: rootRouteRef,
    noHeader: true,
    loader: () =>
      import('../components/DataAssistantPage').then(m => (
        <m.DataAssistantLayout />
      )),
  },
});
