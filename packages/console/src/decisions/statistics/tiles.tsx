import type { ReactNode } from 'react';

/** A few numbers, each with what it counts. */
export const Tiles = ({ tiles }: { readonly tiles: readonly (readonly [name: string, value: ReactNode])[] }) => (
  <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-panel border border-line bg-line sm:grid-cols-4">
    {tiles.map(([name, value]) => (
      <div key={name} className="flex flex-col-reverse justify-end bg-surface px-4 py-3">
        <dd className="text-title font-semibold">{value}</dd>
        <dt className="text-small text-muted">{name}</dt>
      </div>
    ))}
  </dl>
);
