import { Stones } from './Stones';

/** The sign alone, for the folded sidebar. */
export const LogoIcon = () => (
  <svg
    xmlns="http://www.w3.org/2000/svg"
    viewBox="0 0 64 64"
    width={28}
    height={28}
    aria-hidden="true"
  >
    <Stones />
  </svg>
);
