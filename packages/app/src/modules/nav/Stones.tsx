/** The sign of the portal: three stones on top of each other, to be placed in an svg of 64 by 64. */
export function Stones() {
  return (
    <>
      <path
        fill="#5eead4"
        d="M27 3c5-2 12-1 13 4s-4 8-9 8-10-2-10-6 2-5 6-6z"
      />
      <path
        fill="#99f6e4"
        d="M22 19c8-2 20-2 23 3s-1 10-11 11-18-2-18-7 1-6 6-7z"
      />
      <path
        fill="#ccfbf1"
        d="M13 38c12-2 35-2 40 4s1 15-17 16-30-2-30-11 2-8 7-9z"
      />
    </>
  );
}
