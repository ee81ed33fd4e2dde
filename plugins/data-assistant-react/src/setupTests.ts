import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Charts and the highlighting of code are loaded lazily, and compiled first on a machine that has no cache yet.
configure({ asyncUtilTimeout: 15_000 });
jest.setTimeout(60_000);
