import { asServerUrl } from './parsers.ts';
import { SettingProblem } from './setting.ts';

/** The others could undo what every connection of ours asks for: its limits, its time zone, its search_path. */
const PARAMETERS: readonly string[] = ['sslmode', 'sslrootcert', 'sslcert', 'sslkey', 'application_name'];

const asPostgresUrl = asServerUrl('postgres:', 'postgresql:');

/** The address of a database, with parameters about TLS alone: the driver prefers what stands here to what we say. */
export const asDatabaseUrl = (text: string): URL => {
  const url = asPostgresUrl(text);
  const names = [...url.searchParams.keys()];
  if (names.some((name) => !PARAMETERS.includes(name))) {
    throw new SettingProblem(
      `must be a URL whose only parameters are ${PARAMETERS.join(', ')}; limits are settings of their own`,
    );
  }
  if (new Set(names).size < names.length) throw new SettingProblem('must be a URL that names no parameter twice');
  return url;
};
