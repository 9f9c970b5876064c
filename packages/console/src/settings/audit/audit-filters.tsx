import { FilterChips } from '../../controls/filter-chips.tsx';
import { PageLink } from '../../routing/page-link.tsx';
import { INSTANCE, paths } from '../../routing/paths.ts';
import { useMay } from '../../session/session-context.ts';
import { type Shown, SPANS, SUBJECTS } from './audit-filter.ts';

export const AuditFilters = ({ shown }: { readonly shown: Shown }) => {
  const { about, since, actor, object, of } = shown;
  const canSeeInstance = useMay('instance:manage');
  const canSeeWorkspace = useMay('audit:read');
  const isOfOne = actor !== undefined || object !== undefined;
  return (
    <div className="grid gap-2">
      {canSeeInstance && canSeeWorkspace && (
        <FilterChips
          label="Of"
          chips={[
            { label: 'This workspace', to: paths.audit({ about, since }), isChosen: of === undefined },
            { label: 'The instance', to: paths.audit({ about, since, of: INSTANCE }), isChosen: of === INSTANCE },
          ]}
        />
      )}
      <FilterChips
        label="About"
        chips={[[undefined, 'all'] as const, ...SUBJECTS].map(([subject, label]) => ({
          label,
          to: paths.audit({ ...shown, about: subject }),
          isChosen: subject === about,
        }))}
      />
      <FilterChips
        label="Not older than"
        chips={[[undefined, 'ever'] as const, ...SPANS].map(([span, label]) => ({
          label,
          to: paths.audit({ ...shown, since: span }),
          isChosen: span === since,
        }))}
      />
      {isOfOne && (
        <p role="status" className="text-small text-muted">
          Only {actor === undefined ? 'what was done to one' : 'what one did'}.{' '}
          <PageLink
            to={paths.audit({ about, since, of })}
            isHere={false}
            className="text-accent underline underline-offset-2"
          >
            Show all
          </PageLink>
        </p>
      )}
    </div>
  );
};
