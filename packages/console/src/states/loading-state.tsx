/** Says that something is coming. */
export const LoadingState = ({ what = 'this page' }: { readonly what?: string }) => (
  <div role="status" className="grid gap-px p-4 md:p-6">
    <span className="text-muted">Loading {what} …</span>
    <span aria-hidden="true" className="mt-3 grid gap-2">
      <span className="h-9 rounded-control bg-sunken" />
      <span className="h-9 rounded-control bg-sunken" />
      <span className="h-9 rounded-control bg-sunken" />
    </span>
  </div>
);
