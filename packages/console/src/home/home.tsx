import { lazyRouteComponent } from '@tanstack/react-router';
import { GoTo } from '../routing/go-to.tsx';
import { paths } from '../routing/paths.ts';
import { useMe } from '../session/use-me.ts';

const HomePage = lazyRouteComponent(() => import('./home-page.tsx'), 'HomePage');

/** Where one begins: what needs whoever is here, or how Holdfast is where nothing of a workspace is theirs to see. */
export const Home = () =>
  useMe()?.permissions.includes('decisions:read') === true ? <HomePage /> : <GoTo path={paths.health()} />;
