/** Beside the button of a form: what it did is done. */
export const Saved = ({ said }: { readonly said: string }) => (
  <span role="status" className="text-ok empty:sr-only">
    {said}
  </span>
);
