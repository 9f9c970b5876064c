/** There is no value. Where a row is a card, the cell is left out. */
export const Nothing = () => (
  <span data-nothing="" className="text-faint">
    –
  </span>
);
