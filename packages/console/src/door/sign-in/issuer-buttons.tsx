import { serverPaths } from '../../routing/paths.ts';
import type { Setup } from '../../session/session.ts';

interface IssuerButtonsProps {
  readonly issuers: Setup['issuers'];
  readonly to: string;
}

/** Links, not buttons: the server sends the browser on to the issuer. */
export const IssuerButtons = ({ issuers, to }: IssuerButtonsProps) =>
  issuers.length === 0 ? undefined : (
    <div role="group" aria-label="Other ways to sign in" className="grid gap-2 border-t border-line pt-4">
      {issuers.map(({ id, name }) => (
        <a
          key={id}
          href={serverPaths.issuer(id, to)}
          className="grid min-h-9 items-center rounded-control border border-line-strong px-3 py-1.5 text-center wrap-anywhere hover:bg-sunken"
        >
          Sign in with {name}
        </a>
      ))}
    </div>
  );
