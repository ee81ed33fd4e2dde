import {
  createFrontendModule,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { Navigate } from 'react-router-dom';

const landingPage = PageBlueprint.make({
  name: 'landing',
  params: {
    path: '/',
    noHeader: true,
    loader: async () => <Navigate to="/data-assistant" replace />,
  },
});

/** Lands on the data assistant: asking is what one comes here for. */
export const homeModule = createFrontendModule({
  pluginId: 'app',
  extensions: [landingPage],
});
