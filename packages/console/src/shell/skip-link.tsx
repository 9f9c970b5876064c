/** The first stop of the Tab key. It moves the focus without leaving a fragment in the address. */
export const SkipLink = () => (
  <a
    href="#main"
    onClick={(event) => {
      event.preventDefault();
      document.getElementById('main')?.focus();
    }}
    className="sr-only rounded-control bg-accent px-3 py-2 font-semibold text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-10"
  >
    Skip to the page
  </a>
);
