export const Brand = () => (
  <span className="flex items-center gap-2 font-[650]">
    <svg
      aria-hidden="true"
      viewBox="0 0 18 18"
      className="size-[18px] fill-none stroke-accent"
      strokeWidth="2"
      strokeLinecap="round"
    >
      <path d="M9 2v9M9 11c0 3-3 5-6 5M9 11c0 3 3 5 6 5M9 11v5" />
    </svg>
    Holdfast
  </span>
);
