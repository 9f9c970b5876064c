import { getVersion } from '@holdfast/protocol/process/version';
import { useQuery } from '@tanstack/react-query';
import { useHoldfast } from './holdfast-context.ts';

export const useBuildVersion = () => {
  const holdfast = useHoldfast();
  return useQuery({
    queryKey: ['version'],
    queryFn: ({ signal }) => holdfast.bodyOf(getVersion, {}, { signal }),
    staleTime: Infinity,
    retry: true,
  });
};
