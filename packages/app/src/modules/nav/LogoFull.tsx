import { Stones } from './Stones';

/** The sign with the name, for the open sidebar. */
export const LogoFull = () => (
  <svg
    xmlns="http://www.w3.org/2000/svg"
    viewBox="0 0 240 64"
    height={28}
    aria-hidden="true"
  >
    <Stones />
    <text
      x="76"
      y="48"
      fill="#f0fdfa"
      fontFamily="system-ui, sans-serif"
      fontSize="46"
      fontWeight="600"
    >
      Cairn
    </text>
  </svg>
);
